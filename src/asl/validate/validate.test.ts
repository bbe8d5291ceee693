import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../json.ts';
import type { MachineType } from './shape.ts';
import { validateDefinition } from './validate.ts';

/** Findings as AWS writes them in an InvalidDefinition: `<code>: <message> at <location>`. */
function findings(definition: Json | string, type: MachineType = 'STANDARD'): string[] {
  return texts(definition, type, 'ERROR');
}

/** The findings that do not keep a definition from being accepted: `<code> <location>`. */
function warnings(definition: Json | string): string[] {
  return texts(definition, 'STANDARD', 'WARNING').map((text) => text.replace(/:.* at /, ' '));
}

function texts(definition: Json | string, type: MachineType, severity: string): string[] {
  const text = typeof definition === 'string' ? definition : JSON.stringify(definition);
  return validateDefinition(text, { type })
    .diagnostics.filter((finding) => finding.severity === severity)
    .map(
      ({ code, message, location }) =>
        `${code === 'SCHEMA_VALIDATION_FAILED' ? '' : `${code}: `}${message} at ${location ?? null}`,
    );
}

/** A machine of the state X and an end for it to go to. */
function machine(state: Json, more: JsonObject = {}): JsonObject {
  const needsEnd = JSON.stringify(state)?.includes('"Z"') ?? false;
  return { StartAt: 'X', States: { X: state, ...(needsEnd && { Z: { Type: 'Succeed' } }) }, ...more };
}

const inState = (state: Json, type?: MachineType) => findings(machine(state), type);
const inJsonata = (state: Json, type?: MachineType) => findings(machine(state, { QueryLanguage: 'JSONata' }), type);

const pass: JsonObject = { Type: 'Pass', End: true };
const scope: JsonObject = { StartAt: 'In', States: { In: pass } };
const LAMBDA = 'arn:aws:lambda:us-east-1:123456789012:function:f';
const task: JsonObject = { Type: 'Task', Resource: LAMBDA, End: true };
const wait: JsonObject = { Type: 'Wait', End: true };
const choice = (...rules: Json[]): JsonObject => ({ Type: 'Choice', Choices: rules });
const isOne: JsonObject = { Variable: '$.a', NumericEquals: 1 };
const map: JsonObject = { Type: 'Map', ItemProcessor: scope, End: true };
const distributed = (more: JsonObject = {}, config: JsonObject = { ExecutionType: 'STANDARD' }): JsonObject => ({
  ...map,
  ItemProcessor: { ...scope, ProcessorConfig: { Mode: 'DISTRIBUTED', ...config } },
  ...more,
});

const ONE_RULE =
  'The object must have only one of the following fields, [And, Or, Not, Variable, Condition] at /States/X/Choices[0]';

type Row = readonly [name: string, state: Json, expected: readonly string[]];

describe('the text of a definition', () => {
  it('that is not JSON is refused with the place of the error, twice', () => {
    const location = '[Source: (String)"not a definition"; line: 1, column: 4]';
    const message = `Unrecognized token 'not': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')\n at ${location}`;
    expect(validateDefinition('not a definition', { type: 'STANDARD' })).toEqual({
      diagnostics: [{ severity: 'ERROR', code: 'INVALID_JSON_DESCRIPTION', message, location }],
    });
  });

  it.each(['', ' ', '[]', '1', 'null', '"x"'])('that is not an object is refused without a place: %j', (text) => {
    expect(validateDefinition(text, { type: 'STANDARD' })).toEqual({
      diagnostics: [
        { severity: 'ERROR', code: 'SCHEMA_VALIDATION_FAILED', message: 'Definition must be a valid JSON object' },
      ],
    });
  });

  it('gives the parsed definition, also with findings', () => {
    expect(validateDefinition(JSON.stringify(machine(pass)), { type: 'STANDARD' })).toEqual({
      diagnostics: [],
      definition: machine(pass),
    });
    expect(validateDefinition('{}', { type: 'STANDARD' }).definition).toEqual({});
  });
});

describe('the machine', () => {
  it.each<Row>([
    ['needs States and StartAt', {}, ['These fields are required: [States, StartAt] at /']],
    ['needs StartAt', { States: { X: pass } }, ['These fields are required: [StartAt] at /']],
    ['needs States', { StartAt: 'X' }, ['These fields are required: [States] at /']],
    ['needs a state', { StartAt: 'X', States: {} }, ['Value cannot be empty at /States']],
    ['has States as an object', { StartAt: 'X', States: [] }, ['Expected value of type [OBJECT] at /States']],
    ['has objects as states', { StartAt: 'X', States: { X: 1 } }, ['Expected value of type [OBJECT] at /States/X']],
    ['starts at a name', { StartAt: 1, States: { X: pass } }, ['Expected value of type [STRING] at /StartAt']],
    ['has one version', machine(pass, { Version: '2.0' }), ['Value should be one of the following: [1.0] at /Version']],
    ['may name the version', machine(pass, { Version: '1.0', Comment: 'c', TimeoutSeconds: 1 }), []],
    ['has a timeout above 0', machine(pass, { TimeoutSeconds: 0 }), ['Minimum value is 1 at /TimeoutSeconds']],
    [
      'has a whole timeout',
      machine(pass, { TimeoutSeconds: 1.5 }),
      ['Expected value of type Integer at /TimeoutSeconds'],
    ],
    ['refuses unknown fields', machine(pass, { Foo: 1 }), ["Field 'Foo' is not supported at /"]],
    [
      'refuses hostile fields',
      '{"__proto__":{},"toString":1,"StartAt":"X","States":{"X":{"Type":"Succeed"}}}',
      ["Field '__proto__' is not supported at /", "Field 'toString' is not supported at /"],
    ],
  ])('%s', (_name, definition, expected) => {
    expect(findings(definition)).toEqual(expected);
  });
});

