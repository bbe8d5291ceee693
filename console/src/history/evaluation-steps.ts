/**
 * How a state made its output of its input, step by step. Histories record the input, the parameters and result of
 * tasks, and the output; what lies between is worked out anew with the interpreter's own JSONPath, which is loaded when
 * somebody looks. What cannot be known any more (a random number, an item of a Map that was not recorded) has a note
 * instead of a value. Source: "Processing input and output", "Transforming data with JSONata".
 */
import type { Env, Stage } from '../../../src/asl/flow.ts';
import type { Host } from '../../../src/asl/host.ts';
import type { Json, JsonObject } from '../../../src/asl/json.ts';
import { jsonPath } from '../../../src/asl/jsonpath/flow.ts';
import { Payload } from '../../../src/asl/payload.ts';
import type { StatePosition } from './definition-index.ts';
import type { Visit } from './visit.ts';
import { lastAttempt } from './visit.ts';

export interface EvaluationStep {
  /** The field of the definition, or what was recorded: `InputPath`, `Result`, … */
  readonly title: string;
  /** The field as it stands in the definition. */
  readonly definition?: unknown;
  /** JSON text. */
  readonly value?: string;
  readonly origin: 'recorded' | 'computed' | 'unknown';
  readonly note?: string;
}

export interface StepsContext {
  readonly executionArn: string;
  readonly executionInput?: string;
  readonly startMs: number;
}

export function evaluationSteps(
  visit: Visit,
  position: StatePosition | undefined,
  context: StepsContext,
): EvaluationStep[] {
  const steps: EvaluationStep[] = [recorded('State input', visit.input)];
  const definition = position?.definition;
  if (definition === undefined || position === undefined) return [...steps, ...ends(visit)];
  if (position.queryLanguage === 'JSONata') return [...steps, ...jsonataSteps(visit, definition), ...ends(visit)];
  return [...steps, ...jsonPathSteps(visit, definition as JsonObject, context), ...ends(visit)];
}

function recorded(title: string, value: string | undefined, definition?: unknown): EvaluationStep {
  if (value === undefined) return { title, definition, origin: 'unknown', note: 'Not recorded.' };
  return { title, definition, value, origin: 'recorded' };
}

function ends(visit: Visit): EvaluationStep[] {
  const { assigned } = visit;
  const steps: EvaluationStep[] = [];
  if (assigned !== undefined) {
    const members = Object.entries(assigned).map(([name, value]) => `${JSON.stringify(name)}:${value}`);
    steps.push({ title: 'Assign', value: `{${members.join(',')}}`, origin: 'recorded' });
  }
  if (visit.output !== undefined) steps.push(recorded('State output', visit.output));
  return steps;
}

function jsonataSteps(visit: Visit, definition: StatePosition['definition']): EvaluationStep[] {
  const steps: EvaluationStep[] = [];
  const attempt = lastAttempt(visit);
  if (definition['Arguments'] !== undefined)
    steps.push(recorded('Arguments', attempt?.parameters, definition['Arguments']));
  const result = resultOf(visit);
  if (result !== undefined) steps.push(result);
  if (definition['Output'] !== undefined) {
    steps.push({
      title: 'Output',
      definition: definition['Output'],
      origin: 'unknown',
      note: 'Its value is the state output below.',
    });
  }
  return steps;
}

function resultOf(visit: Visit): EvaluationStep | undefined {
  const attempt = lastAttempt(visit);
  if (visit.failure !== undefined) {
    return {
      title: 'Failure',
      value: JSON.stringify({ Error: visit.failure.error, Cause: visit.failure.cause }),
      origin: 'recorded',
    };
  }
  return attempt?.output === undefined ? undefined : recorded('Result', attempt.output);
}

const FIELDS: readonly { stage: Stage; field: string }[] = [
  { stage: 'afterInputPath', field: 'InputPath' },
  { stage: 'afterParameters', field: 'Parameters' },
];

