/** Turns a definition that passed validation into a Program. Dialects are chosen here and nowhere else. */
import type { QueryLanguage } from './flow.ts';
import type { Json, JsonObject } from './json.ts';
import { jsonata } from './jsonata/flow.ts';
import { jsonPath } from './jsonpath/flow.ts';
import { Payload } from './payload.ts';
import type { Catcher, Distributed, Program, Retrier, Scope, State } from './program.ts';
import type { Resource } from './resource.ts';
import { parseResource } from './resource.ts';

export function compile(definition: JsonObject): Program {
  const timeoutSeconds = definition['TimeoutSeconds'];
  return {
    scope: compileScope(definition, String(definition['QueryLanguage'] ?? 'JSONPath')),
    ...(typeof timeoutSeconds === 'number' && { timeoutSeconds }),
  };
}

/** `machineLanguage`: the machine's own QueryLanguage, which every state without one takes, at any depth. */
function compileScope(scope: JsonObject, machineLanguage: string): Scope {
  const states = new Map<string, State>();
  for (const [name, state] of Object.entries(scope['States'] as JsonObject)) {
    states.set(name, compileState(name, state as JsonObject, machineLanguage));
  }
  return { startAt: scope['StartAt'] as string, states };
}

function compileState(name: string, state: JsonObject, machineLanguage: string): State {
  const language = queryLanguage(String(state['QueryLanguage'] ?? machineLanguage));
  const base = {
    name,
    ...(typeof state['Next'] === 'string' && { next: state['Next'] }),
    retry: list(state['Retry']).map(compileRetrier),
    catch: list(state['Catch']).map(compileCatcher),
  };
  switch (state['Type']) {
    case 'Pass': {
      const result = state['Result'];
      return {
        ...base,
        type: 'Pass',
        flow: language.flow(state),
        ...(result !== undefined && { result: Payload.of(result) }),
      };
    }
    case 'Task':
      return {
        ...base,
        type: 'Task',
        flow: language.task(state),
        resource: parseResource(String(state['Resource'])) as Resource,
      };
    case 'Choice':
      return { ...base, type: 'Choice', flow: language.choice(state) };
    case 'Wait':
      return { ...base, type: 'Wait', flow: language.wait(state) };
    case 'Succeed':
      return { ...base, type: 'Succeed', flow: language.flow(state) };
    case 'Fail':
      return { ...base, type: 'Fail', flow: language.fail(state) };
    case 'Parallel': {
      const branches = list(state['Branches']).map((branch) => compileScope(branch, machineLanguage));
      return { ...base, type: 'Parallel', flow: language.flow(state), branches };
    }
    case 'Map': {
      const processor = compileScope((state['ItemProcessor'] ?? state['Iterator']) as JsonObject, machineLanguage);
      return { ...base, type: 'Map', flow: language.map(state), processor, ...distributedOf(name, state) };
    }
    default:
      throw new Error(`state ${name} has an unknown Type; was the definition validated?`);
  }
}

/** A Map without Label gets one from its name: the same in every run of the same definition. */
function distributedOf(name: string, state: JsonObject): { distributed: Distributed } | Record<string, never> {
  const config = ((state['ItemProcessor'] ?? state['Iterator']) as JsonObject)['ProcessorConfig'] as
    | JsonObject
    | undefined;
  if (config?.['Mode'] !== 'DISTRIBUTED') return {};
  const label = state['Label'] ?? name.replace(/[^A-Za-z0-9_-]/g, '').slice(0, 40);
  return {
    distributed: {
      label: String(label),
      express: config['ExecutionType'] === 'EXPRESS',
      reader: state['ItemReader'] !== undefined,
      writer: state['ResultWriter'] !== undefined,
    },
  };
}

function queryLanguage(name: string): QueryLanguage {
  if (name === 'JSONPath') return jsonPath;
  if (name === 'JSONata') return jsonata;
  throw new Error(`query language ${name} is not known; was the definition validated?`);
}

function list(value: Json | undefined): JsonObject[] {
  return (value ?? []) as JsonObject[];
}

/** Defaults of ASL "Retrying after error". */
function compileRetrier(retrier: JsonObject): Retrier {
  const maxDelaySeconds = retrier['MaxDelaySeconds'];
  return {
    errorEquals: retrier['ErrorEquals'] as string[],
    intervalSeconds: (retrier['IntervalSeconds'] as number | undefined) ?? 1,
    maxAttempts: (retrier['MaxAttempts'] as number | undefined) ?? 3,
    backoffRate: (retrier['BackoffRate'] as number | undefined) ?? 2,
    ...(typeof maxDelaySeconds === 'number' && { maxDelaySeconds }),
    fullJitter: retrier['JitterStrategy'] === 'FULL',
  };
}

function compileCatcher(catcher: JsonObject): Catcher {
  return { errorEquals: catcher['ErrorEquals'] as string[], next: catcher['Next'] as string };
}
