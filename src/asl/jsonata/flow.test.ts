import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../json.ts';
import { Payload } from '../payload.ts';
import { jsonata } from './flow.ts';
import { envOf, failureOf, NOW_MS } from './test-env.fixture.ts';

const pass = (fields: JsonObject) => jsonata.flow({ Type: 'Pass', ...fields });
const outputOf = (output: Json, input: Json = {}, variables = {}) => {
  const env = envOf(input, { Execution: { Name: 'run' } }, variables);
  return pass({ Output: output }).exit(env, env.input).output.value;
};
const ERROR = Payload.of({ Error: 'E', Cause: 'c' });

describe('fields', () => {
  it('are literals where no expression stands', () => {
    const literal = [null, 0, 0.1, true, '$states.input', ' {% 1 %} ', '{% 1 %}.', '{%}', [], { a: {} }];
    expect(outputOf(literal)).toEqual(literal);
  });

  it('hold expressions at any depth', () => {
    const output = { a: ['{% $states.input.x %}', { b: '{%$states.input.x + 1%}' }], c: 'x', __proto__x: '{% 1 %}' };
    expect(outputOf(output, { x: 1 })).toEqual({ a: [1, { b: 2 }], c: 'x', __proto__x: 1 });
  });

  it('see the input, the context object and variables', () => {
    expect(outputOf('{% $states.context.Execution.Name & $v & $states.input.x %}', { x: 1 }, { v: 'V' })).toBe('runV1');
    expect(outputOf('{% $states %}', { x: 1 })).toEqual({ input: { x: 1 }, context: { Execution: { Name: 'run' } } });
  });

  it('hand on the input with its text', () => {
    const env = envOf(Payload.fromText('{ "a" : 1 }'));
    expect(pass({ Output: '{% $states.input %}' }).exit(env, env.input).output).toBe(env.input);
  });

  it('without expression give the same payload each time', () => {
    const flow = pass({ Output: { a: 1 } });
    const env = envOf({});
    expect(flow.exit(env, env.input).output).toBe(flow.exit(env, env.input).output);
  });

  it('take no variables from the prototype', () => {
    expect(failureOf(() => outputOf('{% $toString %}'))).toContain('returned nothing (undefined).');
  });
});

describe('failures name expression and field', () => {
  it.each<[string, Json, string, string]>([
    [
      'nothing',
      { a: { b: ['{% $doesNotExist %}'] } },
      'Output/a/b[0]',
      "'$doesNotExist' … returned nothing (undefined).",
    ],
    [
      'a function',
      '{% $f := function($x){$x} %}',
      'Output',
      "'$f := function($x){$x}' … returned an unsupported result type.",
    ],
    ['a regular expression', '{% /a/ %}', 'Output', "'/a/' … returned an unsupported result type."],
    ['a function inside', '{% {"f": $sum} %}', 'Output', `'{"f": $sum}' … returned an unsupported result type.`],
    [
      'an error',
      '{% $nope() %}',
      'Output',
      "'$nope()' … threw an error during evaluation. T1006: Attempted to invoke a non-function",
    ],
    [
      'a limit',
      '{% [1..1e7] %}',
      'Output',
      "'[1..1e7]' … threw an error during evaluation: Expression evaluation memory limit exceeded: the expression makes too much data.",
    ],
  ])('%s', (_name, output, location, detail) => {
    const [expression, rest] = detail.split(' … ');
    expect(failureOf(() => outputOf(output))).toBe(
      `States.QueryEvaluationError at ${location}: The JSONata expression ${expression} specified for the field '${location}' ${rest}`,
    );
  });

  it('data that is far too long when written is DataLimitExceeded', () => {
    const text = '{% ($d := function($x, $n) { $n = 0 ? $x : $d({"a": $x, "b": $x}, $n - 1) }; $d({}, 60)) %}';
    expect(failureOf(() => outputOf(text))).toContain('States.DataLimitExceeded at no location');
  });
});

