/**
 * Versions and an alias that moves under load. Every definition writes its own number into the output, so an execution
 * shows what it ran; that must be what its row names, and what the alias led to when it was started.
 */
import { verifyListing } from './history.ts';
import { createMachine, type Workload, type World } from './world.ts';

const definition = (mark: number) => ({
  StartAt: 'W',
  States: { W: { Type: 'Wait', Seconds: 1, Next: 'P' }, P: { Type: 'Pass', Result: { mark }, End: true } },
});

interface Started {
  readonly arn: string;
  /** Versions that it may have; undefined: none. */
  readonly versions: readonly string[] | undefined;
  readonly aliasArn: string | undefined;
  /** What an execution without a version has to show. */
  readonly mark: number;
}

export function versions(): Workload {
  const marks = new Map<string, number>();
  const deleted = new Set<string>();
  const started: Started[] = [];
  let [stateMachineArn, aliasArn] = ['', ''];
  let routes: readonly string[] = [];

  async function publish(world: World, mark: number): Promise<string> {
    const input = { stateMachineArn, definition: JSON.stringify(definition(mark)), publish: true };
    const versionArn = (await world.must('UpdateStateMachine', input))['stateMachineVersionArn'] as string;
    const numberOf = (arn: string) => Number(arn.split(':').at(-1));
    for (const other of marks.keys()) {
      world.check(numberOf(other) < numberOf(versionArn), () => `${versionArn} was given out after ${other}`);
    }
    marks.set(versionArn, mark);
    world.count('versions');
    return versionArn;
  }

  async function move(world: World, versionArn: string): Promise<void> {
    const previous = routes.at(-1);
    const both = previous !== undefined && previous !== versionArn && world.random() < 0.5;
    const next = both ? [previous, versionArn] : [versionArn];
    const routingConfiguration = next.map((stateMachineVersionArn) => ({
      stateMachineVersionArn,
      weight: 100 / next.length,
    }));
    await world.must('UpdateStateMachineAlias', { stateMachineAliasArn: aliasArn, routingConfiguration });
    routes = next;
  }

  async function startAll(world: World, n: number, mark: number, versionArn: string): Promise<void> {
    const start = (target: string, name: string) => world.start(target, `v-${n}-${name}`, {});
    started.push(
      { arn: await start(aliasArn, 'alias'), versions: routes, aliasArn, mark },
      { arn: await start(versionArn, 'version'), versions: [versionArn], aliasArn: undefined, mark },
      { arn: await start(stateMachineArn, 'latest'), versions: undefined, aliasArn: undefined, mark },
    );
  }

  async function deleteOne(world: World): Promise<void> {
    const free = [...marks.keys()].filter((arn) => !routes.includes(arn) && !deleted.has(arn)).slice(0, -2);
    const stateMachineVersionArn = free[Math.floor(world.random() * free.length)];
    if (stateMachineVersionArn === undefined) return;
    await world.must('DeleteStateMachineVersion', { stateMachineVersionArn });
    deleted.add(stateMachineVersionArn);
  }

  async function verifyStarted(
    world: World,
    { arn, versions: possible, aliasArn: alias, mark }: Started,
  ): Promise<void> {
    const { status, output, stateMachineVersionArn, stateMachineAliasArn } = await world.describe(arn);
    const version = stateMachineVersionArn as string | undefined;
    const isOne = possible === undefined ? version === undefined : possible.includes(version ?? '');
    world.check(isOne, () => `${arn} has ${version}, not one of ${possible?.join(', ')}`);
    world.check(stateMachineAliasArn === alias, () => `${arn} has the alias ${stateMachineAliasArn}`);
    const expected = JSON.stringify({ mark: version === undefined ? mark : marks.get(version) });
    world.check(status === 'SUCCEEDED' && output === expected, () => `${arn}: ${status} ${output}, not ${expected}`);
  }

  return {
    name: 'versions',
    async setup(world) {
      stateMachineArn = await createMachine(world, 'Versioned', definition(0));
      const first = await publish(world, 0);
      const routingConfiguration = [{ stateMachineVersionArn: first, weight: 100 }];
      const alias = await world.must('CreateStateMachineAlias', { name: 'LIVE', routingConfiguration });
      aliasArn = alias['stateMachineAliasArn'] as string;
      routes = [first];
    },
    async step(world, n) {
      const mark = n + 1;
      const versionArn = await publish(world, mark);
      await move(world, versionArn);
      await startAll(world, n, mark, versionArn);
      if (world.random() < 0.3) await deleteOne(world);
    },
    async verify(world) {
      for (const one of started) await verifyStarted(world, one);
      const listed = await world.list('ListStateMachineVersions', 'stateMachineVersions', { stateMachineArn });
      const left = [...marks.keys()].filter((arn) => !deleted.has(arn)).reverse();
      const shown = listed.map((version) => version['stateMachineVersionArn']);
      world.check(JSON.stringify(shown) === JSON.stringify(left), () => `versions: ${shown} instead of ${left}`);
      const { routingConfiguration } = await world.must('DescribeStateMachineAlias', {
        stateMachineAliasArn: aliasArn,
      });
      const led = (routingConfiguration as { stateMachineVersionArn: string }[]).map((r) => r.stateMachineVersionArn);
      world.check(JSON.stringify(led) === JSON.stringify(routes), () => `the alias leads to ${led}, not to ${routes}`);
      await verifyListing(world, stateMachineArn);
    },
  };
}