describe('every state', () => {
  const types = '[Task, Wait, Pass, Succeed, Fail, Choice, Parallel, Map]';
  it.each<Row>([
    ['needs a Type', { End: true }, ['These fields are required: [Type] at /States/X']],
    [
      'has a known Type',
      { Type: 'Nap', End: true },
      [`The field 'Type' should have one of these values: ${types} at /States/X/Type`],
    ],
    [
      'has no inherited Type',
      { Type: 'toString', End: true },
      [`The field 'Type' should have one of these values: ${types} at /States/X/Type`],
    ],
    [
      'needs Next or End',
      { Type: 'Pass' },
      ['This object should have only one of the following fields: [Next, End] at /States/X'],
    ],
    [
      'has Next or End',
      { Type: 'Pass', Next: 'Z', End: true },
      ['There should only be one of the following fields: [Next, End] at /States/X'],
    ],
    ['may deny End', { Type: 'Pass', Next: 'Z', End: false }, []],
    [
      'must not only deny End',
      { Type: 'Pass', End: false },
      ['This object should have only one of the following fields: [Next, End] at /States/X'],
    ],
    ['has a boolean End', { Type: 'Pass', End: 'true' }, ['Expected value of type [BOOLEAN] at /States/X/End']],
    ['has a text as Comment', { ...pass, Comment: 1 }, ['Expected value of type [STRING] at /States/X/Comment']],
    ['refuses unknown fields', { ...pass, Foo: 1 }, ["Field 'Foo' is not supported at /States/X"]],
    [
      'has paths from $',
      { ...pass, InputPath: 'a', OutputPath: 'Test' },
      [
        'Value must be a valid JSONPath. at /States/X/InputPath',
        'Value must be a valid JSONPath. at /States/X/OutputPath',
      ],
    ],
    ['may have null paths', { ...pass, InputPath: null, OutputPath: null, ResultPath: null }, []],
    ['may read the context and variables', { ...pass, InputPath: '$$.Execution.Input', OutputPath: '$v.a' }, []],
    [
      'has a reference path as ResultPath',
      { ...pass, ResultPath: 'a' },
      ["Value is not a Reference Path: Reference path didn't start with '$' at /States/X/ResultPath"],
    ],
    [
      'checks the paths in Parameters',
      { ...pass, Parameters: { 'a.$': 'Test', b: { 'c.$': '$.d' } } },
      [
        "The value for the field 'a.$' must be a valid JSONPath or a valid intrinsic function call at /States/X/Parameters",
      ],
    ],
    [
      'has an object as Parameters',
      { ...pass, Parameters: 'x' },
      ['Expected value of type [OBJECT] at /States/X/Parameters'],
    ],
    ['takes any Result as it is', { ...pass, Result: { a: 'Test', b: [null, 1] } }, []],
    [
      'checks the paths in Assign',
      { ...pass, Assign: { 'v.$': 'Test' } },
      ["The value for the field 'v.$' must be a valid JSONPath or a valid intrinsic function call at /States/X/Assign"],
    ],
    [
      'assigns to identifiers',
      { ...pass, Assign: { 'größe.$': '$.a', a1: 1, states: 1, '1a': 1, ['v'.repeat(81)]: 1 } },
      [
        "RESERVED_VARIABLE_NAME: Cannot assign to reserved variable '$states'. at /States/X/Assign",
        "INVALID_VARIABLE_NAME: Invalid variable name '1a': the variable name contains invalid characters. at /States/X/Assign",
        `INVALID_VARIABLE_NAME: Invalid variable name '${'v'.repeat(81)}': the variable name exceeds the 80-character limit allowed by the service. at /States/X/Assign`,
      ],
    ],
    [
      'refuses the fields of other types',
      { Type: 'Succeed', Next: 'Z', ResultPath: '$' },
      ["Field 'Next' is not supported at /States/X", "Field 'ResultPath' is not supported at /States/X"],
    ],
  ])('%s', (_name, state, expected) => {
    expect(inState(state)).toEqual(expected);
  });

  it('does not assign to __proto__', () => {
    expect(findings('{"StartAt":"X","States":{"X":{"Type":"Pass","Assign":{"__proto__":1},"End":true}}}')).toEqual([
      "INVALID_VARIABLE_NAME: Invalid variable name '__proto__': the variable name contains invalid characters. at /States/X/Assign",
    ]);
  });

  const bare: Record<string, JsonObject> = {
    Pass: pass,
    Wait: { ...wait, Seconds: 1 },
    Choice: choice({ ...isOne, Next: 'Z' }),
    Succeed: { Type: 'Succeed' },
    Fail: { Type: 'Fail' },
    Parallel: { Type: 'Parallel', Branches: [scope], End: true },
    Map: map,
    Task: task,
  };
  const handler = [{ ErrorEquals: ['States.ALL'], Next: 'Z' }];
  const retrier = [{ ErrorEquals: ['States.ALL'] }];

  it.each(Object.entries(bare))('%s accepts its minimum', (_type, state) => {
    expect(inState(state)).toEqual([]);
  });

  it.each(Object.entries(bare))('%s knows TimeoutSeconds, Catch and Retry, or refuses them', (type, state) => {
    const refused = (field: string) => [`Field '${field}' is not supported at /States/X`];
    const handles = ['Task', 'Parallel', 'Map'].includes(type);
    expect(inState({ ...state, TimeoutSeconds: 5 })).toEqual(type === 'Task' ? [] : refused('TimeoutSeconds'));
    expect(inState({ ...state, Catch: handler })).toEqual(handles ? [] : refused('Catch'));
    expect(inState({ ...state, Retry: retrier })).toEqual(handles ? [] : refused('Retry'));
  });
});