describe('arguments and exits', () => {
  const env = envOf({ a: 1 });

  it('Arguments default to the input', () => {
    expect(jsonata.task({ Type: 'Task' }).arguments(env)).toBe(env.input);
    expect(jsonata.task({ Type: 'Task', Arguments: { x: '{% $states.input.a %}' } }).arguments(env).value).toEqual({
      x: 1,
    });
    expect(failureOf(() => jsonata.task({ Arguments: { FunctionName: '{% $no %}' } }).arguments(env))).toContain(
      'at Arguments/FunctionName',
    );
  });

  it('TestState sees the arguments of a Task', () => {
    const seen: unknown[] = [];
    const inspect = (stage: string, payload: Payload) => seen.push([stage, payload.value]);
    jsonata.task({ Type: 'Task', Arguments: { x: 2 } }).arguments({ ...env, inspect });
    expect(seen).toEqual([['afterArguments', { x: 2 }]]);
  });

  it('Output defaults to the result, and to the input where there is none', () => {
    const result = Payload.of([1]);
    expect(jsonata.task({ Type: 'Task' }).exit(env, result).output).toBe(result);
    expect(jsonata.flow({ Type: 'Parallel' }).exit(env, result).output).toBe(result);
    expect(jsonata.map({ Type: 'Map' }).exit(env, result).output).toBe(result);
    expect(jsonata.wait({ Type: 'Wait', Seconds: 1 }).exit(env, env.input).output).toBe(env.input);
  });

  it('$states.result is there for Output and Assign of states that have one', () => {
    const flow = jsonata.task({
      Output: '{% $states.result.r + $states.input.a %}',
      Assign: { v: '{% $states.result %}' },
    });
    const { output, assign } = flow.exit(env, Payload.of({ r: 2 }));
    expect(output.value).toBe(3);
    expect(assign).toEqual({ v: { r: 2 } });
    expect(failureOf(() => outputOf('{% $states.result %}'))).toContain('returned nothing');
  });

  it('Assign and Output see the variables from before', () => {
    const flow = pass({ Assign: { v: '{% $v + 1 %}', w: '{% $v %}' }, Output: '{% $v %}' });
    const { output, assign } = flow.exit(envOf({}, {}, { v: 1 }), Payload.emptyObject);
    expect(assign).toEqual({ v: 2, w: 1 });
    expect(output.value).toBe(1);
  });

  it('a catcher hands on the error output, or what its own fields make of it', () => {
    const flow = jsonata.task({
      Catch: [
        { ErrorEquals: ['A'], Next: 'N' },
        {
          Output: { e: '{% $states.errorOutput.Error %}', a: '{% $states.input.a %}' },
          Assign: { c: '{% $states.errorOutput %}' },
        },
        { Output: { v: '{% $no %}' } },
      ],
    });
    expect(flow.caught(env, 0, ERROR)).toEqual({ output: ERROR });
    const exit = flow.caught(env, 1, ERROR);
    expect(exit.output.value).toEqual({ e: 'E', a: 1 });
    expect(exit.assign).toEqual({ c: { Error: 'E', Cause: 'c' } });
    expect(failureOf(() => flow.caught(env, 2, ERROR))).toContain('at Catch[2]/Output/v');
  });

  it('timeouts are positive integers, credentials a text', () => {
    const flow = jsonata.task({
      TimeoutSeconds: '{% $states.input.a * 5 %}',
      HeartbeatSeconds: 2,
      Credentials: { RoleArn: '{% "arn:" & $states.input.a %}' },
    });
    expect([flow.timeoutSeconds(env), flow.heartbeatSeconds(env), flow.roleArn(env)]).toEqual([5, 2, 'arn:1']);
    expect(jsonata.task({}).timeoutSeconds(env)).toBeUndefined();
    expect(jsonata.task({}).roleArn(env)).toBeUndefined();
    expect(failureOf(() => jsonata.task({ TimeoutSeconds: '{% 0 %}' }).timeoutSeconds(env))).toContain(
      'at TimeoutSeconds: The TimeoutSeconds field must be between 1 and 99999999 but was: 0',
    );
    expect(failureOf(() => jsonata.task({ TimeoutSeconds: '{% 1.5 %}' }).timeoutSeconds(env))).toContain(
      "Expected 'integer', but was 'number' for value: 1.5",
    );
    expect(failureOf(() => jsonata.task({ Credentials: { RoleArn: '{% 1 %}' } }).roleArn(env))).toContain(
      "at Credentials/RoleArn: The JSONata expression '1' specified for the field 'Credentials/RoleArn' returned an unexpected result type. Expected 'string', but was 'number' for value: 1",
    );
  });
});

