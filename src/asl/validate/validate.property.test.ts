import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compile } from '../compile.ts';
import type { Json, JsonObject } from '../json.ts';
import { isObject, setOwn } from '../json.ts';
import { validateDefinition } from './validate.ts';

/** A machine with every type of state and nearly every field. */
const EVERYTHING: JsonObject = {
  Comment: 'c',
  Version: '1.0',
  TimeoutSeconds: 60,
  StartAt: 'Pass',
  States: {
    Pass: {
      Type: 'Pass',
      InputPath: '$.a',
      Parameters: { 'b.$': '$.c', d: [{ e: 1 }] },
      ResultPath: '$.r',
      Next: 'Choice',
    },
    Choice: {
      Type: 'Choice',
      Choices: [
        { Variable: '$.a', NumericEquals: 1, Next: 'Wait', Assign: { 'v.$': '$.a' } },
        {
          And: [{ Variable: '$$.State.Name', IsPresent: true }, { Not: { Variable: '$v', StringMatches: 'a*' } }],
          Next: 'Task',
        },
      ],
      Default: 'Map',
    },
    Wait: { Type: 'Wait', Timestamp: '2030-01-01T00:00:00Z', Next: 'Fail' },
    Task: {
      Type: 'Task',
      Resource: 'arn:aws:states:::states:startExecution.sync:2',
      Parameters: { 'StateMachineArn.$': '$.m', Input: { 'x.$': "States.Format('{}', $.y)" } },
      ResultSelector: { 'o.$': '$.Output' },
      Credentials: { RoleArn: 'arn:aws:iam::123456789012:role/r' },
      TimeoutSeconds: 30,
      HeartbeatSeconds: 10,
      Retry: [
        {
          ErrorEquals: ['E'],
          IntervalSeconds: 1,
          BackoffRate: 2,
          MaxAttempts: 3,
          MaxDelaySeconds: 9,
          JitterStrategy: 'FULL',
        },
      ],
      Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: 'Fail' }],
      Next: 'Parallel',
    },
    Parallel: {
      Type: 'Parallel',
      Branches: [
        { StartAt: 'B1', States: { B1: { Type: 'Succeed' } } },
        { StartAt: 'B2', States: { B2: { Type: 'Pass', End: true } } },
      ],
      Next: 'Map',
    },
    Map: {
      Type: 'Map',
      ItemsPath: '$.items',
      ItemSelector: { 'i.$': '$$.Map.Item.Value' },
      MaxConcurrency: 2,
      ToleratedFailurePercentage: 5,
      ItemBatcher: { MaxItemsPerBatch: 3 },
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        StartAt: 'I',
        States: { I: { Type: 'Pass', Result: { k: null }, End: true } },
      },
      End: true,
    },
    Fail: { Type: 'Fail', ErrorPath: '$.error', Cause: 'c' },
  },
};

const WORDS = [
  '__proto__',
  'constructor',
  'toString',
  'Type',
  'States',
  'StartAt',
  'Next',
  'End',
  'QueryLanguage',
  'Choices',
  'Branches',
  'Retry',
  'Pass',
  'Map',
  'JSONata',
  '$',
  '$.a[',
  '{% x %}',
  '',
];
const anyValue = fc.oneof(
  fc.constantFrom<Json>(...WORDS, null, true, -1, 0.5, 1e300, [], {}, [[]], [null], { Type: 'Pass' }),
  fc.jsonValue({ maxDepth: 2 }).map((value) => value as Json),
);
const mutation = fc.record({
  at: fc.array(fc.nat(30), { minLength: 1, maxLength: 8 }),
  what: fc.constantFrom('replace', 'delete', 'add', 'copy'),
  word: fc.constantFrom(...WORDS),
  value: anyValue,
});
type Mutation = typeof mutation extends fc.Arbitrary<infer T> ? T : never;

/** Walks down by `at` as far as there are members, and changes the last one it met. */
function mutate(root: Json, { at, what, word, value }: Mutation): Json {
  const copy = JSON.parse(JSON.stringify(root)) as Json;
  let parent: Json = copy;
  for (const [i, step] of at.entries()) {
    if (!isObject(parent) && !Array.isArray(parent)) return copy;
    const keys = Object.keys(parent);
    if (keys.length === 0) return copy;
    const key = keys[step % keys.length] as string;
    const child: Json = (parent as JsonObject)[key] as Json;
    if (i < at.length - 1 && child !== null && typeof child === 'object') {
      parent = child;
      continue;
    }
    if (what === 'delete') delete (parent as JsonObject)[key];
    else if (what === 'replace') setOwn(parent as JsonObject, key, value);
    else if (!Array.isArray(parent)) setOwn(parent, word, what === 'copy' ? child : value);
    return copy;
  }
  return copy;
}