describe('query languages', () => {
  const other = (language: string, field: string, only: string, at = '/States/X') =>
    `The QueryLanguage is set to '${language}', but field '${field}' is only supported for the '${only}' QueryLanguage at ${at}`;

  it.each(['Arguments', 'Output'])('JSONPath states have no %s', (field) => {
    expect(inState({ ...task, [field]: {} })).toEqual([other('JSONPath', field, 'JSONata')]);
  });

  it.each(['InputPath', 'OutputPath', 'ResultPath', 'ResultSelector', 'Parameters', 'TimeoutSecondsPath'])(
    'JSONata states have no %s',
    (field) => {
      expect(inJsonata({ ...task, [field]: '$' })).toEqual([other('JSONata', field, 'JSONPath')]);
    },
  );

  it.each<Row>([
    [
      'a rule of a JSONPath state has no Condition',
      choice({ ...isOne, Condition: true, Next: 'Z' }),
      [other('JSONPath', 'Condition', 'JSONata', '/States/X/Choices[0]'), ONE_RULE],
    ],
    [
      'a rule of a JSONata state has no Variable',
      { ...choice({ Condition: '{% true %}', Variable: '$.a', Next: 'Z' }), QueryLanguage: 'JSONata' },
      [other('JSONata', 'Variable', 'JSONPath', '/States/X/Choices[0]'), ONE_RULE],
    ],
    [
      'a JSONata state in a JSONPath machine has its own fields',
      { ...pass, QueryLanguage: 'JSONata', Output: '{% 1 %}' },
      [],
    ],
    [
      'a JSONata value has no .$ member',
      { ...pass, QueryLanguage: 'JSONata', Output: [{ 'a.$': '$.b' }] },
      [other('JSONata', 'a.$', 'JSONPath', '/States/X/Output')],
    ],
    [
      'a state may only name the two languages',
      { ...pass, QueryLanguage: 'SQL' },
      ['Value should be one of the following: [JSONPath, JSONata] at /States/X/QueryLanguage'],
    ],
    [
      'states in a JSONata Map speak the language of the machine',
      { ...map, QueryLanguage: 'JSONata', ItemProcessor: { StartAt: 'P', States: { P: { ...pass, Output: 1 } } } },
      [other('JSONPath', 'Output', 'JSONata', '/States/X/ItemProcessor/States/P')],
    ],
    [
      'a processor has no language',
      { ...map, ItemProcessor: { ...scope, QueryLanguage: 'JSONPath' } },
      ["Field 'QueryLanguage' is not supported at /States/X/ItemProcessor"],
    ],
    [
      'a branch has no language',
      { Type: 'Parallel', End: true, Branches: [{ ...scope, QueryLanguage: 'JSONata' }] },
      ["Field 'QueryLanguage' is not supported at /States/X/Branches[0]"],
    ],
  ])('%s', (_name, state, expected) => {
    expect(inState(state)).toEqual(expected);
  });

  it('a machine of JSONata has no JSONPath state', () => {
    expect(inJsonata({ ...pass, QueryLanguage: 'JSONPath' })).toEqual([
      "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine at /States/X",
    ]);
  });

  it('a machine may only name the two languages', () => {
    expect(findings(machine(pass, { QueryLanguage: 'jsonata' }))).toEqual([
      'Value should be one of the following: [JSONPath, JSONata] at /QueryLanguage',
    ]);
    expect(findings(machine(pass, { QueryLanguage: 1 }))).toEqual([
      'Expected value of type [STRING] at /QueryLanguage',
    ]);
  });

  it('expressions may stand for values in JSONata states', () => {
    const expression = '{% $x %}';
    for (const state of [
      { ...task, Arguments: expression, TimeoutSeconds: expression, HeartbeatSeconds: expression, Output: expression },
      { ...task, Arguments: { a: expression }, Assign: { v: expression }, Credentials: { RoleArn: expression } },
      { ...wait, Seconds: expression },
      { ...wait, Timestamp: expression },
      { Type: 'Fail', Error: expression, Cause: expression },
      choice({ Condition: expression, Next: 'Z', Output: expression }, { Condition: true, Next: 'Z' }),
      { ...map, Items: expression, MaxConcurrency: expression, ItemSelector: { a: expression } },
      { ...map, Items: [1, expression] },
      distributed({ ToleratedFailureCount: expression, ToleratedFailurePercentage: expression }),
    ]) {
      expect(inJsonata(state)).toEqual([]);
    }
    expect(inJsonata({ ...wait, Seconds: ' {% 1 %}' })).toEqual([
      'Expected value of type Integer at /States/X/Seconds',
    ]);
    expect(inState({ ...wait, Seconds: expression })).toEqual(['Expected value of type Integer at /States/X/Seconds']);
    expect(inJsonata(choice({ Condition: 1, Next: 'Z' }))).toEqual([
      'Expected value of type [BOOLEAN] at /States/X/Choices[0]/Condition',
    ]);
    expect(inJsonata(choice({ Next: 'Z' }))).toEqual([ONE_RULE]);
  });
});

describe('Task', () => {
  const ACTIVITY = 'arn:aws:states:us-east-1:123456789012:activity:a';
  const LAMBDA_INVOKE = 'arn:aws:states:::lambda:invoke';
  const unknown = (arn: string) =>
    `The resource provided ${arn} is not recognized. The value is not a valid resource ARN, or the resource is not available in this region. at /States/X/Resource`;
  const start = 'arn:aws:states:::states:startExecution';
  const nested = (Parameters: Json, more: JsonObject = {}) => ({ ...task, Resource: start, Parameters, ...more });

  it.each<Row>([
    ['needs a Resource', { Type: 'Task', End: true }, ['These fields are required: [Resource] at /States/X']],
    ['has a text as Resource', { ...task, Resource: 1 }, ['Expected value of type [STRING] at /States/X/Resource']],
    [
      'knows the actions of services',
      { ...task, Resource: 'arn:aws:states:::dynamodb:query' },
      [unknown('arn:aws:states:::dynamodb:query')],
    ],
    ['has a timeout above 0', { ...task, TimeoutSeconds: 0 }, ['Minimum value is 1 at /States/X/TimeoutSeconds']],
    [
      'has a timeout in range',
      { ...task, TimeoutSeconds: 1e8 },
      ['Maximum value is 99999999 at /States/X/TimeoutSeconds'],
    ],
    [
      'has one timeout',
      { ...task, TimeoutSeconds: 1, TimeoutSecondsPath: '$.t' },
      ['There should only be one of the following fields: [TimeoutSeconds, TimeoutSecondsPath] at /States/X'],
    ],
    [
      'has one heartbeat',
      { ...task, HeartbeatSeconds: 1, HeartbeatSecondsPath: '$.t' },
      ['There should only be one of the following fields: [HeartbeatSeconds, HeartbeatSecondsPath] at /States/X'],
    ],
    [
      'beats within its timeout',
      { ...task, HeartbeatSeconds: 5, TimeoutSeconds: 5 },
      ["'HeartbeatSeconds' must be smaller than 'TimeoutSeconds' at /States/X/HeartbeatSeconds"],
    ],
    ['may beat and time out', { ...task, HeartbeatSeconds: 4, TimeoutSeconds: 5 }, []],
    [
      'reads seconds from one place',
      { ...task, TimeoutSecondsPath: '$.a[*]' },
      ['Value is not a Reference Path: Reference path must identify a single node at /States/X/TimeoutSecondsPath'],
    ],
    [
      'reads seconds from the context too',
      { ...task, TimeoutSecondsPath: '$$.Execution.Input.t', HeartbeatSecondsPath: '$v' },
      [],
    ],
    [
      'needs a role in Credentials',
      { ...task, Credentials: {} },
      ["The field 'RoleArn' is required but was missing at /States/X/Credentials"],
    ],
    [
      'needs a role that is not empty',
      { ...task, Credentials: { RoleArn: '' } },
      ["The field 'RoleArn' is required but was missing at /States/X/Credentials"],
    ],
    ['has a role in Credentials', { ...task, Credentials: { RoleArn: 'arn:aws:iam::1:role/r' } }, []],
    ['may compute the role', { ...task, Credentials: { 'RoleArn.$': '$.role' } }, []],
    [
      'checks how the role is computed',
      { ...task, Credentials: { 'RoleArn.$': 'role' } },
      [
        "The value for the field 'RoleArn.$' must be a valid JSONPath or a valid intrinsic function call at /States/X/Credentials",
      ],
    ],
    ['starts a machine by its ARN', nested({ StateMachineArn: 'arn', Input: {}, Name: 'n' }), []],
    ['may compute what it starts', nested({ 'StateMachineArn.$': '$.m', 'Input.$': '$' }), []],
    [
      'names the machine it starts',
      nested({ Input: {} }),
      ["The field 'StateMachineArn' is required but was missing at /States/X/Parameters"],
    ],
    [
      'starts with known parameters',
      nested({ StateMachineArn: 'arn', 'Inputs.$': '$', stateMachineArn: 'x' }),
      [
        "The field 'Inputs' is not supported by Step Functions at /States/X/Parameters",
        "The field 'stateMachineArn' is not supported by Step Functions at /States/X/Parameters",
      ],
    ],
    [
      'passes parameters to a service',
      { ...task, Resource: start },
      [`Parameters field is required for resource ARN: ${start} at /States/X`],
    ],
    [
      'names the function it invokes',
      { ...task, Resource: LAMBDA_INVOKE, Parameters: { 'Payload.$': '$', Anything: 1 } },
      ["The field 'FunctionName' is required but was missing at /States/X/Parameters"],
    ],
    [
      'has an ARN as Resource',
      { ...task, Resource: 'my-function' },
      ['Value is not a valid resource ARN at /States/X/Resource'],
    ],
    [
      'does not assume a role for an activity',
      { ...task, Resource: ACTIVITY, Credentials: { RoleArn: 'arn:aws:iam::1:role/r' } },
      ["The field 'Credentials' is not supported for activities at /States/X/Credentials"],
    ],
    [
      'checks the parameters of all patterns',
      nested({}, { Resource: `${start}.sync:2` }),
      ["The field 'StateMachineArn' is required but was missing at /States/X/Parameters"],
    ],
  ])('%s', (_name, state, expected) => {
    expect(inState(state)).toEqual(expected);
  });

  it('names the machine it starts in Arguments', () => {
    expect(inJsonata({ ...task, Resource: start, Arguments: { Input: 1 } })).toEqual([
      "The field 'StateMachineArn' is required but was missing at /States/X/Arguments",
    ]);
    expect(inJsonata({ ...task, Resource: start, Arguments: '{% $x %}' })).toEqual([]);
    expect(inJsonata({ ...task, Resource: start })).toEqual([
      `Arguments field is required for resource ARN: ${start} at /States/X`,
    ]);
  });

  it.each([
    [`${start}.sync`, "Express state machine does not support '.sync' service integration"],
    [`${start}.sync:2`, "Express state machine does not support '.sync' service integration"],
    [`${start}.waitForTaskToken`, "Express state machine does not support '.waitForTaskToken' service integration "],
    [ACTIVITY, 'Express state machine does not support Activity ARN'],
  ])('an EXPRESS machine does not run %s', (Resource, message) => {
    const call = { ...task, Resource, Parameters: { StateMachineArn: 'arn' } };
    expect(inState(call, 'STANDARD')).toEqual([]);
    expect(inState(call, 'EXPRESS')).toEqual([`${message} at /States/X/Resource`]);
    const inBranch = {
      Type: 'Parallel',
      End: true,
      Branches: [{ StartAt: 'B', States: { B: call } }],
    };
    expect(inState(inBranch, 'EXPRESS')).toEqual([`${message} at /States/X/Branches[0]/States/B/Resource`]);
  });

  it('an EXPRESS machine runs what answers at once', () => {
    expect(inState(nested({ StateMachineArn: 'arn' }), 'EXPRESS')).toEqual([]);
    expect(inState({ ...task, Resource: LAMBDA_INVOKE, Parameters: { FunctionName: 'f' } }, 'EXPRESS')).toEqual([]);
    expect(inState(task, 'EXPRESS')).toEqual([]);
  });
});