describe('Choice', () => {
  const state = {
    Choices: [
      {
        Condition: '{% $states.input.n > 10 %}',
        Next: 'Big',
        Assign: { size: 'big' },
        Output: { big: '{% $states.input.n %}' },
      },
      { Condition: '{% $states.input.n > 5 %}', Next: 'Middle' },
      { Condition: false, Next: 'Never' },
    ],
    Default: 'Small',
    Assign: { size: 'small' },
    Output: 'small',
  };
  const choose = (n: Json, fields: JsonObject = state) => {
    const chosen = jsonata.choice(fields).choose(envOf({ n }));
    return chosen && [chosen.next, chosen.exit.output.value, chosen.exit.assign];
  };

  it('a rule brings its own Assign and Output', () => {
    expect(choose(11)).toEqual(['Big', { big: 11 }, { size: 'big' }]);
  });

  it('a rule without them has none, and hands on the input', () => {
    expect(choose(6)).toEqual(['Middle', { n: 6 }, undefined]);
  });

  it('the fields of the state serve Default', () => {
    expect(choose(1)).toEqual(['Small', 'small', { size: 'small' }]);
  });

  it('nothing is chosen without match and Default', () => {
    expect(choose(1, { Choices: [{ Condition: false, Next: 'N' }] })).toBeNull();
    expect(choose(1, { Choices: [{ Condition: true, Next: 'N' }] })?.[0]).toBe('N');
  });

  it('conditions are boolean', () => {
    expect(
      failureOf(() =>
        choose(1, {
          Choices: [
            { Condition: true, Next: 'N' },
            { Condition: '{% 1 %}', Next: 'M' },
          ],
        }),
      ),
    ).toBe('no failure');
    expect(
      failureOf(() =>
        choose(1, {
          Choices: [
            { Condition: false, Next: 'N' },
            { Condition: '{% 1 %}', Next: 'M' },
          ],
        }),
      ),
    ).toContain(
      "at Choices[1]/Condition: The JSONata expression '1' specified for the field 'Choices[1]/Condition' returned an unexpected result type. Expected 'boolean', but was 'number' for value: 1",
    );
    expect(
      failureOf(() => choose(1, { Choices: [{ Condition: true, Next: 'N', Output: { v: '{% $no %}' } }] })),
    ).toContain('at Choices[0]/Output/v');
  });
});

describe('Wait', () => {
  const until = (fields: JsonObject, input: Json = {}) => jsonata.wait(fields).waitUntilMs(envOf(input));

  it.each<[string, JsonObject, number]>([
    ['literal seconds', { Seconds: 5 }, NOW_MS + 5000],
    ['computed seconds', { Seconds: '{% 2 + 3 %}' }, NOW_MS + 5000],
    ['a literal timestamp', { Timestamp: '2016-03-14T01:59:00Z' }, Date.UTC(2016, 2, 14, 1, 59)],
    ['a computed timestamp', { Timestamp: '{% $fromMillis(0) %}' }, 0],
    ['nanoseconds', { Timestamp: '{% "1970-01-01T00:00:00.000000001Z" %}' }, 1],
  ])('%s', (_name, fields, dueMs) => {
    expect(until(fields)).toBe(dueMs);
  });

  it.each<[JsonObject, string]>([
    [
      { Seconds: '{% "1" %}' },
      `at Seconds: The JSONata expression '"1"' specified for the field 'Seconds' returned an unexpected result type. Expected 'integer', but was 'string' for value: "1"`,
    ],
    [{ Seconds: '{% -1 %}' }, 'at Seconds: The Seconds field must be between 0 and 99999999 but was: -1'],
    [{ Seconds: '{% 99999999 %}' }, 'States.Runtime at no location: Wait state delay is too long.'],
    [
      { Timestamp: '{% "2016-12-05 21:29:29Z" %}' },
      'States.QueryEvaluationError at Timestamp: The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: 2016-12-05 21:29:29Z',
    ],
  ])('%j fails', (fields, detail) => {
    expect(failureOf(() => until(fields))).toContain(detail);
  });
});

