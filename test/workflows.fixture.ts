/** Workflows that together use every type of state and every way to nest executions. */
import type { Json } from '../src/asl/json.ts';

interface Workflow {
  readonly machines: Record<string, object>;
  readonly start: string;
  readonly input: Json;
  readonly status: string;
}

const arn = (name: string) => `arn:aws:states:us-east-1:123456789012:stateMachine:${name}`;
const call = (parameters: object, extra: object = { End: true }) => ({
  Type: 'Task',
  Resource: 'arn:aws:lambda:us-east-1:123456789012:function:f',
  Parameters: parameters,
  ...extra,
});
const nested = (pattern: string, machine: string, extra: object = { End: true }, parameters: object = {}) => ({
  Type: 'Task',
  Resource: `arn:aws:states:::states:startExecution${pattern}`,
  Parameters: { StateMachineArn: arn(machine), Input: { 'v.$': '$' }, ...parameters },
  ...extra,
});
const done = { Type: 'Pass', End: true };
const waitThenPass = { StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 5, Next: 'P' }, P: done } };

export const WORKFLOWS: Record<string, Workflow> = {
  'states in a row': {
    machines: {
      Row: {
        StartAt: 'A',
        States: {
          A: { Type: 'Pass', Result: { n: 1 }, ResultPath: '$.a', Next: 'W' },
          W: { Type: 'Wait', Seconds: 3, Next: 'C' },
          C: { Type: 'Choice', Choices: [{ Variable: '$.a.n', NumericEquals: 1, Next: 'T' }], Default: 'F' },
          T: call({ 'x.$': '$.a' }, { ResultPath: '$.t', Next: 'S' }),
          S: { Type: 'Succeed' },
          F: { Type: 'Fail' },
        },
      },
    },
    start: 'Row',
    input: { k: 'v' },
    status: 'SUCCEEDED',
  },
  'retries and catch': {
    machines: {
      Retry: {
        StartAt: 'T',
        States: {
          T: call({ fail: 2 }, { Retry: [{ ErrorEquals: ['Flaky'], IntervalSeconds: 2 }], Next: 'U' }),
          U: call(
            { fail: 9 },
            {
              Retry: [{ ErrorEquals: ['Flaky'], MaxAttempts: 1 }],
              Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.e', Next: 'P' }],
              End: true,
            },
          ),
          P: done,
        },
      },
    },
    start: 'Retry',
    input: {},
    status: 'SUCCEEDED',
  },
  'a map of waits and tasks': {
    machines: {
      Map: {
        StartAt: 'M',
        States: {
          M: {
            Type: 'Map',
            ItemsPath: '$.xs',
            MaxConcurrency: 2,
            ItemSelector: { 'i.$': '$$.Map.Item.Index', 'x.$': '$$.Map.Item.Value', 'all.$': '$.xs' },
            ItemProcessor: {
              StartAt: 'W',
              States: {
                W: { Type: 'Wait', SecondsPath: '$.x', Next: 'T' },
                T: call({ 'y.$': '$.x', 'j.$': '$$.Map.Item.Index' }),
              },
            },
            ResultPath: '$.ys',
            Next: 'P',
          },
          P: done,
        },
      },
    },
    start: 'Map',
    input: { xs: [3, 1, 2, 2, 7] },
    status: 'SUCCEEDED',
  },
  'parallel branches, one of which fails': {
    machines: {
      Par: {
        StartAt: 'P',
        States: {
          P: {
            Type: 'Parallel',
            Branches: [
              { StartAt: 'A', States: { A: nested('.sync:2', 'Slow') } },
              {
                StartAt: 'B',
                States: { B: { Type: 'Wait', Seconds: 2, Next: 'F' }, F: { Type: 'Fail', Error: 'E', Cause: 'C' } },
              },
              { StartAt: 'D', States: { D: done } },
            ],
            Retry: [{ ErrorEquals: ['E'], MaxAttempts: 1, IntervalSeconds: 1 }],
            Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Z' }],
            End: true,
          },
          Z: done,
        },
      },
      Slow: waitThenPass,
    },
    start: 'Par',
    input: { n: 1 },
    status: 'ABORTED',
  },
  'four ways to nest': {
    machines: {
      Root: {
        StartAt: 'A',
        States: {
          A: nested('', 'Quick', { ResultPath: null, Next: 'B' }, { Name: 'a' }),
          B: nested('.sync', 'Slow', { ResultPath: null, Next: 'C' }, { Name: 'b' }),
          C: nested('.sync:2', 'Middle', { ResultPath: '$.c', Next: 'D' }, { Name: 'c' }),
          D: nested(
            '.waitForTaskToken',
            'Callback',
            { ResultPath: '$.d', Next: 'E' },
            { Name: 'd', Input: { 'token.$': '$$.Task.Token' } },
          ),
          E: nested(
            '.sync:2',
            'Broken',
            { Catch: [{ ErrorEquals: ['States.TaskFailed'], ResultPath: '$.e', Next: 'Z' }], End: true },
            { Name: 'e' },
          ),
          Z: done,
        },
      },
      Quick: { StartAt: 'P', States: { P: done } },
      Slow: waitThenPass,
      Middle: { StartAt: 'M', States: { M: nested('.sync:2', 'Slow', { End: true }, { Name: 'leaf' }) } },
      Callback: {
        StartAt: 'W',
        States: {
          W: { Type: 'Wait', Seconds: 1, Next: 'S' },
          S: {
            Type: 'Task',
            Resource: 'arn:aws:states:::aws-sdk:sfn:sendTaskSuccess',
            Parameters: { 'TaskToken.$': '$.token', Output: { called: 'back' } },
            End: true,
          },
        },
      },
      Broken: { StartAt: 'F', States: { F: { Type: 'Fail', Error: 'Broken', Cause: 'on purpose' } } },
    },
    start: 'Root',
    input: { n: 1 },
    status: 'SUCCEEDED',
  },
  'a tree that times out': {
    machines: {
      Top: { StartAt: 'A', TimeoutSeconds: 4, States: { A: nested('.sync', 'Mid') } },
      Mid: { StartAt: 'B', States: { B: nested('.sync:2', 'Slow') } },
      Slow: waitThenPass,
    },
    start: 'Top',
    input: {},
    status: 'TIMED_OUT',
  },
};
