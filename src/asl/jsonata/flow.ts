/**
 * The JSONata dialect behind the QueryLanguage interface: Arguments → result → Assign and Output.
 * Source: Developer Guide, "Transforming data with JSONata"; spec "Input/output processing". Compiled once per revision.
 * Errors of all evaluations: States.QueryEvaluationError, States.DataLimitExceeded.
 */
import type { StatesError } from '../errors.ts';
import type { ChoiceFlow, FailFlow, Flow, MapFlow, QueryLanguage, TaskFlow, WaitFlow } from '../flow.ts';
import type { Json, JsonObject } from '../json.ts';
import { getOwn, isObject } from '../json.ts';
import { compileCatchExits, compileExit, compileInputExit, compileResultExit } from './exits.ts';
import { mapFields } from './map-fields.ts';
import { compileNumberField, POSITIVE } from './number-field.ts';
import type { Scope } from './scope.ts';
import { inputScope } from './scope.ts';
import { compilePayload, compileTyped } from './template.ts';
import { compileWaitUntil } from './wait-until.ts';

export const jsonata: QueryLanguage = {
  name: 'JSONata',
  flow: (state) => baseFlow(state, getOwn(state, 'Type') === 'Parallel' ? compileResultExit : compileInputExit),
  task: taskFlow,
  choice: choiceFlow,
  wait: waitFlow,
  fail: failFlow,
  map: mapFlow,
};

type CompileExit = (state: JsonObject) => Flow['exit'];

/** Arguments, exit and catchers, as all types of state have them. */
function baseFlow(state: JsonObject, compileStateExit: CompileExit): Flow {
  const field = getOwn(state, 'Arguments');
  const stateArguments = field === undefined ? undefined : compilePayload(field, 'Arguments');
  return {
    arguments: (env) => (stateArguments === undefined ? env.input : stateArguments(inputScope(env))),
    exit: compileStateExit(state),
    caught: caught(state),
  };
}

function caught(state: JsonObject): Flow['caught'] {
  const exits = compileCatchExits(state);
  return (env, index, errorOutput) => {
    const exit = exits[index];
    if (exit === undefined) throw new Error(`catcher ${index} does not exist`);
    return exit(env, errorOutput);
  };
}

function taskFlow(state: JsonObject): TaskFlow {
  const flow = baseFlow(state, compileResultExit);
  const timeoutSeconds = compileNumberField(state, 'TimeoutSeconds', POSITIVE);
  const heartbeatSeconds = compileNumberField(state, 'HeartbeatSeconds', POSITIVE);
  const credentials = getOwn(state, 'Credentials');
  const roleArn = compileText(isObject(credentials) ? credentials : {}, 'RoleArn', 'Credentials/');
  return {
    ...flow,
    arguments(env) {
      const result = flow.arguments(env);
      env.inspect?.('afterArguments', result);
      return result;
    },
    timeoutSeconds: (env) => timeoutSeconds(inputScope(env)),
    heartbeatSeconds: (env) => heartbeatSeconds(inputScope(env)),
    roleArn: (env) => roleArn(inputScope(env)),
  };
}

/** A text or an expression for one; undefined when `owner` has no such field. */
function compileText(owner: JsonObject, field: string, prefix = ''): (scope: Scope) => string | undefined {
  const value = getOwn(owner, field);
  if (value === undefined) return () => undefined;
  return compileTyped(value, `${prefix}${field}`, 'string') as (scope: Scope) => string;
}

function choiceFlow(state: JsonObject): ChoiceFlow {
  const flow = baseFlow(state, compileInputExit);
  const choices = getOwn(state, 'Choices');
  const rules = (Array.isArray(choices) ? choices : []).filter(isObject).map((rule, i) => ({
    holds: compileTyped(getOwn(rule, 'Condition') as Json, `Choices[${i}]/Condition`, 'boolean'),
    next: String(getOwn(rule, 'Next')),
    // A rule's Assign and Output stand in for the state's, which serve Default alone.
    exit: compileExit(rule, `Choices[${i}]/`),
  }));
  const fallback = getOwn(state, 'Default');
  return {
    ...flow,
    choose(env) {
      const scope = inputScope(env);
      for (const { holds, next, exit } of rules) {
        if (holds(scope) === true) return { next, exit: exit(scope, env.input) };
      }
      return typeof fallback === 'string' ? { next: fallback, exit: flow.exit(env, env.input) } : null;
    },
  };
}

function waitFlow(state: JsonObject): WaitFlow {
  const waitUntil = compileWaitUntil(state);
  return { ...baseFlow(state, compileInputExit), waitUntilMs: (env) => waitUntil(inputScope(env)) };
}

function failFlow(state: JsonObject): FailFlow {
  const error = compileText(state, 'Error');
  const cause = compileText(state, 'Cause');
  return {
    ...baseFlow(state, compileInputExit),
    failure(env): StatesError {
      const scope = inputScope(env);
      const errorText = error(scope);
      const causeText = cause(scope);
      return {
        ...(errorText !== undefined && { error: errorText }),
        ...(causeText !== undefined && { cause: causeText }),
      };
    },
  };
}

function mapFlow(state: JsonObject): MapFlow {
  return { ...baseFlow(state, compileResultExit), ...mapFields(state) };
}
