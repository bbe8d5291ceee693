/**
 * Our verdict on definitions beside that of asl-validator, which others wrote: on the examples, on random definitions,
 * and on the corpus in test/definitions, which has every rule of the language. Each difference is explained here.
 */
import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../src/asl/json.ts';
import { randomDefinition } from '../src/asl/random-definition.fixture.ts';
import { validateDefinition } from '../src/asl/validate/validate.ts';
import { readDefinitions } from '../src/cli/demo/examples.ts';
import { readText, repository } from './support/markdown.ts';
import { peerAccepts } from './support/peer-validator.ts';

interface Case {
  readonly name: string;
  /** The verdict of AWS, as far as it is known, else of the language. */
  readonly valid: boolean;
  readonly type?: 'STANDARD' | 'EXPRESS';
  readonly definition: JsonObject;
}

const corpus = readdirSync(new URL('test/definitions/', repository)).flatMap((file) => {
  const cases = JSON.parse(readText(`test/definitions/${file}`)) as Case[];
  return cases.map((entry) => ({ ...entry, name: `${file.replace('.json', '')}: ${entry.name}` }));
});

function weAccept(definition: JsonObject, type: Case['type'] = 'STANDARD'): boolean {
  const { diagnostics } = validateDefinition(JSON.stringify(definition), { type });
  return diagnostics.every(({ severity }) => severity === 'WARNING');
}

const ONE_ONLY = 'AWS: one of And, Or, Not, Variable and Condition makes a rule';
const EXPRESS = 'AWS, recorded: what EXPRESS state machines cannot do. The peer knows no types';
const HANDLER = 'ASL "Retrying after error": the peer checks few fields of retriers and catchers';
const STATES_ALL = 'ASL and AWS: States.ALL stands alone, in the last retrier or catcher. The peer does not look';
const SERVICE = 'AWS checks the parameters of integrations when a definition is created. The peer does not';
const DISTRIBUTED = 'Developer Guide and AWS: fields of distributed Maps. The peer checks that some exclude each other';
const INLINE = 'AWS: fields that only a distributed Map has. The peer takes them on every Map';
const VARIABLE = 'Developer Guide "Variable name syntax" and "Variable scope". The peer does not look into Assign';
const RANGE = 'AWS has an upper limit: 99,999,999. The peer has none';