describe('Fail', () => {
  it('has texts, literal or computed, or none', () => {
    const env = envOf({ cause: 'because' });
    expect(jsonata.fail({ Error: 'E', Cause: '{% $states.input.cause %}' }).failure(env)).toEqual({
      error: 'E',
      cause: 'because',
    });
    expect(jsonata.fail({}).failure(env)).toEqual({});
    expect(failureOf(() => jsonata.fail({ Error: '{% 1 %}' }).failure(env))).toContain(
      "at Error: The JSONata expression '1'",
    );
  });
});

describe('Map', () => {
  const env = envOf({ list: [1, 2], n: 3 });
  const itemsOf = (fields: JsonObject, input: Json) => jsonata.map(fields).items(envOf(input), Payload.of(input));

  it('items are the input, a literal array or an expression', () => {
    expect(itemsOf({}, [1, 2])).toEqual([1, 2]);
    expect(itemsOf({ Items: [1, '{% $number("2") %}'] }, {})).toEqual([1, 2]);
    expect(itemsOf({ Items: '{% $states.input.list %}' }, { list: [3] })).toEqual([3]);
  });

  it.each<[JsonObject, Json, string]>([
    [{}, 1, 'at no location: Map state input must be an array but was: 1'],
    [{}, { a: 1 }, 'at no location: Map state input must be an array but was: {"a":1}'],
    [
      { Items: '{% 1 %}' },
      {},
      "at Items: The JSONata expression '1' specified for the field 'Items' returned an unexpected result type. Expected 'array', but was 'number' for value: 1",
    ],
    [{ Items: '{% {"foo":"bar"} %}' }, {}, `Expected 'array', but was 'object' for value: {"foo":"bar"}`],
    [{ Items: ['{% $no %}'] }, {}, 'at Items[0]'],
  ])('%j of %j fails', (fields, input, detail) => {
    expect(failureOf(() => itemsOf(fields, input))).toContain(detail);
  });

  it('items are the business of the reader where there is one', () => {
    expect(itemsOf({ ItemReader: { Arguments: {} }, Items: '{% $no %}' }, {})).toEqual([]);
  });

  it('ItemSelector sees the item in the context object', () => {
    const item = envOf({ n: 3 }, { Map: { Item: { Index: 0, Value: 'v' } } });
    const flow = jsonata.map({
      ItemSelector: { v: '{% $states.context.Map.Item.Value %}', n: '{% $states.input.n %}' },
    });
    expect(flow.itemInput(item, item.input, 'v').value).toEqual({ v: 'v', n: 3 });
    expect(jsonata.map({}).itemInput(item, item.input, 'v').value).toBe('v');
  });

  it('limits are numbers', () => {
    const flow = jsonata.map({
      MaxConcurrency: '{% $m := 2 %}',
      ToleratedFailureCount: '{% $states.input.n %}',
      ToleratedFailurePercentage: 12.5,
    });
    expect(flow.maxConcurrency(env)).toBe(2);
    expect(flow.toleratedFailureCount?.(env, env.input)).toBe(3);
    expect(flow.toleratedFailurePercentage?.(env, env.input)).toBe(12.5);
    expect(jsonata.map({}).maxConcurrency(env)).toBe(0);
    const tooMuch = jsonata.map({ ToleratedFailurePercentage: '{% 101 %}' });
    expect(failureOf(() => tooMuch.toleratedFailurePercentage?.(env, env.input))).toContain(
      'must be between 0 and 100',
    );
  });

  it('batches, readers and writers have fields of their own', () => {
    const flow = jsonata.map({
      ItemBatcher: { MaxItemsPerBatch: '{% $states.input.n %}', BatchInput: { n: '{% $states.input.n %}' } },
      ItemReader: { Arguments: { Key: '{% "k" %}' }, ReaderConfig: { InputType: 'JSON', MaxItems: '{% -1 %}' } },
      ResultWriter: { Arguments: { Bucket: '{% $no %}' } },
    });
    expect(flow.itemBatcher?.(env, env.input)).toEqual({ maxItemsPerBatch: 3, batchInput: { n: 3 } });
    const reader = flow.itemReader?.(env, env.input);
    expect([reader?.arguments.value, reader?.config, reader?.maxItems]).toEqual([
      { Key: 'k' },
      { InputType: 'JSON' },
      -1,
    ]);
    expect(failureOf(() => flow.resultWriter?.(env, env.input))).toContain('at ResultWriter/Arguments/Bucket');
  });
});