function jsonPathSteps(visit: Visit, definition: JsonObject, context: StepsContext): EvaluationStep[] {
  const steps: EvaluationStep[] = [];
  const seen = new Map<Stage, string>();
  const flow = jsonPath.flow(definition);
  const env = environment(visit, context, seen);
  let note: string | undefined;
  try {
    flow.arguments(env);
  } catch (failure) {
    note = messageOf(failure);
  }
  const parameters = lastAttempt(visit)?.parameters;
  for (const { stage, field } of FIELDS) {
    if (definition[field] === undefined) continue;
    if (field === 'Parameters' && parameters !== undefined) steps.push(recorded(field, parameters, definition[field]));
    else steps.push(computed(field, seen.get(stage), definition[field], note));
  }
  const result = resultOf(visit) ?? passResult(visit, definition);
  if (result !== undefined) steps.push(result);
  if (visit.failure !== undefined || result?.value === undefined) return steps;
  note = undefined;
  try {
    flow.exit(env, Payload.fromText(result.value));
  } catch (failure) {
    note = messageOf(failure);
  }
  for (const [stage, field] of [
    ['afterResultSelector', 'ResultSelector'],
    ['afterResultPath', 'ResultPath'],
  ] as const) {
    if (definition[field] !== undefined) steps.push(computed(field, seen.get(stage), definition[field], note));
  }
  if (definition['OutputPath'] !== undefined)
    steps.push(recorded('OutputPath', visit.output, definition['OutputPath']));
  return steps;
}

/** A Pass makes its result itself; that of a Parallel or Map is made of the outputs below it. */
function passResult(visit: Visit, definition: JsonObject): EvaluationStep | undefined {
  if (visit.type === 'Pass' && definition['Result'] !== undefined) {
    return {
      title: 'Result',
      definition: definition['Result'],
      value: JSON.stringify(definition['Result']),
      origin: 'computed',
    };
  }
  if ((visit.type !== 'Parallel' && visit.type !== 'Map') || visit.output === undefined) return undefined;
  const round = visit.attempts.length;
  const outputs = visit.scopes
    .filter((scope) => scope.round === round)
    .sort((a, b) => a.index - b.index)
    .map((scope) => scope.visits.at(-1)?.output);
  if (outputs.some((output) => output === undefined)) return undefined;
  return { title: 'Result', value: `[${outputs.join(',')}]`, origin: 'computed' };
}

function computed(
  title: string,
  value: string | undefined,
  definition: unknown,
  note: string | undefined,
): EvaluationStep {
  if (value !== undefined) return { title, definition, value, origin: 'computed' };
  return { title, definition, origin: 'unknown', note: note ?? 'Cannot be worked out from the history.' };
}

function environment(visit: Visit, context: StepsContext, seen: Map<Stage, string>): Env {
  const input = Payload.fromText(visit.input ?? 'null');
  const variables = Object.fromEntries(Object.entries(visit.variables).map(([name, json]) => [name, parse(json)]));
  return {
    input,
    variables,
    host: NO_HOST,
    context: () => contextOf(visit, context),
    inspect: (stage, payload) => {
      seen.set(stage, payload.text);
    },
  };
}

function contextOf(visit: Visit, { executionArn, executionInput, startMs }: StepsContext): JsonObject {
  const name = executionArn.split(':')[7] ?? '';
  return {
    Execution: {
      Id: executionArn,
      Name: name,
      StartTime: new Date(startMs).toISOString(),
      ...(executionInput !== undefined && { Input: parse(executionInput) }),
    },
    State: {
      Name: visit.name,
      EnteredTime: new Date(visit.enterMs).toISOString(),
      RetryCount: Math.max(0, visit.attempts.length - 1),
    },
  };
}

function parse(json: string): Json {
  try {
    return JSON.parse(json) as Json;
  } catch {
    return json;
  }
}

function messageOf(failure: unknown): string {
  const { cause, message } = failure as { cause?: unknown; message?: unknown };
  return `Cannot be worked out from the history: ${typeof cause === 'string' ? cause : String(message ?? failure)}`;
}

const never = (what: string) => (): never => {
  throw new Error(`${what} differs with every evaluation.`);
};

/** Chance and time must not be made up. */
const NO_HOST: Host = {
  nowMs: never('the time'),
  random: never('a random number'),
  uuid: never('a UUID'),
  hash: () => {
    throw new Error('hashes are not computed here.');
  },
  base64Encode: (value) => btoa(String.fromCharCode(...new TextEncoder().encode(value))),
  base64Decode: (value) => {
    try {
      return new TextDecoder('utf-8').decode(Uint8Array.from(atob(value), (char) => char.charCodeAt(0)));
    } catch {
      return undefined;
    }
  },
};