/** Case → why the verdicts differ, and who says that ours is right. In all of them but two the peer is more lenient. */
const DIFFERENCES: Readonly<Record<string, string>> = {
  'choice: a rule with Variable and And': ONE_ONLY,
  'choice: a comparison with no timestamp': 'ASL: an RFC 3339 timestamp. The peer takes any text',
  'choice: an inner rule with Next': 'ASL: only the outermost rule has Next',
  'intrinsics: a text in double quotes': 'ASL: texts stand in single quotes',
  'jsonata: Choice': 'Stricter peer. AWS, recorded: Condition may be true or false, not only an expression',
  'jsonata: a JSONPath state in a JSONata machine': 'AWS, recorded: a JSONata machine has no JSONPath states',
  'jsonata: ResultPath in a catcher': 'ASL: ResultPath is a field of JSONPath',
  'jsonata: a member with .$': 'AWS: refused; such members mean nothing in JSONata',
  'jsonata: a service without Arguments': SERVICE,
  'machine: another Version': 'ASL and AWS: the only Version is 1.0',
  'map: an inline Map with ExecutionType': INLINE,
  'map: an inline Map with a Label': INLINE,
  'map: an inline Map that tolerates failures': INLINE,
  'map: a Label of 41 characters': DISTRIBUTED,
  'map: a Label with a space': DISTRIBUTED,
  'map: a reader of another service': DISTRIBUTED,
  'map: an unknown InputType': DISTRIBUTED,
  'map: CSV without the place of its headers': DISTRIBUTED,
  'map: a batcher without a limit': DISTRIBUTED,
  'map: a distributed Map on EXPRESS': EXPRESS,
  'parallel: no branch': 'AWS, recorded: Branches cannot be empty',
  'parallel: a branch with a QueryLanguage': 'AWS: branches have no QueryLanguage',
  'pass: ResultPath in the context': 'ASL: a result cannot be put into the context object',
  'pass: Parameters is a text': 'ASL: a payload template is an object',
  'paths: a template member deep inside':
    'ASL: templates are evaluated at any depth. The peer does not look into lists',
  'retry-and-catch: no error': 'ASL: ErrorEquals is not empty',
  'retry-and-catch: States.ALL before another retrier': STATES_ALL,
  'retry-and-catch: States.ALL beside another name': STATES_ALL,
  'retry-and-catch: States.ALL before another catcher': STATES_ALL,
  'retry-and-catch: a BackoffRate below 1': HANDLER,
  'retry-and-catch: MaxDelaySeconds of 0': HANDLER,
  'retry-and-catch: MaxDelaySeconds beyond a year': HANDLER,
  'retry-and-catch: MaxDelaySeconds not above IntervalSeconds': HANDLER,
  'retry-and-catch: an unknown JitterStrategy': HANDLER,
  'retry-and-catch: a retrier with Next': HANDLER,
  'retry-and-catch: a catcher whose ResultPath finds many': HANDLER,
  'task: an action no service has': 'AWS, recorded: such a Resource is not recognized',
  'task: a service without Parameters': SERVICE,
  'task: a required parameter is missing': SERVICE,
  'task: a parameter the service does not have': SERVICE,
  'task: TimeoutSeconds beyond the limit': RANGE,
  'task: a heartbeat as long as the timeout': 'ASL: HeartbeatSeconds is smaller than TimeoutSeconds',
  'task: Credentials without a role': 'AWS, recorded: RoleArn is required',
  'task: Credentials of an activity': 'AWS: activities take no Credentials',
  'task: .sync on EXPRESS': EXPRESS,
  'task: .waitForTaskToken on EXPRESS': EXPRESS,
  'task: an activity on EXPRESS': EXPRESS,
  'transitions: End false beside Next': 'Stricter peer. ASL: End is for states that end; AWS counts only End true',
  'variables: named states': VARIABLE,
  'variables: with a name of 81 characters': VARIABLE,
  'variables: with a name that starts with a digit': VARIABLE,
  'variables: a part of a variable': VARIABLE,
  'variables: Assign is a list': VARIABLE,
  'variables: a name of an outer scope': VARIABLE,
  'wait-succeed-fail: Seconds that are not whole': 'ASL and AWS: Seconds is an integer',
  'wait-succeed-fail: Seconds beyond the limit': RANGE,
  'wait-succeed-fail: a Timestamp without T': 'AWS, recorded: RFC 3339 with an upper-case T',
  'wait-succeed-fail: Fail with an unknown function': 'ASL: intrinsic functions have known names',
};

describe('the corpus', () => {
  it('is of a good size', () => {
    expect(corpus.length).toBeGreaterThan(150);
    expect(new Set(corpus.map(({ name }) => name)).size).toBe(corpus.length);
  });

  it.each(corpus)('$name', ({ name, valid, type, definition }) => {
    expect(weAccept(definition, type)).toBe(valid);
    expect(peerAccepts(definition) !== valid, 'differs from the peer').toBe(Object.hasOwn(DIFFERENCES, name));
  });

  it('has every case whose difference is explained', () => {
    const names = new Set(corpus.map(({ name }) => name));
    expect(Object.keys(DIFFERENCES).filter((name) => !names.has(name))).toEqual([]);
  });
});

it.each([...readDefinitions()])('both accept the example %s', (_name, text) => {
  const definition = JSON.parse(text) as JsonObject;
  expect([weAccept(definition), peerAccepts(definition)]).toEqual([true, true]);
});

it('both accept random valid definitions', () => {
  fc.assert(
    fc.property(randomDefinition(), (definition) => {
      expect(weAccept(definition)).toBe(true);
      expect(peerAccepts(definition)).toBe(true);
    }),
    { numRuns: 60 },
  );
});
