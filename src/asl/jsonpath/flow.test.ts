import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../json.ts';
import { Payload } from '../payload.ts';
import { jsonPath } from './flow.ts';
import { envOf, failureOf, NOW_MS } from './test-env.contract.ts';

const RAW = { data: { x: 1 }, other: 2 };

function exit(state: JsonObject, result: Json, input: Json = RAW): Json {
  return jsonPath.flow({ Type: 'Pass', ...state }).exit(envOf(input), Payload.of(result)).output.value;
}

describe('passing data through', () => {
  it('hands on the very same payload when no field says otherwise', () => {
    const env = envOf(Payload.fromText('{ "not": "parsed" }'));
    const flow = jsonPath.flow({ Type: 'Pass', InputPath: '$', OutputPath: '$', ResultPath: '$' });
    expect(flow.arguments(env)).toBe(env.input);
    const result = Payload.of(1);
    expect(flow.exit(env, result)).toEqual({ output: result });
    expect(flow.exit(env, result).output).toBe(result);
    expect(jsonPath.flow({ Type: 'Pass', ResultPath: null }).exit(env, result).output).toBe(env.input);
    expect(jsonPath.wait({ Type: 'Wait', Seconds: 1 }).exit(env, env.input).output).toBe(env.input);
  });
});

describe('input', () => {
  it('InputPath selects, null gives the empty object', () => {
    const flow = (InputPath: Json) =>
      jsonPath.flow({ Type: 'Pass', InputPath }).arguments(envOf(RAW, { c: 3 }, { v: 4 }));
    expect(flow('$.data').value).toEqual({ x: 1 });
    expect(flow('$$.c').value).toBe(3);
    expect(flow('$v').value).toBe(4);
    expect(flow(null).text).toBe('{}');
    expect(failureOf(() => flow('$.nope'))).toBe(
      "States.Runtime: Invalid path '$.nope' : No results for path: $['nope']",
    );
  });

  it('Parameters see what InputPath selected', () => {
    const flow = jsonPath.flow({ Type: 'Task', InputPath: '$.data', Parameters: { 'y.$': '$.x', z: 1 } });
    expect(flow.arguments(envOf(RAW)).value).toEqual({ y: 1, z: 1 });
  });
});

describe('exit', () => {
  it('applies ResultSelector, ResultPath into the raw input, then OutputPath', () => {
    const state = { InputPath: '$.data', ResultSelector: { 'n.$': '$.count' }, ResultPath: '$.data.r' };
    expect(exit(state, { count: 3 })).toEqual({ data: { x: 1, r: { n: 3 } }, other: 2 });
    expect(exit({ ...state, OutputPath: '$.data.r' }, { count: 3 })).toEqual({ n: 3 });
    expect(exit({ ...state, OutputPath: null }, { count: 3 })).toEqual({});
  });

  it('gives Assign the raw result and the variables from before', () => {
    const state = {
      Type: 'Task',
      ResultSelector: { a: 1 },
      ResultPath: null,
      OutputPath: '$v',
      Assign: { 'v.$': '$.count', 'old.$': '$v', 'name.$': '$$.Name', constant: '$v' },
    };
    const env = envOf(RAW, { Name: 'S' }, { v: 'before' });
    const { output, assign } = jsonPath.task(state).exit(env, Payload.of({ count: 3 }));
    expect(output.value).toBe('before');
    expect(assign).toEqual({ v: 3, old: 'before', name: 'S', constant: '$v' });
  });

  it('of Succeed and Wait is OutputPath of the effective input, without ResultPath', () => {
    const env = envOf(RAW);
    for (const flow of [
      jsonPath.flow({ Type: 'Succeed', OutputPath: '$.x' }),
      jsonPath.wait({ Seconds: 1, OutputPath: '$.x' }),
    ]) {
      expect(flow.exit(env, Payload.of({ x: 7 })).output.value).toBe(7);
    }
  });

  it('fails when an indefinite OutputPath multiplies the data', () => {
    const deep = Array.from({ length: 400 }).reduce<Json>((inner) => [inner, 'x'.repeat(400)], 1);
    expect(failureOf(() => exit({ OutputPath: '$..*' }, deep))).toContain('States.DataLimitExceeded');
  });
});