describe('validateDefinition on damaged definitions', () => {
  it('starts from one without findings', () => {
    expect(validateDefinition(JSON.stringify(EVERYTHING), { type: 'STANDARD' }).diagnostics).toEqual([]);
  });

  it('never throws; a definition without findings compiles', () => {
    fc.assert(
      fc.property(
        fc.array(mutation, { minLength: 1, maxLength: 5 }),
        fc.constantFrom('STANDARD', 'EXPRESS'),
        (mutations, type) => {
          const text = JSON.stringify(mutations.reduce<Json>(mutate, EVERYTHING));
          const { diagnostics, definition } = validateDefinition(text, { type });
          for (const { message, location, severity } of diagnostics) {
            expect(message).not.toBe('');
            expect(['ERROR', 'WARNING']).toContain(severity);
            expect(location === undefined || /^[/[]/.test(location)).toBe(true);
          }
          if (diagnostics.every(({ severity }) => severity === 'WARNING') && !text.includes('JSONata')) {
            expect(() => compile(definition as JsonObject)).not.toThrow();
          }
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('never throws on any JSON or any text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
        validateDefinition(text, { type: 'STANDARD' });
        validateDefinition(`{"StartAt":"A","States":{"A":${text}}}`, { type: 'EXPRESS' });
      }),
    );
  });
});

describe('size', () => {
  it('10,000 states in 1 MiB take well under a second', () => {
    const states: JsonObject = {};
    for (let i = 0; i < 10_000; i++) {
      states[`State${i}`] = {
        Type: 'Pass',
        Parameters: { 'v.$': '$.a' },
        ...(i < 9_999 ? { Next: `State${i + 1}` } : { End: true }),
      };
    }
    const text = JSON.stringify({ StartAt: 'State0', States: states });
    const started = performance.now();
    expect(validateDefinition(text, { type: 'STANDARD' }).diagnostics).toEqual([]);
    expect(performance.now() - started).toBeLessThan(1000);
  });

  const nest = (depth: number, wrap: (inner: string, name: string) => string): string => {
    let text = '{"Type":"Succeed"}';
    for (let i = depth; i > 0; i--) text = wrap(text, `S${i}`);
    return `{"StartAt":"S0","States":{"S0":${text}}}`;
  };
  const inParallel = (inner: string, name: string) =>
    `{"Type":"Parallel","End":true,"Branches":[{"StartAt":"${name}","States":{"${name}":${inner}}}]}`;
  const inMap = (inner: string, name: string) =>
    `{"Type":"Map","End":true,"Iterator":{"StartAt":"${name}","States":{"${name}":${inner}}}}`;

  it.each([
    ['Parallel', inParallel],
    ['Map', inMap],
  ])('%s states may stand in each other 100 deep, not more', (_type, wrap) => {
    const codes = (depth: number) =>
      validateDefinition(nest(depth, wrap), { type: 'STANDARD' }).diagnostics.map(
        ({ code, message }) => `${code}: ${message}`,
      );
    expect(codes(100)).toEqual([]);
    expect(codes(101)).toEqual(['TOO_DEEPLY_NESTED: The states are too deeply nested.']);
    for (const depth of [500, 20_000]) {
      expect(codes(depth)[0]).toMatch(/^(INVALID_JSON_DESCRIPTION: Document nesting depth|TOO_DEEPLY_NESTED)/);
    }
  });

  it('rules and templates may nest as deep as JSON may', () => {
    const not = `${'{"Not":'.repeat(900)}{"Variable":"$","IsNull":true}${'}'.repeat(900)}`;
    const rule = `{"StartAt":"C","States":{"C":{"Type":"Choice","Choices":[{"Not":${not},"Next":"Z"}]},"Z":{"Type":"Succeed"}}}`;
    const template = `{"StartAt":"P","States":{"P":{"Type":"Pass","Parameters":${'{"a":'.repeat(900)}1${'}'.repeat(900)},"End":true}}}`;
    for (const text of [rule, template]) {
      expect(validateDefinition(text, { type: 'STANDARD' }).diagnostics).toEqual([]);
    }
  });
});
