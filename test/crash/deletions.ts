/** Machines that are deleted while their executions run: DELETING, then gone, and the executions reach their ends. */
import { createMachine, sleep, type Workload, type World } from './world.ts';

/** How long after the last execution a machine may still be there. */
const GONE_MS = 5000;

export function deletions(): Workload {
  const deleted = new Map<string, readonly string[]>();

  async function verifyGone(world: World, stateMachineArn: string): Promise<void> {
    for (const startMs = Date.now(); ; await sleep(50)) {
      const { answer, error } = await world.call('DescribeStateMachine', { stateMachineArn });
      if (error === 'StateMachineDoesNotExist') return;
      if (Date.now() - startMs < GONE_MS) continue;
      return world.violation(`${stateMachineArn} is still ${answer?.['status'] ?? error}`);
    }
  }

  return {
    name: 'deletions',
    async setup() {},
    async step(world, n) {
      const Wait = { Type: 'Wait', Seconds: world.int(0, 2), Next: 'P' };
      const definition = { StartAt: 'W', States: { W: Wait, P: { Type: 'Pass', End: true } } };
      const stateMachineArn = await createMachine(world, `Deleted-${n}`, definition);
      const arns: string[] = [];
      for (let i = world.int(0, 3); i > 0; i--) arns.push(await world.start(stateMachineArn, `d-${i}`, { n, i }));
      await world.must('DeleteStateMachine', { stateMachineArn });
      deleted.set(stateMachineArn, arns);
      world.count('deletions');
      const { error = 'nothing' } = await world.call('StartExecution', { stateMachineArn });
      const isRefused = error === 'StateMachineDeleting' || error === 'StateMachineDoesNotExist';
      world.check(isRefused, () => `a start of the deleted ${stateMachineArn} gave ${error}`);
    },
    async verify(world) {
      for (const [stateMachineArn, arns] of deleted) {
        for (const arn of arns) {
          const { status } = await world.describe(arn);
          world.check(status === 'SUCCEEDED', () => `${arn} of a deleted machine is ${status}`);
        }
        await verifyGone(world, stateMachineArn);
      }
      const listed = await world.list('ListStateMachines', 'stateMachines', {});
      const left = listed.filter(({ stateMachineArn }) => deleted.has(stateMachineArn as string));
      world.check(left.length === 0, () => `deleted but listed: ${JSON.stringify(left)}`);
    },
  };
}
