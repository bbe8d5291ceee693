/**
 * Reference paths, which name exactly one place: ResultPath puts a result there. Source: ASL "Reference Paths";
 * members that are missing are created as objects, an index must be inside an array that is there.
 * Only the containers along the path are copied; all else is shared with the input, which stays as it was.
 * Errors: States.Runtime when the input has something else where the path needs an object or array.
 */
import type { EvaluationFailure } from '../errors.ts';
import { runtimeFailure } from '../errors.ts';
import type { Json, JsonObject } from '../json.ts';
import { getOwn, isObject, setOwn } from '../json.ts';
import { parsePath } from './path-parser.ts';
import type { PathSyntax } from './path-syntax.ts';
import { SyntaxFailure } from './scanner.ts';

export type Step = string | number;

/** The steps of a reference path below `$`. Errors: SyntaxFailure when it is a path of another kind. */
export function parseReferencePath(text: string): Step[] {
  if (!text.startsWith('$')) throw new SyntaxFailure("Reference path didn't start with '$'");
  const path: PathSyntax = parsePath(text);
  if (path.root.kind === 'context') throw new SyntaxFailure("Reference path must not start with '$$'");
  if (path.root.kind === 'variable') throw new SyntaxFailure('Reference path must not refer to a variable');
  if (path.function !== undefined) throw new SyntaxFailure('Reference path must not call a function');
  return path.segments.map(({ selector, deep }) => {
    if (!deep && selector.kind === 'name') return selector.name;
    if (!deep && selector.kind === 'index' && selector.index >= 0) return selector.index;
    throw new SyntaxFailure('Reference path must identify a single node');
  });
}

/** Puts values at the place that a reference path names. */
export type Insert = (input: Json, value: Json) => Json;

export function compileReferencePath(text: string): Insert {
  let steps: Step[];
  try {
    steps = parseReferencePath(text);
  } catch (failure) {
    if (!(failure instanceof SyntaxFailure)) throw failure;
    const invalid = runtimeFailure(`Invalid path '${text}' : ${failure.reason}`);
    return () => {
      throw invalid;
    };
  }
  return (input, value) => {
    const notApplicable = (): EvaluationFailure =>
      runtimeFailure(`Unable to apply ReferencePath ${text} to input ${JSON.stringify(input)}`);
    return insert(input, steps, value, notApplicable);
  };
}

function insert(input: Json, steps: readonly Step[], value: Json, notApplicable: () => EvaluationFailure): Json {
  const containers: (JsonObject | Json[])[] = [];
  let node: Json | undefined = input;
  for (const step of steps) {
    const copy: JsonObject | Json[] | undefined = copyFor(node, step);
    if (copy === undefined) throw notApplicable();
    containers.push(copy);
    node = memberOf(copy, step);
  }
  let inner = value;
  for (let i = steps.length - 1; i >= 0; i--) {
    const container = containers[i] as JsonObject | Json[];
    put(container, steps[i] as Step, inner);
    inner = container;
  }
  return inner;
}

/** A copy of the container that takes `step`: made anew when missing, undefined when the step does not fit. */
function copyFor(node: Json | undefined, step: Step): JsonObject | Json[] | undefined {
  if (typeof step === 'number') return Array.isArray(node) && step < node.length ? [...node] : undefined;
  if (node === undefined) return {};
  return isObject(node) ? { ...node } : undefined;
}

function memberOf(container: JsonObject | Json[], step: Step): Json | undefined {
  return Array.isArray(container) ? container[step as number] : getOwn(container, String(step));
}

function put(container: JsonObject | Json[], step: Step, value: Json): void {
  if (Array.isArray(container)) container[step as number] = value;
  else setOwn(container, String(step), value);
}