describe('Retry and Catch', () => {
  const retry = (...retriers: Json[]) => ({ ...task, Retry: retriers });
  const retrier = (fields: JsonObject) => retry({ ErrorEquals: ['E'], ...fields });
  const ALL = 'States.ALL must appear alone and at end of list';

  it.each<Row>([
    ['may be empty', { ...task, Retry: [], Catch: [] }, []],
    [
      'are lists',
      { ...task, Retry: {}, Catch: 1 },
      ['Expected value of type [ARRAY] at /States/X/Retry', 'Expected value of type [ARRAY] at /States/X/Catch'],
    ],
    ['hold objects', retry(1), ['Expected value of type [OBJECT] at /States/X/Retry[0]']],
    ['name errors', retry({}), ['These fields are required: [ErrorEquals] at /States/X/Retry[0]']],
    [
      'name at least one error',
      retry({ ErrorEquals: [] }),
      ['Value cannot be empty at /States/X/Retry[0]/ErrorEquals'],
    ],
    [
      'name errors by texts',
      retry({ ErrorEquals: [1] }),
      ['Expected value of type [STRING] at /States/X/Retry[0]/ErrorEquals[0]'],
    ],
    [
      'have all fields',
      retrier({
        IntervalSeconds: 1,
        MaxAttempts: 0,
        BackoffRate: 1.5,
        MaxDelaySeconds: 60,
        JitterStrategy: 'FULL',
        Comment: 'c',
      }),
      [],
    ],
    ['may retry at once', retrier({ IntervalSeconds: 0 }), []],
    [
      'have an interval from 0',
      retrier({ IntervalSeconds: -1 }),
      ['Minimum value is 0 at /States/X/Retry[0]/IntervalSeconds'],
    ],
    ['have attempts from 0', retrier({ MaxAttempts: -1 }), ['Minimum value is 0 at /States/X/Retry[0]/MaxAttempts']],
    [
      'have attempts in range',
      retrier({ MaxAttempts: 1e8 }),
      ['Maximum value is 99999999 at /States/X/Retry[0]/MaxAttempts'],
    ],
    ['back off at least by 1', retrier({ BackoffRate: 0.5 }), ['Minimum value is 1 at /States/X/Retry[0]/BackoffRate']],
    [
      'back off finitely',
      retrier({ BackoffRate: 1e300 }),
      ['Maximum value is 99999999 at /States/X/Retry[0]/BackoffRate'],
    ],
    [
      'have a delay of a year at most',
      retrier({ MaxDelaySeconds: 31622401 }),
      ['Maximum value is 31622400 at /States/X/Retry[0]/MaxDelaySeconds'],
    ],
    [
      'have a delay above the interval',
      retrier({ IntervalSeconds: 5, MaxDelaySeconds: 5 }),
      ["'MaxDelaySeconds' must be greater than 'IntervalSeconds' at /States/X/Retry[0]/MaxDelaySeconds"],
    ],
    [
      'jitter in known ways',
      retrier({ JitterStrategy: 'SOME' }),
      ['Value should be one of the following: [NONE, FULL] at /States/X/Retry[0]/JitterStrategy'],
    ],
    ['refuse unknown fields', retrier({ Next: 'Z' }), ["Field 'Next' is not supported at /States/X/Retry[0]"]],
    [
      'have States.ALL last',
      retry({ ErrorEquals: ['States.ALL'] }, { ErrorEquals: ['E'] }),
      [`${ALL} at /States/X/Retry[0]/ErrorEquals[0]`],
    ],
    [
      'have States.ALL alone',
      retry({ ErrorEquals: ['E', 'States.ALL'] }),
      [`${ALL} at /States/X/Retry[0]/ErrorEquals[1]`],
    ],
    ['may have States.ALL last and alone', retry({ ErrorEquals: ['E'] }, { ErrorEquals: ['States.ALL'] }), []],
    [
      'catch to somewhere',
      { ...task, Catch: [{}] },
      ['These fields are required: [ErrorEquals, Next] at /States/X/Catch[0]'],
    ],
    [
      'catch with a reference path',
      { ...task, Catch: [{ ErrorEquals: ['E'], Next: 'Z', ResultPath: '$..a' }] },
      ['Value is not a Reference Path: Reference path must identify a single node at /States/X/Catch[0]/ResultPath'],
    ],
    [
      'catch and drop the error',
      { ...task, Catch: [{ ErrorEquals: ['E'], Next: 'Z', ResultPath: null, Assign: { 'v.$': '$.Cause' } }] },
      [],
    ],
    [
      'catch States.ALL last',
      {
        ...task,
        Catch: [
          { ErrorEquals: ['States.ALL'], Next: 'Z' },
          { ErrorEquals: ['E'], Next: 'Z' },
        ],
      },
      [`${ALL} at /States/X/Catch[0]/ErrorEquals[0]`],
    ],
  ])('%s', (_name, state, expected) => {
    expect(inState(state)).toEqual(expected);
  });
});

