/** Redrives: executions fail, are redriven while what they need is still closed, and once more when it is open. */
import { verifyListing } from './history.ts';
import { createMachine, lambdaTask, type Workload } from './world.ts';

export function redrives(): Workload {
  /** How many redrives were acknowledged, and how many more may have been taken. */
  const redriven = new Map<string, { acknowledged: number; unsure: number }>();
  let stateMachineArn = '';
  return {
    name: 'redrives',
    async setup(world) {
      const branch = (name: string, state: object) => ({ StartAt: name, States: { [name]: state } });
      const Both = {
        Type: 'Parallel',
        Branches: [branch('Closed', lambdaTask('closed')), branch('Open', { Type: 'Pass', End: true })],
        End: true,
      };
      stateMachineArn = await createMachine(world, 'Redriven', { StartAt: 'Both', States: { Both } });
    },
    async step(world, n) {
      const id = `redriven-${n}`;
      const arn = await world.start(stateMachineArn, id, { id });
      const counts = { acknowledged: 0, unsure: 0 };
      redriven.set(arn, counts);
      for (let round = 0, rounds = world.int(1, 3); round < rounds; round++) {
        await world.ended(arn);
        if (round === rounds - 1) world.lambda.open.add(id);
        const { error, lost } = await world.call('RedriveExecution', {
          executionArn: arn,
          clientToken: `${id}-${round}`,
        });
        if (lost) counts.unsure++;
        if (error === undefined) counts.acknowledged++;
        else world.check(lost && error === 'ExecutionNotRedrivable', () => `${arn}: RedriveExecution: ${error}`);
      }
    },
    async verify(world) {
      for (const [arn, { acknowledged, unsure }] of redriven) {
        const { status, output, redriveCount } = await world.describe(arn);
        world.check(status === 'SUCCEEDED', () => `${arn} is ${status}`);
        const { id } = { id: arn.split(':').at(-1) };
        world.check(output === JSON.stringify([{ id }, { id }]), () => `${arn}: ${output}`);
        const count = Number(redriveCount);
        const isRight = count >= acknowledged && count <= acknowledged + unsure;
        world.check(isRight, () => `${arn}: ${count} redrives, ${acknowledged} acknowledged, ${unsure} unsure`);
        world.count('redrives', count);
      }
      await verifyListing(world, stateMachineArn);
    },
  };
}
