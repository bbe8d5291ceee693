/**
 * Parallel branches, one of them a Map over some hundred items, each of which waits for an instant or for an answer:
 * many frames that go on one by one while the server dies. Every item is in the result once, in its place.
 */
import { countOf, readHistory, verifyListing } from './history.ts';
import { createMachine, lambdaTask, type Workload, type World } from './world.ts';

const definition = {
  StartAt: 'Both',
  States: {
    Both: {
      Type: 'Parallel',
      Branches: [
        { StartAt: 'Each', States: { Each: each() } },
        {
          StartAt: 'Wait2',
          States: { Wait2: { Type: 'Wait', Seconds: 2, Next: 'After' }, After: { Type: 'Pass', End: true } },
        },
      ],
      ResultSelector: { 'items.$': '$[0]', 'id.$': '$[1].id' },
      End: true,
    },
  },
};

function each() {
  return {
    Type: 'Map',
    ItemsPath: '$.items',
    MaxConcurrencyPath: '$.limit',
    ItemProcessor: {
      StartAt: 'Look',
      States: {
        Look: { Type: 'Pass', QueryLanguage: 'JSONata', Assign: { seen: '{% $states.input.id %}' }, Next: 'IsCall' },
        IsCall: {
          Type: 'Choice',
          Choices: [{ Variable: '$.call', BooleanEquals: true, Next: 'Call' }],
          Default: 'Wait1',
        },
        Call: lambdaTask('echo', { Next: 'Tell' }),
        Wait1: { Type: 'Wait', Seconds: 1, Next: 'Tell' },
        Tell: { Type: 'Pass', QueryLanguage: 'JSONata', Output: '{% $seen %}', End: true },
      },
    },
    End: true,
  };
}

interface Item {
  readonly id: string;
  readonly call: boolean;
}

export function fanOuts(): Workload {
  const started = new Map<string, { readonly id: string; readonly items: readonly Item[] }>();
  let stateMachineArn = '';

  async function verifyOne(world: World, arn: string, { id, items }: { id: string; items: readonly Item[] }) {
    const { status, output } = await world.describe(arn);
    const expected = JSON.stringify({ items: items.map((item) => item.id), id });
    world.check(status === 'SUCCEEDED' && output === expected, () => `${arn}: ${status} ${output}, not ${expected}`);
    const events = await readHistory(world, arn);
    const calls = items.filter(({ call }) => call).length;
    const counts = {
      MapIterationStarted: items.length,
      MapIterationSucceeded: items.length,
      PassStateEntered: 2 * items.length + 1,
      ChoiceStateEntered: items.length,
      WaitStateEntered: items.length - calls + 1,
      LambdaFunctionSucceeded: calls,
    };
    for (const [type, times] of Object.entries(counts)) {
      const found = countOf(events, type);
      world.check(found === times, () => `${arn}: ${found} times ${type}, not ${times}`);
    }
  }

  return {
    name: 'fanOuts',
    pauseMs: 1000,
    async setup(world) {
      stateMachineArn = await createMachine(world, 'FanOut', definition);
    },
    async step(world, n) {
      const id = `fan-${n}`;
      const one = (at: number): Item => ({ id: `${id}-${at}`, call: world.random() < 0.03 });
      const items = Array.from({ length: world.int(50, 250) }, (_, at) => one(at));
      const limit = world.random() < 0.5 ? 0 : world.int(30, 100);
      started.set(await world.start(stateMachineArn, id, { id, limit, items }), { id, items });
    },
    async verify(world) {
      for (const [arn, one] of started) await verifyOne(world, arn, one);
      await verifyListing(world, stateMachineArn);
    },
  };
}
