/**
 * For property tests: random valid definitions of bounded size, with every type of state, Retry, Catch, Assign and
 * nesting, and without loops: each ends after finitely many answers and time-outs.
 *
 * A plan is drawn first and turned into a definition afterwards, when states get names that are unique in the machine.
 * Maps iterate over `$$.Execution.Input.items`: start such a machine with `RANDOM_INPUT`.
 */
import fc from 'fast-check';
import type { JsonObject } from './json.ts';

export const RANDOM_INPUT = { items: [10, 'twenty', [30]] } satisfies JsonObject;

/** Errors that the definitions know; let tasks fail with these. */
export const RANDOM_ERRORS = ['A', 'B', 'C'] as const;

export interface RandomDefinitionOptions {
  /** `Resource` and `Parameters` of the Tasks; by default calls of all patterns that nobody need answer. */
  readonly task?: fc.Arbitrary<JsonObject>;
  /** Levels of Parallel and Map inside each other; 2 by default. */
  readonly depth?: number;
}

/** Fields of one state; those of its branches as plans. Choice, Succeed and Fail get theirs when they are placed. */
interface StatePlan {
  readonly fields: JsonObject;
  readonly branches?: readonly ScopePlan[];
  readonly processor?: ScopePlan;
  /** ErrorEquals of the catchers; each leads to a Pass of its own and then on. */
  readonly catch?: readonly string[][];
}
type ScopePlan = readonly StatePlan[];

export function randomDefinition(options: RandomDefinitionOptions = {}): fc.Arbitrary<JsonObject> {
  const scope = scopePlan(options.task ?? anyTask, options.depth ?? 2);
  const timeout = fc.oneof(
    { arbitrary: fc.constant(undefined), weight: 9 },
    { arbitrary: fc.integer({ min: 1, max: 30 }), weight: 1 },
  );
  return fc.tuple(scope, timeout).map(([plan, TimeoutSeconds]) => ({
    ...new Builder().scope(plan),
    ...(TimeoutSeconds !== undefined && { TimeoutSeconds }),
  }));
}

const FUNCTION = 'arn:aws:lambda:us-east-1:123456789012:function:f';
const MACHINE = 'arn:aws:states:us-east-1:123456789012:stateMachine:Child';

const anyTask: fc.Arbitrary<JsonObject> = fc.constantFrom<JsonObject>(
  { Resource: 'arn:aws:states:::lambda:invoke', Parameters: { FunctionName: 'f', 'Payload.$': '$' } },
  {
    Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
    Parameters: { FunctionName: 'f', 'Payload.$': '$$.Task.Token' },
  },
  {
    Resource: 'arn:aws:states:::states:startExecution.sync:2',
    Parameters: { StateMachineArn: MACHINE, 'Input.$': '$' },
  },
  { Resource: FUNCTION },
  { Resource: 'arn:aws:states:us-east-1:123456789012:activity:known' },
);

function scopePlan(task: fc.Arbitrary<JsonObject>, depth: number): fc.Arbitrary<ScopePlan> {
  return fc.array(statePlan(task, depth), { minLength: 1, maxLength: 4 });
}

function statePlan(task: fc.Arbitrary<JsonObject>, depth: number): fc.Arbitrary<StatePlan> {
  const leaves = [
    { arbitrary: passPlan, weight: 2 },
    { arbitrary: fc.constant<StatePlan>({ fields: { Type: 'Choice' } }), weight: 1 },
    { arbitrary: fc.constant<StatePlan>({ fields: { Type: 'Succeed' } }), weight: 1 },
    { arbitrary: waitPlan, weight: 2 },
    { arbitrary: failPlan, weight: 1 },
    { arbitrary: taskPlan(task), weight: 4 },
  ];
  if (depth === 0) return fc.oneof(...leaves);
  const inner = scopePlan(task, depth - 1);
  return fc.oneof(...leaves, { arbitrary: parallelPlan(inner), weight: 3 }, { arbitrary: mapPlan(inner), weight: 3 });
}

const seconds = fc.integer({ min: 1, max: 5 });

const passPlan: fc.Arbitrary<StatePlan> = fc
  .constantFrom<JsonObject>(
    {},
    { Result: 1 },
    { Result: { a: 'é"\\' }, ResultPath: '$.r' }, // fails where the input is no object
    { Parameters: { 'in.$': '$', 'at.$': '$$.State.EnteredTime' } },
    { OutputPath: null },
  )
  .map((fields) => ({ fields: { Type: 'Pass', ...fields } }));

const waitPlan: fc.Arbitrary<StatePlan> = fc.nat(5).map((Seconds) => ({ fields: { Type: 'Wait', Seconds } }));

const failPlan: fc.Arbitrary<StatePlan> = fc
  .constantFrom<JsonObject>({}, ...RANDOM_ERRORS.map((name) => ({ Error: name, Cause: 'A Fail state.' })))
  .map((fields) => ({ fields: { Type: 'Fail', ...fields } }));