describe('catchers', () => {
  const errorOutput = Payload.of({ Error: 'E', Cause: 'C' });
  const state = {
    Type: 'Task',
    InputPath: '$.data',
    OutputPath: '$.data',
    Assign: { never: true },
    Catch: [
      { ErrorEquals: ['A'], Next: 'X' },
      { ErrorEquals: ['B'], Next: 'X', ResultPath: '$.error', Assign: { 'e.$': '$.Error' } },
      { ErrorEquals: ['C'], Next: 'X', ResultPath: null },
    ],
  };
  const caught = (index: number) => jsonPath.task(state).caught(envOf(RAW), index, errorOutput);

  it('put the error output into the raw input and have their own Assign', () => {
    expect(caught(0)).toEqual({ output: errorOutput });
    expect(caught(1).output.value).toEqual({ ...RAW, error: { Error: 'E', Cause: 'C' } });
    expect(caught(1).assign).toEqual({ e: 'E' });
    expect(caught(2).output.value).toBe(RAW);
  });
});

describe('Choice', () => {
  const state = {
    Type: 'Choice',
    InputPath: '$.data',
    OutputPath: '$.x',
    Choices: [
      { Variable: '$.x', NumericEquals: 1, Next: 'One', Assign: { 'seen.$': '$.x' } },
      { Variable: '$.x', NumericEquals: 2, Next: 'Two' },
    ],
    Default: 'Else',
    Assign: { seen: 'other' },
  };
  const choose = (x: number, extra: JsonObject = {}) => {
    const choice = jsonPath.choice({ ...state, ...extra }).choose(envOf({ data: { x } }));
    return choice && { next: choice.next, output: choice.exit.output.value, assign: choice.exit.assign };
  };

  it("takes the first rule that matches, with its own Assign, else Default with the state's", () => {
    expect(choose(1)).toEqual({ next: 'One', output: 1, assign: { seen: 1 } });
    expect(choose(2)).toEqual({ next: 'Two', output: 2, assign: undefined });
    expect(choose(3)).toEqual({ next: 'Else', output: 3, assign: { seen: 'other' } });
  });

  it('has no way out without match and Default', () => {
    const { Default: _, ...noDefault } = state;
    expect(jsonPath.choice(noDefault).choose(envOf({ data: { x: 9 } }))).toBeNull();
  });
});

describe('Wait', () => {
  const until = (state: JsonObject, input: Json = {}): number => jsonPath.wait(state).waitUntilMs(envOf(input));
  const failure = (state: JsonObject, input: Json): string =>
    failureOf(() => until(state, input)).replace('States.Runtime: ', '');

  it('waits for Seconds or until a Timestamp, literal or by path', () => {
    expect(until({ Seconds: 5 })).toBe(NOW_MS + 5000);
    expect(until({ SecondsPath: '$.s' }, { s: 0 })).toBe(NOW_MS);
    expect(until({ Timestamp: '1970-01-01T00:00:01Z' })).toBe(1000);
    expect(until({ InputPath: '$.in', TimestampPath: '$.t' }, { in: { t: '1970-01-01T00:00:00.0001Z' } })).toBe(1);
  });

  it.each<[JsonObject, Json, string]>([
    [{ SecondsPath: '$.s' }, {}, 'The SecondsPath parameter does not reference an input value: $.s'],
    [{ SecondsPath: '$.s' }, { s: -1.5 }, 'The SecondsPath parameter cannot be parsed as a long value: $.s == -1.5'],
    [{ SecondsPath: '$.s' }, { s: {} }, 'The SecondsPath parameter cannot be parsed as a long value: $.s == {}'],
    [{ SecondsPath: '$.s' }, { s: -1 }, 'The SecondsPath parameter references a negative value: $.s == -1'],
    [{ SecondsPath: '$.s' }, { s: 1e12 }, 'Wait state delay is too long.'],
    [{ Seconds: 99_999_999 }, {}, 'Wait state delay is too long.'],
    [{ Timestamp: '9999-01-01T00:00:00Z' }, {}, 'Wait state delay is too long.'],
    [{ TimestampPath: '$.t' }, {}, 'The TimestampPath parameter does not reference an input value: $.t'],
    [
      { TimestampPath: '$.t' },
      { t: '2016-12-05T25:29:29Z' },
      'The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time format string: $.t == 2016-12-05T25:29:29Z',
    ],
  ])('%j of %j fails', (state, input, cause) => {
    expect(failure(state, input)).toBe(cause);
  });
});