describe('Choice', () => {
  const to = (rule: JsonObject) => choice({ ...rule, Next: 'Z' });
  const at = '/States/X/Choices[0]';

  it.each<Row>([
    ['needs rules', { Type: 'Choice', Default: 'Z' }, ['These fields are required: [Choices] at /States/X']],
    ['needs a rule', { Type: 'Choice', Choices: [], Default: 'Z' }, ['Value cannot be empty at /States/X/Choices']],
    [
      'has no Next nor End',
      { ...to(isOne), Next: 'Z', End: true },
      ["Field 'Next' is not supported at /States/X", "Field 'End' is not supported at /States/X"],
    ],
    ['has objects as rules', choice('r'), [`Expected value of type [OBJECT] at ${at}`]],
    ['goes somewhere by each rule', { ...choice(isOne), Default: 'Z' }, [`These fields are required: [Next] at ${at}`]],
    ['compares something', to({ NumericEquals: 1 }), [ONE_RULE]],
    ['compares with something', to({ Variable: '$.a' }), [`Exactly one comparison operator is required at ${at}`]],
    [
      'compares once',
      to({ ...isOne, StringEquals: 'a' }),
      [`There should only be one of the following fields: [NumericEquals, StringEquals] at ${at}`],
    ],
    [
      'reads the variable from one place',
      to({ Variable: 'Test', NumericEquals: 1 }),
      [`Value is not a Reference Path: Reference path didn't start with '$' at ${at}/Variable`],
    ],
    [
      'reads the context and variables',
      {
        ...choice(
          { Variable: '$$.State.Name', StringEquals: 'X', Next: 'Z' },
          { Variable: '$v[0].a', StringEqualsPath: '$w', Next: 'Z' },
        ),
      },
      [],
    ],
    [
      'compares texts',
      to({ Variable: '$', StringEquals: 1 }),
      [`Expected value of type [STRING] at ${at}/StringEquals`],
    ],
    [
      'compares numbers',
      to({ Variable: '$', NumericLessThan: '1' }),
      [`Expected value of type [NUMBER] at ${at}/NumericLessThan`],
    ],
    [
      'compares booleans',
      to({ Variable: '$', BooleanEquals: 'true' }),
      [`Expected value of type [BOOLEAN] at ${at}/BooleanEquals`],
    ],
    [
      'compares instants',
      to({ Variable: '$', TimestampEquals: '2023-02-24 12:15:56' }),
      [`String does not match RFC3339 timestamp at ${at}/TimestampEquals`],
    ],
    [
      'tests for something',
      to({ Variable: '$', IsPresent: 'yes' }),
      [`Expected value of type [BOOLEAN] at ${at}/IsPresent`],
    ],
    [
      'compares with paths',
      to({ Variable: '$', NumericEqualsPath: 1 }),
      [`Expected value of type [STRING] at ${at}/NumericEqualsPath`],
    ],
    [
      'knows its operators',
      to({ Variable: '$', StringContains: 'a' }),
      [
        `Exactly one comparison operator is required at ${at}`,
        `Field 'StringContains' is not supported at ${at}`,
      ].reverse(),
    ],
    ['combines rules', to({ And: [isOne, { Not: isOne }, { Or: [isOne] }] }), []],
    ['combines at least one rule', to({ Or: [] }), [`Value cannot be empty at ${at}/Or`]],
    ['negates one rule', to({ Not: [isOne] }), [`Expected value of type [OBJECT] at ${at}/Not`]],
    ['compares or combines', to({ ...isOne, Not: isOne }), [ONE_RULE]],
    [
      'goes nowhere by an inner rule',
      to({ And: [{ ...isOne, Next: 'Z' }] }),
      [`Field 'Next' is not supported at ${at}/And[0]`],
    ],
    [
      'checks inner rules',
      to({ Not: { Or: [isOne, { Variable: '$' }] } }),
      [`Exactly one comparison operator is required at ${at}/Not/Or[1]`],
    ],
    ['assigns by rule', to({ ...isOne, Assign: { 'v.$': '$.a' } }), []],
  ])('%s', (_name, state, expected) => {
    expect(inState(state)).toEqual(expected);
  });
});

describe('Wait', () => {
  const ONE =
    'This object should have only one of the following fields: [SecondsPath, Seconds, TimestampPath, Timestamp] at /States/X';
  const at = '/States/X/Timestamp';

  it.each<Row>([
    ['needs an end of the wait', wait, [ONE]],
    [
      'has one end of the wait',
      { ...wait, Seconds: 1, TimestampPath: '$.t' },
      [
        'There should only be one of the following fields: [SecondsPath, Seconds, TimestampPath, Timestamp] at /States/X',
      ],
    ],
    ['may wait for no time', { ...wait, Seconds: 0 }, []],
    ['waits forwards', { ...wait, Seconds: -1 }, ['Minimum value is 0 at /States/X/Seconds']],
    ['has seconds in range', { ...wait, Seconds: 1e16 }, ['Maximum value is 99999999 at /States/X/Seconds']],
    ['has whole seconds', { ...wait, Seconds: 0.5 }, ['Expected value of type Integer at /States/X/Seconds']],
    [
      'has a path to the seconds',
      { ...wait, SecondsPath: 's' },
      ['Value must be a valid JSONPath. at /States/X/SecondsPath'],
    ],
    ['has a full timestamp', { ...wait, Timestamp: '2016-12-05T21:29:29Z' }, []],
    [
      'has a timestamp with zone',
      { ...wait, Timestamp: '2016-12-05T21:29:29' },
      [`String does not match RFC3339 timestamp at ${at}`],
    ],
    [
      'has a timestamp with T',
      { ...wait, Timestamp: '2016-12-05 21:29:29Z' },
      [`String does not match RFC3339 timestamp at ${at}`],
    ],
    [
      'has a timestamp of a real day',
      { ...wait, Timestamp: '2016-14-05T21:29:29Z' },
      [`String does not match RFC3339 timestamp at ${at}`],
    ],
    ['has a text as timestamp', { ...wait, Timestamp: 5 }, [`Expected value of type [STRING] at ${at}`]],
  ])('%s', (_name, state, expected) => {
    expect(inState(state)).toEqual(expected);
  });
});

