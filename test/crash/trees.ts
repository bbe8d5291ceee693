/**
 * Trees of executions, four levels deep: every node waits for two children, the leaves for an instant. Some trees hang in
 * their leaves for ever and are stopped at the root, as a rule after the server has died since: then neither the nodes
 * nor their parents are in memory. Every node is there once, and a stop reaches all of them.
 */
import { verifyExecution, verifyListing } from './history.ts';
import { createMachine, type Json, type Workload, type World } from './world.ts';

const LEVELS = 4;
/** Trees that hang at a time. */
const HANGING = 8;

const leaf = {
  StartAt: 'Begin',
  States: {
    Begin: { Type: 'Pass', Next: 'DoesHang' },
    DoesHang: {
      Type: 'Choice',
      Choices: [{ Variable: '$.hang', BooleanEquals: true, Next: 'Wait9999' }],
      Default: 'Wait1',
    },
    Wait9999: { Type: 'Wait', Seconds: 9999, Next: 'End' },
    Wait1: { Type: 'Wait', Seconds: 1, Next: 'End' },
    End: { Type: 'Pass', QueryLanguage: 'JSONata', Output: { leaves: 1 }, End: true },
  },
};

function inner(childArn: string) {
  const child = (slot: string) => ({
    StartAt: slot,
    States: {
      [slot]: {
        Type: 'Task',
        Resource: 'arn:aws:states:::states:startExecution.sync:2',
        Arguments: {
          StateMachineArn: childArn,
          Input: { place: `{% $states.input.place & '/${slot}' %}`, hang: '{% $states.input.hang %}' },
        },
        Output: '{% $states.result.Output.leaves %}',
        End: true,
      },
    },
  });
  return {
    QueryLanguage: 'JSONata',
    StartAt: 'Both',
    States: {
      Both: {
        Type: 'Parallel',
        Branches: [child('left'), child('right')],
        Output: { leaves: '{% $sum($states.result) %}' },
        Next: 'End',
      },
      End: { Type: 'Pass', End: true },
    },
  };
}

interface Root {
  readonly arn: string;
  readonly place: string;
  readonly hangs: boolean;
  /** Starts of the server before this. */
  readonly life: number;
  isStopped: boolean;
}

export function trees(): Workload {
  /** From the leaves to the root. */
  const machines: string[] = [];
  const roots: Root[] = [];

  async function stop(world: World, root: Root): Promise<void> {
    const { error } = await world.call('StopExecution', { executionArn: root.arn, cause: 'enough' });
    world.check(error === undefined, () => `StopExecution of ${root.arn}: ${error}`);
    root.isStopped = true;
    const { status } = await world.describe(root.arn);
    world.check(status === 'ABORTED', () => `${root.arn} is ${status} after it was stopped`);
    world.count('treeStops');
  }

  /** Every execution below the roots, by where it is in its tree. */
  async function readNodes(world: World): Promise<Map<string, Json[]>> {
    const nodes = new Map<string, Json[]>();
    for (const stateMachineArn of machines.slice(0, -1)) {
      for (const { executionArn } of await world.list('ListExecutions', 'executions', { stateMachineArn })) {
        await verifyExecution(world, executionArn as string);
        const node = await world.describe(executionArn as string);
        const { place } = JSON.parse(node['input'] as string) as { place: string };
        nodes.set(place, [...(nodes.get(place) ?? []), node]);
      }
    }
    return nodes;
  }

  function verifyTree(world: World, { place, hangs, arn }: Root, nodes: ReadonlyMap<string, Json[]>): void {
    const expected = hangs ? 'ABORTED' : 'SUCCEEDED';
    for (const below of placesBelow(place)) {
      const found = (nodes.get(below) ?? []).map(({ status }) => status);
      // A tree that was stopped may not have grown to its end.
      const isRight =
        found.every((status) => status === expected) && found.length <= 1 && (hangs || found.length === 1);
      world.check(isRight, () => `${arn}: at ${below} there are ${found.length} nodes: ${found}`);
      world.count('treeNodes', found.length);
    }
  }

  return {
    name: 'trees',
    pauseMs: 400,
    async setup(world) {
      machines.push(await createMachine(world, 'Tree1', leaf));
      for (let level = 2; level <= LEVELS; level++) {
        machines.push(await createMachine(world, `Tree${level}`, inner(machines.at(-1) as string)));
      }
    },
    async step(world, n) {
      const life = world.server.readyMs.length;
      const hanging = roots.filter(({ hangs, isStopped }) => hangs && !isStopped);
      for (const root of hanging.filter((one) => one.life < life || world.stopping)) await stop(world, root);
      const hangs = n % 2 === 1 && hanging.length < HANGING && !world.stopping;
      const place = `tree-${n}`;
      const arn = await world.start(machines.at(-1) as string, place, { place, hang: hangs });
      roots.push({ arn, place, hangs, life, isStopped: false });
    },
    async verify(world) {
      const nodes = await readNodes(world);
      for (const root of roots) {
        const { status, output } = await world.describe(root.arn);
        const isRight = root.hangs ? status === 'ABORTED' : output === JSON.stringify({ leaves: 2 ** (LEVELS - 1) });
        world.check(isRight, () => `${root.arn}: ${status} ${output}`);
        verifyTree(world, root, nodes);
      }
      const strangers = [...nodes.keys()].filter((place) => !roots.some((root) => place.startsWith(`${root.place}/`)));
      world.check(strangers.length === 0, () => `nodes of no tree: ${strangers}`);
      await verifyListing(world, machines.at(-1) as string);
    },
  };
}

function placesBelow(root: string): string[] {
  let level = [root];
  const places: string[] = [];
  for (let depth = 1; depth < LEVELS; depth++) {
    level = level.flatMap((place) => [`${place}/left`, `${place}/right`]);
    places.push(...level);
  }
  return places;
}
