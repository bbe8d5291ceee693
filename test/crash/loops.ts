/**
 * Loops that count in steps of a Pass and a Choice and rest in a Wait after each round: many transitions in one turn,
 * and a position that has to survive between two of them. In JSONPath the counters are in the payload, in JSONata they
 * are variables. How many states were entered follows from the number of rounds.
 */
import { countOf, readHistory, verifyListing } from './history.ts';
import { createMachine, type Workload, type World } from './world.ts';

/** Steps of one round. */
const STEPS = 25;

const counted = (counters: object) => ({ 'id.$': '$.id', 'rounds.$': '$.rounds', ...counters });
const step = counted({ 'inner.$': 'States.MathAdd($.inner, 1)', 'outer.$': '$.outer' });
const round = counted({ inner: 0, 'outer.$': 'States.MathAdd($.outer, 1)' });
const inPaths = {
  StartAt: 'Step',
  States: {
    Step: { Type: 'Pass', Parameters: step, Next: 'IsRound' },
    IsRound: {
      Type: 'Choice',
      Choices: [{ Variable: '$.inner', NumericGreaterThanEquals: STEPS, Next: 'Wait1' }],
      Default: 'Step',
    },
    Wait1: { Type: 'Wait', Seconds: 1, Next: 'Round' },
    Round: { Type: 'Pass', Parameters: round, Next: 'IsOver' },
    IsOver: {
      Type: 'Choice',
      Choices: [{ Variable: '$.outer', NumericGreaterThanEqualsPath: '$.rounds', Next: 'Over' }],
      Default: 'Step',
    },
    Over: { Type: 'Pass', Parameters: { 'id.$': '$.id', 'rounds.$': '$.outer' }, End: true },
  },
};
const inVariables = {
  QueryLanguage: 'JSONata',
  StartAt: 'Begin',
  States: {
    Begin: { Type: 'Pass', Assign: { inner: 0, outer: 0 }, Next: 'Step' },
    Step: { Type: 'Pass', Assign: { inner: '{% $inner + 1 %}' }, Next: 'IsRound' },
    IsRound: { Type: 'Choice', Choices: [{ Condition: `{% $inner >= ${STEPS} %}`, Next: 'Wait1' }], Default: 'Step' },
    Wait1: { Type: 'Wait', Seconds: 1, Next: 'Round' },
    Round: { Type: 'Pass', Assign: { inner: 0, outer: '{% $outer + 1 %}' }, Next: 'IsOver' },
    IsOver: {
      Type: 'Choice',
      Choices: [{ Condition: '{% $outer >= $states.input.rounds %}', Next: 'Over' }],
      Default: 'Step',
    },
    Over: { Type: 'Pass', Output: { id: '{% $states.input.id %}', rounds: '{% $outer %}' }, End: true },
  },
};

export function loops(): Workload {
  /** Machines, and how many Pass states they enter beside those of the rounds. */
  const machines: { arn: string; others: number }[] = [];
  const started: { arn: string; id: string; rounds: number; others: number }[] = [];

  async function verifyOne(world: World, { arn, id, rounds, others }: (typeof started)[number]): Promise<void> {
    const { status, output } = await world.describe(arn);
    const isRight = status === 'SUCCEEDED' && output === JSON.stringify({ id, rounds });
    world.check(isRight, () => `${arn}: ${status} ${output}, not ${rounds} rounds`);
    const events = await readHistory(world, arn);
    const expected = { Pass: rounds * (STEPS + 1) + others, Choice: rounds * (STEPS + 1), Wait: rounds };
    for (const [type, times] of Object.entries(expected)) {
      const found = countOf(events, `${type}StateEntered`);
      world.check(found === times, () => `${arn}: ${found} times ${type}StateEntered, not ${times}`);
    }
  }

  return {
    name: 'loops',
    pauseMs: 250,
    async setup(world) {
      machines.push({ arn: await createMachine(world, 'LoopInPaths', inPaths), others: 1 });
      machines.push({ arn: await createMachine(world, 'LoopInVariables', inVariables), others: 2 });
    },
    async step(world, n) {
      const { arn, others } = machines[n % machines.length] as (typeof machines)[number];
      const [id, rounds] = [`loop-${n}`, world.int(1, 6)];
      started.push({ arn: await world.start(arn, id, { id, rounds, inner: 0, outer: 0 }), id, rounds, others });
    },
    async verify(world) {
      for (const one of started) await verifyOne(world, one);
      for (const { arn } of machines) await verifyListing(world, arn);
    },
  };
}