describe('Fail', () => {
  it.each<Row>([
    ['needs nothing', { Type: 'Fail' }, []],
    [
      'has one error',
      { Type: 'Fail', Error: 'E', ErrorPath: '$.e' },
      ['There should only be one of the following fields: [Error, ErrorPath] at /States/X'],
    ],
    [
      'has one cause',
      { Type: 'Fail', Cause: 'C', CausePath: '$.c' },
      ['There should only be one of the following fields: [Cause, CausePath] at /States/X'],
    ],
    ['has a text as error', { Type: 'Fail', Error: 1 }, ['Expected value of type [STRING] at /States/X/Error']],
    ['may compute both', { Type: 'Fail', ErrorPath: "States.Format('{}', $.e)", CausePath: '$.c' }, []],
    [
      'computes by path or call',
      { Type: 'Fail', ErrorPath: 'States.Nope()' },
      ['Value must be a valid JSONPath or a valid intrinsic function call at /States/X/ErrorPath'],
    ],
    ['ends', { Type: 'Fail', End: true }, ["Field 'End' is not supported at /States/X"]],
  ])('%s', (_name, state, expected) => {
    expect(inState(state)).toEqual(expected);
  });
});

describe('Parallel and Map', () => {
  const parallel = (...Branches: Json[]) => ({ Type: 'Parallel', Branches, End: true });
  const one = '[ItemProcessor, Iterator] at /States/X';

  it.each<Row>([
    [
      'Parallel needs branches',
      { Type: 'Parallel', End: true },
      ['These fields are required: [Branches] at /States/X'],
    ],
    ['Parallel needs a branch', parallel(), ['Value cannot be empty at /States/X/Branches']],
    ['a branch is an object', parallel([]), ['Expected value of type [OBJECT] at /States/X/Branches[0]']],
    [
      'a branch needs States and StartAt',
      parallel(scope, {}),
      ['These fields are required: [States, StartAt] at /States/X/Branches[1]'],
    ],
    [
      'a branch needs a state',
      parallel({ StartAt: 'A', States: {} }),
      ['Value cannot be empty at /States/X/Branches[0]/States'],
    ],
    [
      'the states of a branch are checked',
      parallel({ StartAt: 'A', States: { A: { Type: 'Choice' } } }),
      ['These fields are required: [Choices] at /States/X/Branches[0]/States/A'],
    ],
    [
      'Map needs a processor',
      { Type: 'Map', End: true },
      [`This object should have only one of the following fields: ${one}`],
    ],
    [
      'Map has one processor',
      { ...map, Iterator: scope },
      [`There should only be one of the following fields: ${one}`],
    ],
    [
      'Map takes the older names',
      { Type: 'Map', Iterator: scope, Parameters: { 'a.$': '$$.Map.Item.Value' }, End: true },
      [],
    ],
    [
      'Map has one selector',
      { ...map, ItemSelector: {}, Parameters: {} },
      ['There should only be one of the following fields: [ItemSelector, Parameters] at /States/X'],
    ],
    [
      'Map has a path to its items',
      { ...map, ItemsPath: 'x' },
      ['Value must be a valid JSONPath. at /States/X/ItemsPath'],
    ],
    ['Map may be as concurrent as it likes', { ...map, MaxConcurrency: 0 }, []],
    [
      'Map has a concurrency from 0',
      { ...map, MaxConcurrency: -1 },
      ['Minimum value is 0 at /States/X/MaxConcurrency'],
    ],
    [
      'Map has one concurrency',
      { ...map, MaxConcurrency: 1, MaxConcurrencyPath: '$.m' },
      ['There should only be one of the following fields: [MaxConcurrency, MaxConcurrencyPath] at /States/X'],
    ],
    [
      'the states of a processor are checked',
      { ...map, ItemProcessor: { StartAt: 'A', States: { A: { Type: 'Pass' } } } },
      ['This object should have only one of the following fields: [Next, End] at /States/X/ItemProcessor/States/A'],
    ],
    [
      'the states of an iterator are checked',
      { Type: 'Map', End: true, Iterator: {} },
      ['These fields are required: [States, StartAt] at /States/X/Iterator'],
    ],
    [
      'a processor has a known mode',
      { ...map, ItemProcessor: { ...scope, ProcessorConfig: { Mode: 'FAST' } } },
      ['Value should be one of the following: [INLINE, DISTRIBUTED] at /States/X/ItemProcessor/ProcessorConfig/Mode'],
    ],
    [
      'a distributed processor has a type',
      distributed({}, {}),
      ['These fields are required: [ExecutionType] at /States/X/ItemProcessor/ProcessorConfig'],
    ],
    [
      'an inline Map has no distributed field',
      { ...map, Label: 'L', ToleratedFailureCount: 1 },
      ["Field 'Label' is not supported at /States/X", "Field 'ToleratedFailureCount' is not supported at /States/X"],
    ],
    [
      'an inline processor has no type',
      { ...map, ItemProcessor: { ...scope, ProcessorConfig: { Mode: 'INLINE', ExecutionType: 'STANDARD' } } },
      ["Field 'ExecutionType' is not supported at /States/X/ItemProcessor/ProcessorConfig"],
    ],
    [
      'children of type EXPRESS keep its limits',
      {
        ...distributed({}, { ExecutionType: 'EXPRESS' }),
        ItemProcessor: {
          ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' },
          StartAt: 'A',
          States: {
            A: { ...task, Resource: 'arn:aws:states:::ecs:runTask.sync', Parameters: { TaskDefinition: 't' } },
          },
        },
      },
      [
        "Express state machine does not support '.sync' service integration at /States/X/ItemProcessor/States/A/Resource",
      ],
    ],
  ])('%s', (_name, state, expected) => {
    expect(inState(state)).toEqual(expected);
  });

  const S3 = (action: string) => `arn:aws:states:::s3:${action}`;
  const reader = { Resource: S3('getObject'), Parameters: { Bucket: 'b', 'Key.$': '$.k' } };

  it.each<Row>([
    [
      'takes all its fields',
      distributed({
        Label: 'Orders-1',
        ItemReader: {
          ...reader,
          ReaderConfig: { InputType: 'CSV', CSVHeaderLocation: 'GIVEN', CSVHeaders: ['a'], MaxItems: 0 },
        },
        ItemBatcher: { MaxItemsPerBatch: 5, MaxInputBytesPerBatchPath: '$.b', BatchInput: { 'a.$': '$.a' } },
        ResultWriter: {
          Resource: S3('putObject'),
          Parameters: { Bucket: 'b' },
          WriterConfig: { Transformation: 'FLATTEN', OutputType: 'JSONL' },
        },
        ToleratedFailureCount: 0,
        ToleratedFailurePercentage: 12.5,
      }),
      [],
    ],
    [
      'reads by an action it knows',
      distributed({ ItemReader: { Resource: S3('putObject') } }),
      ["The field 'Resource' does not match any of the allowed values at /States/X/ItemReader/Resource"],
    ],
    [
      'needs a reader that reads',
      distributed({ ItemReader: {} }),
      ['These fields are required: [Resource] at /States/X/ItemReader'],
    ],
    [
      'reads known types',
      distributed({ ItemReader: { ...reader, ReaderConfig: { InputType: 'XML' } } }),
      [
        'Value should be one of the following: [CSV, JSON, JSONL, PARQUET, MANIFEST] at /States/X/ItemReader/ReaderConfig/InputType',
      ],
    ],
    [
      'reads CSV knowing where its headers are',
      distributed({ ItemReader: { ...reader, ReaderConfig: { InputType: 'CSV' } } }),
      ["The field 'CSVHeaderLocation' is required at /States/X/ItemReader/ReaderConfig"],
    ],
    [
      'reads CSV knowing the headers it was told of',
      distributed({ ItemReader: { ...reader, ReaderConfig: { InputType: 'CSV', CSVHeaderLocation: 'GIVEN' } } }),
      ['These fields are required: [CSVHeaders] at /States/X/ItemReader/ReaderConfig'],
    ],
    [
      'reads JSON without headers',
      distributed({ ItemReader: { ...reader, ReaderConfig: { InputType: 'JSON', CSVHeaderLocation: 'FIRST_ROW' } } }),
      ["Field 'CSVHeaderLocation' is not supported at /States/X/ItemReader/ReaderConfig"],
    ],
    [
      'needs a batcher that batches',
      distributed({ ItemBatcher: { BatchInput: {} } }),
      [
        'At least one of these fields is required: [MaxItemsPerBatch, MaxItemsPerBatchPath, MaxInputBytesPerBatch, MaxInputBytesPerBatchPath] at /States/X/ItemBatcher',
      ],
    ],
    [
      'batches within the payload limit',
      distributed({ ItemBatcher: { MaxInputBytesPerBatch: 262145 } }),
      ['Maximum value is 262144 at /States/X/ItemBatcher/MaxInputBytesPerBatch'],
    ],
    [
      'needs a writer that writes',
      distributed({ ResultWriter: {} }),
      ['At least one of these fields is required: [Resource, WriterConfig] at /States/X/ResultWriter'],
    ],
    [
      'tolerates a percentage',
      distributed({ ToleratedFailurePercentage: 101 }),
      ['Maximum value is 100 at /States/X/ToleratedFailurePercentage'],
    ],
    [
      'has a label fit for an ARN',
      distributed({ Label: 'a b' }),
      ['INVALID_LABEL_NAME: Invalid Label name: a b at /States/X/Label'],
    ],
    [
      'has a short label',
      distributed({ Label: 'l'.repeat(41) }),
      [
        `INVALID_LABEL_NAME: Invalid Label name: Label '${'l'.repeat(41)}' exceeds the 40-character limit allowed by the service at /States/X/Label`,
      ],
    ],
  ])('a distributed Map %s', (_name, state, expected) => {
    expect(inState(state)).toEqual(expected);
  });

  it('an EXPRESS machine has no distributed Map', () => {
    expect(inState(distributed(), 'EXPRESS')).toEqual([
      "The field 'Mode' with value 'DISTRIBUTED' is not supported inside 'EXPRESS' state machines at /States/X/ItemProcessor/ProcessorConfig/Mode",
    ]);
  });

  it('labels are unique in the machine', () => {
    const states = { A: { ...distributed({ Label: 'L', Next: 'B' }) }, B: distributed({ Label: 'L' }) } as JsonObject;
    delete (states['A'] as JsonObject)['End'];
    ((states['B'] as JsonObject)['ItemProcessor'] as JsonObject)['States'] = { In2: pass };
    ((states['B'] as JsonObject)['ItemProcessor'] as JsonObject)['StartAt'] = 'In2';
    expect(findings({ StartAt: 'A', States: states })).toEqual([
      'DUPLICATE_LABEL_NAME: Duplicate Label name: L at /States/B/Label',
    ]);
  });
});