/** Names for ErrorEquals; States.ALL may come last only. */
const someErrors = fc.subarray([...RANDOM_ERRORS, 'States.Timeout', 'States.HeartbeatTimeout', 'States.TaskFailed'], {
  minLength: 1,
  maxLength: 2,
});
const errorLists = fc
  .tuple(fc.array(someErrors, { maxLength: 2 }), fc.boolean())
  .map(([lists, all]): string[][] => (all ? [...lists, ['States.ALL']] : lists));

const rescue: fc.Arbitrary<{ retry: JsonObject; catch: string[][] }> = fc
  .tuple(errorLists, fc.nat(2), seconds, fc.boolean(), errorLists)
  .map(([retried, MaxAttempts, IntervalSeconds, jitter, caught]) => ({
    retry: {
      Retry: retried.map((ErrorEquals) => ({
        ErrorEquals,
        MaxAttempts,
        IntervalSeconds,
        ...(jitter && { JitterStrategy: 'FULL' }),
      })),
    },
    catch: caught,
  }));

function taskPlan(task: fc.Arbitrary<JsonObject>): fc.Arbitrary<StatePlan> {
  const limits = fc.constantFrom<JsonObject>(
    {},
    { TimeoutSeconds: 4 },
    { HeartbeatSeconds: 3 },
    { TimeoutSeconds: 5, HeartbeatSeconds: 2 },
  );
  return fc.tuple(task, limits, rescue).map(([call, limit, { retry, catch: caught }]) => ({
    fields: { Type: 'Task', ...call, ...limit, ...retry },
    catch: caught,
  }));
}

function parallelPlan(inner: fc.Arbitrary<ScopePlan>): fc.Arbitrary<StatePlan> {
  return fc
    .tuple(fc.array(inner, { minLength: 1, maxLength: 3 }), rescue)
    .map(([branches, { retry, catch: caught }]) => ({
      fields: { Type: 'Parallel', ...retry },
      branches,
      catch: caught,
    }));
}

function mapPlan(inner: fc.Arbitrary<ScopePlan>): fc.Arbitrary<StatePlan> {
  const selectors = fc.constantFrom<JsonObject>(
    {},
    { ItemSelector: { 'item.$': '$$.Map.Item.Value', 'index.$': '$$.Map.Item.Index' } },
    { ItemSelector: { 'x.$': 'States.JsonMerge($$.Map.Item.Value, $$.Map.Item.Value, false)' } }, // fails
  );
  return fc
    .tuple(inner, fc.nat(3), selectors, rescue)
    .map(([processor, MaxConcurrency, selector, { retry, catch: caught }]) => ({
      fields: { Type: 'Map', ItemsPath: '$$.Execution.Input.items', MaxConcurrency, ...selector, ...retry },
      processor,
      catch: caught,
    }));
}

/** Gives the states of one machine their names and puts them in a row. */
class Builder {
  #states = 0;

  scope(plan: ScopePlan): JsonObject {
    const last = plan.findIndex(({ fields }) => fields['Type'] === 'Fail' || fields['Type'] === 'Succeed');
    const reached = last < 0 ? plan : plan.slice(0, last + 1); // what follows could not be reached
    const named = reached.map((state) => ({ ...state, name: this.#name() }));
    const States: JsonObject = {};
    named.forEach((state, i) => {
      const next = named[i + 1]?.name;
      Object.assign(States, this.#state(state, next, named[i + 2]?.name));
    });
    return { StartAt: (named[0] as { name: string }).name, States };
  }

  #name(): string {
    return `S${this.#states++}`;
  }

  /** The state, and the handlers that its catchers lead to. */
  #state(plan: StatePlan & { name: string }, next: string | undefined, afterNext: string | undefined): JsonObject {
    const { name, fields } = plan;
    const goOn: JsonObject = next === undefined ? { End: true } : { Next: next };
    switch (fields['Type']) {
      case 'Succeed':
      case 'Fail':
        return { [name]: fields };
      case 'Choice':
        if (next === undefined) return { [name]: { Type: 'Pass', End: true } };
        return { [name]: choice(next, afterNext ?? next) };
      default: {
        const handlers = (plan.catch ?? []).map((ErrorEquals) => ({ ErrorEquals, Next: this.#name() }));
        const state: JsonObject = {
          ...fields,
          Assign: { [`v_${name}`]: name, [`in_${name}.$`]: '$' },
          ...(plan.branches && { Branches: plan.branches.map((branch) => this.scope(branch)) }),
          ...(plan.processor && { ItemProcessor: this.scope(plan.processor) }),
          ...(handlers.length > 0 && { Catch: handlers }),
          ...goOn,
        };
        return { [name]: state, ...Object.fromEntries(handlers.map(({ Next }) => [Next, { Type: 'Pass', ...goOn }])) };
      }
    }
  }
}

/** Goes by what the input happens to be. */
function choice(next: string, otherwise: string): JsonObject {
  return { Type: 'Choice', Choices: [{ Variable: '$', IsNumeric: true, Next: next }], Default: otherwise };
}
