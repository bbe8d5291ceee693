/**
 * InputPath, ResultSelector, ResultPath, OutputPath and Assign: what all states do with their data.
 * Source: ASL "Input and Output Processing". Whatever is absent or `$` hands on the same payload, unparsed.
 * Errors: States.Runtime, States.IntrinsicFailure, States.DataLimitExceeded.
 */
import type { Env, Exit, Variables } from '../flow.ts';
import type { Json, JsonObject } from '../json.ts';
import { getOwn, isObject } from '../json.ts';
import { Payload } from '../payload.ts';
import type { Path } from './path.ts';
import { compilePath } from './path.ts';
import { compileTemplate } from './payload-template.ts';
import { compileReferencePath } from './reference-path.ts';
import type { Scope } from './scope.ts';
import { limitSize } from './size-limit.ts';

/** Makes one payload out of another. */
export type Transform = (scope: Scope) => Payload;

const unchanged: Transform = (scope) => scope.root;

/** InputPath or OutputPath: null gives the empty object. */
export function compilePathField(state: JsonObject, field: 'InputPath' | 'OutputPath'): Transform {
  const text = getOwn(state, field);
  if (text === null) return () => Payload.emptyObject;
  if (typeof text !== 'string') return unchanged;
  const path = compilePath(text);
  return path.isInput ? unchanged : (scope) => selected(path, scope);
}

/** The state's input behind InputPath, where all its paths but those of Parameters' results look. */
export function compileSelectedInput(state: JsonObject): (env: Env) => Scope {
  const inputPath = compilePathField(state, 'InputPath');
  return (env) => ({ root: inputPath({ root: env.input, env }), env });
}

function selected(path: Path, scope: Scope): Payload {
  const value = path.required(scope);
  return Payload.of(path.multiplies ? limitSize(value) : value);
}

/** Parameters, ResultSelector or ItemSelector; undefined when the state has none. */
export function compileTemplateField(state: JsonObject, field: string): Transform | undefined {
  const template = getOwn(state, field);
  return template === undefined ? undefined : compileTemplate(template).payload;
}

/** ResultPath of a state or catcher: null discards the result, `$` (the default) discards the input. */
export function compileResultPath(owner: JsonObject): (input: Payload, result: Payload) => Payload {
  const text = getOwn(owner, 'ResultPath');
  if (text === null) return (input) => input;
  if (typeof text !== 'string' || text === '$') return (_input, result) => result;
  const insert = compileReferencePath(text);
  return (input, result) => Payload.of(insert(input.value, result.value));
}

/** Assign of a state, choice rule or catcher; the variables it reads are those from before. */
export function compileAssign(owner: JsonObject): (scope: Scope) => { assign?: Variables } {
  const assign = getOwn(owner, 'Assign');
  if (!isObject(assign)) return () => ({});
  const template = compileTemplate(assign);
  return (scope) => ({ assign: template.value(scope) as Record<string, Json> });
}

/** Exit of Pass, Task, Parallel and Map: ResultSelector, ResultPath into the raw input, OutputPath. */
export function compileResultExit(state: JsonObject): (env: Env, result: Payload) => Exit {
  const select = compileTemplateField(state, 'ResultSelector') ?? unchanged;
  const place = compileResultPath(state);
  const output = compilePathField(state, 'OutputPath');
  const assign = compileAssign(state);
  return (env, result) => {
    const selected = select({ root: result, env });
    env.inspect?.('afterResultSelector', selected);
    const placed = place(env.input, selected);
    env.inspect?.('afterResultPath', placed);
    return { output: output({ root: placed, env }), ...assign({ root: result, env }) };
  };
}

/** Exit of Choice, Wait and Succeed, which have no result: OutputPath of the effective input. */
export function compileInputExit(state: JsonObject): (env: Env, input: Payload) => Exit {
  const output = compilePathField(state, 'OutputPath');
  const assign = compileAssign(state);
  return (env, input) => {
    const scope = { root: input, env };
    return { output: output(scope), ...assign(scope) };
  };
}

/** Exits through the catchers: the error output goes into the raw input; OutputPath is not for errors. */
export function compileCatchExits(state: JsonObject): ((env: Env, errorOutput: Payload) => Exit)[] {
  const catchers = getOwn(state, 'Catch');
  if (!Array.isArray(catchers)) return [];
  return catchers.filter(isObject).map((catcher) => {
    const place = compileResultPath(catcher);
    const assign = compileAssign(catcher);
    return (env, errorOutput) => ({
      output: place(env.input, errorOutput),
      ...assign({ root: errorOutput, env }),
    });
  });
}