describe('transitions', () => {
  const go = (Next: string): JsonObject => ({ Type: 'Pass', Next });
  const missing = (target: string, at: string) =>
    `MISSING_TRANSITION_TARGET: Missing 'Next' target: ${target} at ${at}`;
  const unreached = (name: string, at = '/States') =>
    `MISSING_TRANSITION_TARGET: State "${name}" is not reachable. at ${at}/${name}`;
  const NO_END = 'MISSING_END_STATE: Workflow has no terminal state at null';
  const machineOf = (StartAt: string, States: JsonObject) => findings({ StartAt, States });

  it('go to states that exist; then states nothing goes to are named', () => {
    expect(machineOf('pass1', { pass1: go('pass3'), pass2: pass })).toEqual([
      missing('pass3', '/States/pass1/Next'),
      unreached('pass2'),
    ]);
  });

  it('are called Next wherever they stand', () => {
    const States = {
      A: choice({ ...isOne, Next: 'no1' }),
      B: { ...task, Catch: [{ ErrorEquals: ['E'], Next: 'no2' }] },
    };
    (States.A as JsonObject)['Default'] = 'no3';
    expect(machineOf('no0', States)).toEqual([
      missing('no0', '/StartAt'),
      missing('no1', '/States/A/Choices[0]/Next'),
      missing('no3', '/States/A/Default'),
      missing('no2', '/States/B/Catch[0]/Next'),
      unreached('A'),
      unreached('B'),
    ]);
  });

  it('reach a state when anything names it, be it unreached itself', () => {
    expect(machineOf('Not sure', { One: go('Success'), Success: { Type: 'Succeed' } })).toEqual([
      missing('Not sure', '/StartAt'),
      unreached('One'),
    ]);
  });

  it('lead to an end; without one nothing is said of unreachable states', () => {
    expect(machineOf('A', { A: go('B'), B: go('A') })).toEqual([NO_END]);
    expect(machineOf('A', { A: go('B'), B: go('A'), C: go('A') })).toEqual([NO_END]);
    expect(machineOf('A', { A: go('B'), B: go('A'), C: pass })).toEqual([unreached('C')]);
    expect(machineOf('A', { A: go('NOPE') })).toEqual([missing('NOPE', '/States/A/Next'), NO_END]);
  });

  it('stay in their branch or processor', () => {
    const branch = { StartAt: 'B', States: { B: go('Z') } };
    expect(inState({ Type: 'Parallel', Branches: [branch], Next: 'Z' })).toEqual([
      missing('Z', '/States/X/Branches[0]/States/B/Next'),
    ]);
    const inner = { StartAt: 'B', States: { B: pass, C: pass } };
    expect(inState({ ...map, ItemProcessor: inner })).toEqual([unreached('C', '/States/X/ItemProcessor/States')]);
  });

  it('do not go to names that every object inherits', () => {
    expect(machineOf('A', { A: go('toString'), B: pass })).toEqual([
      missing('toString', '/States/A/Next'),
      unreached('B'),
    ]);
  });

  it('are not looked at while the structure has findings', () => {
    expect(machineOf('A', { A: { Type: 'Pass' }, B: pass })).toEqual([
      'This object should have only one of the following fields: [Next, End] at /States/A',
    ]);
  });
});

