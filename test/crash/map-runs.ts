/** Distributed Maps with items of both types: each item is in the result once, and in its place. */
import { verifyExecution, verifyListing } from './history.ts';
import { createMachine, lambdaTask, type Workload, type World } from './world.ts';

const definition = (type: string) => ({
  StartAt: 'M',
  States: {
    M: {
      Type: 'Map',
      MaxConcurrencyPath: '$.limit',
      ItemsPath: '$.items',
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: type },
        StartAt: 'T',
        States: { T: lambdaTask('echo') },
      },
      End: true,
    },
  },
});

export function mapRuns(): Workload {
  const machines: string[] = [];
  const started = new Map<string, readonly unknown[]>();

  async function verifyRun(world: World, executionArn: string, items: readonly unknown[]): Promise<void> {
    const runs = await world.list('ListMapRuns', 'mapRuns', { executionArn });
    world.check(runs.length === 1, () => `${executionArn} has ${runs.length} map runs`);
    for (const { mapRunArn } of runs) {
      const { status, itemCounts, executionCounts } = await world.must('DescribeMapRun', { mapRunArn });
      const counts = JSON.stringify([itemCounts, executionCounts]);
      const isRight = [itemCounts, executionCounts].every((each) => {
        const { total, succeeded } = each as { total: number; succeeded: number };
        return total === items.length && succeeded === items.length;
      });
      world.check(status === 'SUCCEEDED' && isRight, () => `${mapRunArn}: ${status} ${counts}`);
      if (executionArn.includes(':DistributedSTANDARD:')) await verifyItems(world, mapRunArn as string, items.length);
    }
  }

  async function verifyItems(world: World, mapRunArn: string, expected: number): Promise<void> {
    const children = await world.list('ListExecutions', 'executions', { mapRunArn, maxResults: 1000 });
    world.check(
      children.length === expected,
      () => `${mapRunArn}: ${children.length} executions for ${expected} items`,
    );
    for (const { executionArn } of children) await verifyExecution(world, executionArn as string);
  }

  return {
    name: 'mapRuns',
    async setup(world) {
      for (const type of ['STANDARD', 'EXPRESS']) {
        machines.push(await createMachine(world, `Distributed${type}`, definition(type)));
      }
    },
    async step(world, n) {
      const machine = machines[n % machines.length] as string;
      const items = Array.from({ length: world.int(1, 12) }, (_, item) => ({ id: `map-${n}-${item}` }));
      const arn = await world.start(machine, `map-${n}`, { limit: world.int(0, 4), items });
      started.set(arn, items);
      world.count('mapItems', items.length);
    },
    async verify(world) {
      for (const [arn, items] of started) {
        const { status, output, cause } = await world.describe(arn);
        const isRight = status === 'SUCCEEDED' && output === JSON.stringify(items);
        world.check(isRight, () => `${arn}: ${status} ${output ?? cause}`);
        await verifyRun(world, arn, items);
      }
      for (const machine of machines) await verifyListing(world, machine);
    },
  };
}
