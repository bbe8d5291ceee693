/**
 * Nested executions: parents wait for a child, some are stopped meanwhile. Every parent has one child, learns of its end,
 * and takes it along when it is stopped.
 */
import { verifyExecution, verifyListing } from './history.ts';
import { createMachine, lambdaTask, sleep, type Workload } from './world.ts';

export function nested(): Workload {
  /** By id: whether its parent was stopped. */
  const started = new Map<string, { readonly arn: string; isStopped: boolean }>();
  let [parentArn, childArn] = ['', ''];
  return {
    name: 'nested',
    async setup(world) {
      const W = { Type: 'Wait', Seconds: 1, Next: 'T' };
      childArn = await createMachine(world, 'NestedChild', { StartAt: 'W', States: { W, T: lambdaTask('echo') } });
      const Resource = 'arn:aws:states:::states:startExecution.sync:2';
      const Parameters = { StateMachineArn: childArn, 'Input.$': '$' };
      const P = { Type: 'Task', Resource, Parameters, OutputPath: '$.Output', End: true };
      parentArn = await createMachine(world, 'NestedParent', { StartAt: 'P', States: { P } });
    },
    async step(world, n) {
      const id = `nested-${n}`;
      const arn = await world.start(parentArn, id, { id });
      const parent = { arn, isStopped: false };
      started.set(id, parent);
      if (n % 3 !== 0) return;
      await sleep(world.random() * 1500);
      await world.must('StopExecution', { executionArn: arn, cause: 'enough' });
      parent.isStopped = true;
      world.count('nestedStops');
    },
    async verify(world) {
      const children = new Map<string, string[]>();
      for (const { executionArn } of await world.list('ListExecutions', 'executions', { stateMachineArn: childArn })) {
        await verifyExecution(world, executionArn as string);
        const { input, status } = await world.describe(executionArn as string);
        const { id } = JSON.parse(input as string) as { id: string };
        children.set(id, [...(children.get(id) ?? []), status as string]);
      }
      for (const [id, { arn, isStopped }] of started) {
        const { status, output } = await world.describe(arn);
        const own = children.get(id) ?? [];
        world.check(own.length === 1 || (own.length === 0 && isStopped), () => `${arn} has children: ${own}`);
        const isRight = isStopped ? /^(ABORTED|SUCCEEDED)$/.test(`${status}`) : status === 'SUCCEEDED';
        world.check(isRight, () => `${arn} is ${status}`);
        if (status !== 'SUCCEEDED') continue;
        world.check(own[0] === 'SUCCEEDED', () => `${arn} has succeeded, its child is ${own}`);
        world.check(output === JSON.stringify({ id }), () => `${arn}: ${output}`);
        world.count('nestedChildren');
      }
      await verifyListing(world, parentArn);
    },
  };
}
