/**
 * Output and Assign: what a state, a choice rule or a catcher leaves behind. Both see the values at the state's entry, and
 * nothing is assigned unless all could be evaluated. Source: Developer Guide, "Transforming data with JSONata",
 * "Passing data between states with variables". Errors: States.QueryEvaluationError, States.DataLimitExceeded.
 */
import type { Env, Exit, Variables } from '../flow.ts';
import type { JsonObject } from '../json.ts';
import { getOwn, isObject } from '../json.ts';
import type { Payload } from '../payload.ts';
import type { Scope } from './scope.ts';
import { errorScope, inputScope, resultScope } from './scope.ts';
import { compilePayload, compileTemplate, resolve } from './template.ts';

/** `otherwise` is the output where the owner has no Output. */
export type CompiledExit = (scope: Scope, otherwise: Payload) => Exit;

/** `prefix` leads to the owner in locations, such as `Choices[0]/`. */
export function compileExit(owner: JsonObject, prefix = ''): CompiledExit {
  const outputField = getOwn(owner, 'Output');
  const output = outputField === undefined ? undefined : compilePayload(outputField, `${prefix}Output`);
  const assignField = getOwn(owner, 'Assign');
  const assign = isObject(assignField) ? compileTemplate(assignField, `${prefix}Assign`) : undefined;
  return (scope, otherwise) => {
    const payload = output === undefined ? otherwise : output(scope);
    if (assign === undefined) return { output: payload };
    return { output: payload, assign: resolve(assign, scope) as Variables };
  };
}

/** Pass, Choice, Wait and Succeed have no result. */
export function compileInputExit(state: JsonObject): (env: Env, input: Payload) => Exit {
  const exit = compileExit(state);
  return (env, input) => exit(inputScope(env), input);
}

/** Task, Parallel and Map hand on their result, if Output says nothing else. */
export function compileResultExit(state: JsonObject): (env: Env, result: Payload) => Exit {
  const exit = compileExit(state);
  return (env, result) => exit(resultScope(env, result), result);
}

/** Catchers hand on the error output. */
export function compileCatchExits(state: JsonObject): ((env: Env, errorOutput: Payload) => Exit)[] {
  const catchers = getOwn(state, 'Catch');
  if (!Array.isArray(catchers)) return [];
  return catchers.filter(isObject).map((catcher, i) => {
    const exit = compileExit(catcher, `Catch[${i}]/`);
    return (env, errorOutput) => exit(errorScope(env, errorOutput), errorOutput);
  });
}
