/**
 * State machines of which one execution each waits in every way there is: what the data of a release hold when they are
 * made (make.ts), and what a later release has to bring to an end (older-data.test.ts).
 */
import type { Json } from '../../src/asl/json.ts';

/** What an execution needs, beside time, to end. `token`: SendTaskSuccess; `worker`: GetActivityTask, then that. */
export type Need = 'token' | 'worker' | 'redrive';

export interface Waiting {
  readonly definition: object;
  readonly type?: 'EXPRESS';
  readonly input?: Json;
  readonly needs?: Need;
  /** Output in the end. */
  readonly output: Json;
}

/** One entry of `waiting.json`. */
export interface StoredWaiting {
  readonly name: string;
  readonly executionArn: string;
  readonly needs?: Need;
  /** Those given out so far. */
  readonly tokens: readonly string[];
  readonly output: Json;
}

export const ACTIVITY = 'arn:aws:states:us-east-1:123456789012:activity:Review';

const machine = (name: string) => `arn:aws:states:us-east-1:123456789012:stateMachine:${name}`;
const wait = (Seconds: number, extra: object = { End: true }) => ({ Type: 'Wait', Seconds, ...extra });
const call = (parameters: object, extra: object = { End: true }) => ({
  Type: 'Task',
  Resource: 'arn:aws:lambda:us-east-1:123456789012:function:f',
  Parameters: parameters,
  ...extra,
});
const nested = (pattern: string, name: string, parameters: object = {}, extra: object = {}) => ({
  Type: 'Task',
  Resource: `arn:aws:states:::states:startExecution${pattern}`,
  Parameters: { StateMachineArn: machine(name), Input: { from: 'parent' }, ...parameters },
  End: true,
  ...extra,
});
const itsOutput = { ResultSelector: { 'child.$': '$.Output' } };
const alone = (state: object, name = 'S') => ({ StartAt: name, States: { [name]: state } });

/** In the order in which they are started. */
export const WAITING: Readonly<Record<string, Waiting>> = {
  Timer: { definition: alone(wait(3600)), input: { kept: 'by the timer' }, output: { kept: 'by the timer' } },
  Variables: {
    definition: {
      QueryLanguage: 'JSONata',
      StartAt: 'P',
      States: {
        P: { Type: 'Pass', Assign: { seen: '{% $states.input.n + 1 %}' }, Next: 'W' },
        W: { Type: 'Wait', Seconds: 60, Output: { seen: '{% $seen %}' }, End: true },
      },
    },
    input: { n: 41 },
    output: { seen: 42 },
  },
  Deadline: { definition: { TimeoutSeconds: 86_400, ...alone(wait(7200)) }, output: {} },
  Retry: {
    definition: alone(
      call({ fail: true }, { Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 1800 }], End: true }),
    ),
    output: { fail: true },
  },
  Token: {
    definition: alone({
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      Parameters: { FunctionName: 'f', Payload: { 'token.$': '$$.Task.Token' } },
      TimeoutSeconds: 604_800,
      End: true,
    }),
    needs: 'token',
    output: { by: 'token' },
  },
  // Started before the one that stays in the queue: a worker gets the oldest task.
  ActivityTaken: {
    definition: alone({ Type: 'Task', Resource: ACTIVITY, HeartbeatSeconds: 604_800, End: true }),
    needs: 'token',
    output: { by: 'token' },
  },
  ActivityQueued: {
    definition: alone({ Type: 'Task', Resource: ACTIVITY, End: true }),
    needs: 'worker',
    output: { by: 'token' },
  },
  Child: { definition: alone(wait(900)), input: { a: 'root' }, output: { a: 'root' } },
  SyncParent: { definition: alone(nested('.sync:2', 'Child', {}, itsOutput)), output: { child: { from: 'parent' } } },
  ChildToken: {
    definition: alone(nested('.waitForTaskToken', 'Child', { Input: { 'token.$': '$$.Task.Token' } })),
    needs: 'token',
    output: { child: 'by token' },
  },
  InlineMap: {
    definition: alone({
      Type: 'Map',
      MaxConcurrency: 2,
      ItemProcessor: { StartAt: 'W', States: { W: wait(300) } },
      End: true,
    }),
    input: [1, 2, 3, 4, 5],
    output: [1, 2, 3, 4, 5],
  },
  Parallel: {
    definition: alone({
      Type: 'Parallel',
      Branches: [
        alone(wait(120), 'W'),
        alone({ Type: 'Pass', Result: 'at once', End: true }, 'P'),
        alone(nested('.sync', 'Child'), 'C'),
      ],
      ResultSelector: { 'first.$': '$[0]', 'second.$': '$[1]' },
      End: true,
    }),
    input: { p: 1 },
    output: { first: { p: 1 }, second: 'at once' },
  },
  DistributedMap: {
    definition: alone({
      Type: 'Map',
      MaxConcurrency: 2,
      Label: 'items',
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        StartAt: 'W',
        States: { W: wait(600) },
      },
      End: true,
    }),
    input: ['a', 'b', 'c'],
    output: ['a', 'b', 'c'],
  },
  Redrivable: { definition: alone(call({ fail: true })), needs: 'redrive', output: { fail: true } },
  // Last, as the process ends with this call under way.
  UnansweredCall: { definition: alone(call({ hang: true })), output: { hang: true } },
};