describe('state names', () => {
  it('may be hostile or strange', () => {
    const text = `{"StartAt":"__proto__","States":{
      "__proto__":{"Type":"Pass","Next":"toString"},
      "toString":{"Type":"Pass","Next":"a / b[0] 'ü' \\u0000"},
      "a / b[0] 'ü' \\u0000":{"Type":"Succeed"}}}`;
    expect(findings(text)).toEqual([]);
  });

  it('have at most 80 characters', () => {
    const name = (length: number) => findings({ StartAt: 'n'.repeat(length), States: { ['n'.repeat(length)]: pass } });
    expect(name(80)).toEqual([]);
    const long = 'n'.repeat(81);
    expect(name(81)).toEqual([
      `INVALID_STATE_NAME: Invalid State name: State '${long}' exceeds the 80-character limit allowed by the service at /States/${long}`,
    ]);
    expect(findings({ StartAt: '😀'.repeat(80), States: { ['😀'.repeat(80)]: pass } })).toEqual([]);
  });

  it('are not empty', () => {
    expect(findings({ StartAt: '', States: { '': pass } })).toEqual([
      'INVALID_STATE_NAME: Invalid State name: State name cannot be empty at /States/',
    ]);
  });

  it('are unique over the whole machine', () => {
    expect(inState({ ...map, ItemProcessor: { StartAt: 'X', States: { X: pass } } })).toEqual([
      'DUPLICATE_STATE_NAME: Duplicate State name: X at /States/X/ItemProcessor/States/X',
    ]);
    const branch = { StartAt: 'B', States: { B: pass } };
    expect(inState({ Type: 'Parallel', Branches: [branch, branch], End: true })).toEqual([
      'DUPLICATE_STATE_NAME: Duplicate State name: B at /States/X/Branches[1]/States/B',
    ]);
  });
});

describe('state names that stand twice in one place', () => {
  const text = (states: string) => `{"StartAt":"A","States":{${states}}}`;
  const end = '{"Type":"Succeed"}';

  it('are refused, though parsing keeps only the last', () => {
    expect(findings(text(`"A":${end},"A":${end},"\\u0041":${end}`))).toEqual([
      'DUPLICATE_STATE_NAME: Duplicate State name: A at /States/A',
    ]);
    const inner = `{"StartAt":"B","States":{"B":${end},"B":${end}}}`;
    expect(findings(text(`"A":{"Type":"Parallel","End":true,"Branches":[${inner}]}`))).toEqual([
      'DUPLICATE_STATE_NAME: Duplicate State name: B at /States/A/Branches[0]/States/B',
    ]);
    expect(findings(text(`"A":{"Type":"Map","End":true,"ItemProcessor":${inner}}`))).toEqual([
      'DUPLICATE_STATE_NAME: Duplicate State name: B at /States/A/ItemProcessor/States/B',
    ]);
  });

  it('are data elsewhere', () => {
    expect(findings(text('"A":{"Type":"Pass","Result":{"States":{"B":1,"B":2}},"End":true}'))).toEqual([]);
  });
});

describe('warnings', () => {
  const pathLike = ['$', '$.a', "$['a'][0]", '$$.Execution.Id', '$v', "States.Format('{}', $.a)"];
  const plain = ['a', '$5', '', 'States.Nope()', 'States.TaskFailed', '$.a b', 1, null, ['$.a'], {}];

  it.each(pathLike)('NO_DOLLAR: %s in a template, without .$ at the name', (value) => {
    expect(warnings(machine({ ...pass, Parameters: { a: { b: [{ c: value }] } } }))).toEqual([
      'NO_DOLLAR /States/X/Parameters/a/b[0]/c',
    ]);
    expect(warnings(machine({ ...pass, Assign: { a: value } }))).toContain('NO_DOLLAR /States/X/Assign/a');
    expect(warnings(machine({ ...pass, Parameters: { 'a.$': value } })).filter((w) => w.includes('DOLLAR'))).toEqual(
      [],
    );
  });

  it.each(plain)('a template may hold the constant %j', (value) => {
    expect(warnings(machine({ ...pass, Parameters: { a: value } }))).toEqual([]);
  });

  it('NO_PATH: a path in a field that has a sister to read it', () => {
    expect(warnings(machine({ Type: 'Fail', Error: '$.error', Cause: '$$.State.Name' }))).toEqual([
      'NO_PATH /States/X/Error',
      'NO_PATH /States/X/Cause',
    ]);
    expect(warnings(machine(choice({ Variable: '$.a', StringEquals: '$.b', Next: 'Z' })))).toEqual([
      'NO_PATH /States/X/Choices[0]/StringEquals',
    ]);
    expect(warnings(machine({ Type: 'Fail', Error: 'E', Cause: '$5', Comment: '$.a' }))).toEqual([]);
  });

  it('PASS_RESULT_IS_STATIC: a path or a member with .$ in a Result', () => {
    for (const Result of ['$.a', 'States.UUID()', { a: [{ 'b.$': 'x' }] }]) {
      expect(warnings(machine({ ...pass, Result }))).toEqual(['PASS_RESULT_IS_STATIC /States/X/Result']);
    }
    for (const Result of [1, null, 'a', { a: '$.b' }]) expect(warnings(machine({ ...pass, Result }))).toEqual([]);
  });

  it('come not from JSONata states, where such texts are ordinary', () => {
    const state = { ...pass, Output: { a: '$.b' }, Assign: { c: '$' } };
    expect(warnings(machine(state, { QueryLanguage: 'JSONata' }))).toEqual([]);
  });

  it('keep nothing from being checked further, and do not use up the room of errors', () => {
    const Parameters = Object.fromEntries(Array.from({ length: 2000 }, (_, i) => [`p${i}`, '$.a']));
    const definition = machine({ ...pass, Parameters, Next: 'Nowhere', End: false });
    expect(warnings(definition)).toHaveLength(1000);
    expect(findings(definition)).toContain(
      "MISSING_TRANSITION_TARGET: Missing 'Next' target: Nowhere at /States/X/Next",
    );
  });
});

describe('several findings', () => {
  it('come in the order of the document', () => {
    const States = { A: { ...pass, InputPath: 'x', Foo: 1 }, B: { ...wait, Seconds: -1 } };
    expect(findings({ Bar: 1, StartAt: 'A', States, Version: '9' })).toEqual([
      "Field 'Bar' is not supported at /",
      'Value must be a valid JSONPath. at /States/A/InputPath',
      "Field 'Foo' is not supported at /States/A",
      'Minimum value is 0 at /States/B/Seconds',
      'Value should be one of the following: [1.0] at /Version',
    ]);
  });

  it('end at 1000', () => {
    const States = Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`S${i}`, { Type: 'Pass' }]));
    expect(findings({ StartAt: 'S0', States })).toHaveLength(1000);
  });
});