describe('Fail', () => {
  const failure = (state: JsonObject, input: Json) => jsonPath.fail(state).failure(envOf(input, {}, { v: 'V' }));

  it('takes literals, paths and calls, and may have neither', () => {
    expect(failure({ Error: 'E', Cause: 'C' }, {})).toEqual({ error: 'E', cause: 'C' });
    expect(failure({ ErrorPath: '$.e', CausePath: "States.Format('{}!', $v)" }, { e: 'E' })).toEqual({
      error: 'E',
      cause: 'V!',
    });
    expect(failure({}, {})).toEqual({});
  });

  it('fails when a path leads nowhere or not to a string', () => {
    expect(failureOf(() => failure({ ErrorPath: '$.ErrorX' }, { Error: 'e' }))).toBe(
      `States.Runtime: The JSONPath '$.ErrorX' specified for the field 'ErrorPath' could not be found in the input '{"Error":"e"}'`,
    );
    expect(failureOf(() => failure({ CausePath: '$.c' }, { c: 1 }))).toContain('States.Runtime');
  });
});

describe('Map', () => {
  const state = {
    Type: 'Map',
    InputPath: '$.in',
    ItemsPath: '$.list',
    ItemSelector: { 'v.$': '$$.Map.Item.Value', 'n.$': '$.n' },
  };
  const input = { in: { list: [1, 2], n: 5 } };

  it('selects items from the effective input and makes the input of each', () => {
    const flow = jsonPath.map(state);
    const env = envOf(input, { Map: { Item: { Index: 0, Value: 1 } } });
    const effective = flow.arguments(env);
    expect(flow.items(env, effective)).toEqual([1, 2]);
    expect(flow.itemInput(env, effective, 1).value).toEqual({ v: 1, n: 5 });
    expect(jsonPath.map({}).itemInput(env, effective, 1).value).toBe(1);
  });

  it('takes legacy Parameters for ItemSelector, not for the input', () => {
    const flow = jsonPath.map({ Parameters: { 'x.$': '$' } });
    const env = envOf([7]);
    expect(flow.arguments(env)).toBe(env.input);
    expect(flow.itemInput(env, env.input, 7).value).toEqual({ x: [7] });
  });

  it('needs an array', () => {
    const items = (ItemsPath: string, data: Json) =>
      failureOf(() => jsonPath.map({ ItemsPath }).items(envOf(data), Payload.of(data)));
    expect(items('$', {})).toBe('States.Runtime: Reference path "$" must point to array.');
    expect(items('$.a', {})).toBe("States.Runtime: Invalid path '$.a' : No results for path: $['a']");
  });

  it('reads MaxConcurrency, 0 by default', () => {
    const max = (fields: JsonObject, data: Json = {}) => jsonPath.map(fields).maxConcurrency(envOf(data));
    expect(max({})).toBe(0);
    expect(max({ MaxConcurrency: 3 })).toBe(3);
    expect(max({ MaxConcurrencyPath: '$.m' }, { m: 4 })).toBe(4);
    expect(failureOf(() => max({ MaxConcurrencyPath: '$.m' }, { m: {} }))).toBe(
      'States.Runtime: The MaxConcurrencyPath field refers to value "{}" which is not a valid integer: $.m',
    );
    expect(failureOf(() => max({ MaxConcurrencyPath: '$.m' }, { m: -1 }))).toContain('cannot be negative');
  });
});

describe('Task', () => {
  it('reads timeouts from the effective input before Parameters', () => {
    const flow = jsonPath.task({ InputPath: '$.in', Parameters: {}, TimeoutSecondsPath: '$.t', HeartbeatSeconds: 5 });
    const env = envOf({ in: { t: 9 } });
    expect(flow.timeoutSeconds(env)).toBe(9);
    expect(flow.heartbeatSeconds(env)).toBe(5);
    expect(jsonPath.task({}).timeoutSeconds(env)).toBeUndefined();
  });

  it('fails when the path of a timeout leads nowhere or to no positive integer', () => {
    const flow = jsonPath.task({ TimeoutSecondsPath: '$.t' });
    expect(failureOf(() => flow.timeoutSeconds(envOf({})))).toBe(
      "States.Runtime: Invalid path '$.t' : No results for path: $['t']",
    );
    expect(failureOf(() => flow.timeoutSeconds(envOf({ t: '5' })))).toContain('not a valid integer');
    expect(failureOf(() => flow.timeoutSeconds(envOf({ t: 0 })))).toContain('must be positive');
  });

  it('takes Credentials.RoleArn from a literal, a path or a call', () => {
    const role = (Credentials: JsonObject) => jsonPath.task({ Credentials }).roleArn(envOf({ arn: 'A' }));
    expect(role({ RoleArn: 'L' })).toBe('L');
    expect(role({ 'RoleArn.$': '$.arn' })).toBe('A');
    expect(role({ 'RoleArn.$': "States.Format('{}2', $.arn)" })).toBe('A2');
    expect(jsonPath.task({}).roleArn(envOf({}))).toBeUndefined();
  });
});
