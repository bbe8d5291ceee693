/**
 * The workloads: state machines, an input, and what is right when an execution has ended. What the steps do is nothing;
 * what is measured is the engine around them.
 */
import { ACCOUNT, REGION } from './sfn-client.ts';

export type WorkloadId = 'w1' | 'w1-jsonpath' | 'w1-jsonata' | 'w1-express' | 'w2' | 'w3' | 'w4';

export interface Workload {
  readonly id: WorkloadId;
  readonly title: string;
  readonly type: 'STANDARD' | 'EXPRESS';
  /** The machine's definition; `childArn` is that of a machine made of `child`. */
  readonly definition: (childArn: string) => object;
  readonly child?: object;
  readonly input: string;
  /** Calls under way at the same time when the server is to be saturated. */
  readonly concurrency: number;
  /** What one execution consists of, for figures per piece. */
  readonly pieces: number;
  /** Of the whole history; undefined where there is none. */
  readonly events?: number;
  readonly isRight: (output: unknown) => boolean;
}

export const ITEMS = 1000;
const FUNCTION_ARN = `arn:aws:lambda:${REGION}:${ACCOUNT}:function:noop`;

type Fields = Readonly<Record<string, unknown>>;

/** `count` Pass states in sequence, each with these fields. */
export function passes(count: number, fields: Fields = {}): { StartAt: string; States: Record<string, object> } {
  const names = Array.from({ length: count }, (_, index) => `S${index + 1}`);
  const state = (next: string | undefined) => ({
    Type: 'Pass',
    ...fields,
    ...(next === undefined ? { End: true } : { Next: next }),
  });
  return { StartAt: 'S1', States: Object.fromEntries(names.map((name, index) => [name, state(names[index + 1])])) };
}

const w1: Workload = {
  id: 'w1',
  title: '10 Pass states',
  type: 'STANDARD',
  definition: () => passes(10),
  input: '{"hello":"world"}',
  concurrency: 128,
  pieces: 1,
  events: 22,
  isRight: (output) => field(output, 'hello') === 'world',
};

const counting = { ...w1, input: '{"n":0}', isRight: (output: unknown) => field(output, 'n') === 10 };

export const WORKLOADS: Readonly<Record<WorkloadId, Workload>> = {
  w1,
  'w1-jsonpath': {
    ...counting,
    id: 'w1-jsonpath',
    title: '10 Pass states that count with an intrinsic function',
    definition: () => passes(10, { Parameters: { 'n.$': 'States.MathAdd($.n, 1)' } }),
  },
  'w1-jsonata': {
    ...counting,
    id: 'w1-jsonata',
    title: '10 Pass states that count with JSONata',
    definition: () => ({ QueryLanguage: 'JSONata', ...passes(10, { Output: { n: '{% $states.input.n + 1 %}' } }) }),
  },
  'w1-express': {
    ...w1,
    id: 'w1-express',
    title: '10 Pass states, EXPRESS, StartSyncExecution',
    type: 'EXPRESS',
  },
  w2: {
    id: 'w2',
    title: 'a nested execution (.sync:2)',
    type: 'STANDARD',
    child: passes(1),
    definition: (childArn) => ({
      StartAt: 'Child',
      States: {
        Child: {
          Type: 'Task',
          Resource: 'arn:aws:states:::states:startExecution.sync:2',
          Parameters: { StateMachineArn: childArn, Input: { a: 1 } },
          End: true,
        },
      },
    }),
    input: '{"hello":"world"}',
    concurrency: 64,
    pieces: 1,
    events: 8,
    isRight: (output) => field(output, 'Status') === 'SUCCEEDED' && field(field(output, 'Output'), 'a') === 1,
  },
  w3: {
    id: 'w3',
    title: `a Map over ${ITEMS} items`,
    type: 'STANDARD',
    definition: () => ({
      StartAt: 'M',
      States: {
        M: {
          Type: 'Map',
          ItemsPath: '$.items',
          ItemProcessor: { ProcessorConfig: { Mode: 'INLINE' }, ...passes(1) },
          End: true,
        },
      },
    }),
    input: JSON.stringify({ items: Array.from({ length: ITEMS }, (_, i) => ({ i })) }),
    concurrency: 8,
    pieces: ITEMS,
    // Execution started and succeeded; map entered, started, succeeded, exited; four for each item.
    events: 6 + 4 * ITEMS,
    isRight: (output) => Array.isArray(output) && output.length === ITEMS && field(output.at(-1), 'i') === ITEMS - 1,
  },
  w4: {
    id: 'w4',
    title: 'one call of a Lambda function',
    type: 'STANDARD',
    definition: () => ({
      StartAt: 'Call',
      States: {
        Call: {
          Type: 'Task',
          Resource: 'arn:aws:states:::lambda:invoke',
          Parameters: { FunctionName: FUNCTION_ARN, Payload: { a: 1 } },
          OutputPath: '$.Payload',
          End: true,
        },
      },
    }),
    input: '{"hello":"world"}',
    concurrency: 64,
    pieces: 1,
    events: 7,
    isRight: (output) => field(output, 'ok') === true,
  },
};

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Fields)[name] : undefined;
}
