/**
 * The value of a field ending in `.$`, or of ErrorPath and CausePath: a path or an intrinsic call.
 * Source: ASL "Payload Template"; history "Cause prefix for interpreter failures".
 * Errors: States.Runtime, States.IntrinsicFailure.
 */
import { runtimeFailure } from '../errors.ts';
import type { Json } from '../json.ts';
import { evaluateCall } from './intrinsics/evaluate.ts';
import type { Argument, Call } from './intrinsics/parser.ts';
import { looksLikeCall, parseCall } from './intrinsics/parser.ts';
import { Path } from './path.ts';
import { parsePath } from './path-parser.ts';
import { SyntaxFailure } from './scanner.ts';
import type { Scope } from './scope.ts';
import { HARMLESS_COPIES } from './size-limit.ts';

export interface Expression {
  /** How many copies of stored data the value may hold. */
  readonly copies: number;
  evaluate(scope: Scope): Json;
}

/** Compiles once; `field` is its name in failures, such as `value.$`. A text that is neither fails when evaluated. */
export function compileExpression(text: string, field: string): Expression {
  try {
    return looksLikeCall(text) ? callExpression(text) : pathExpression(text, field);
  } catch (failure) {
    if (failure instanceof SyntaxFailure) return invalidExpression(field);
    throw failure;
  }
}

function callExpression(text: string): Expression {
  const call = parseCall(text);
  return { copies: pathsIn(call), evaluate: (scope) => evaluateCall(text, call, scope) };
}

function pathsIn(call: Call): number {
  const count = (argument: Argument): number => {
    if (argument.kind === 'path') return argument.path.multiplies ? HARMLESS_COPIES + 1 : 1;
    return argument.kind === 'call' ? pathsIn(argument.call) : 0;
  };
  return call.arguments.reduce((sum, argument) => sum + count(argument), 0);
}

function pathExpression(text: string, field: string): Expression {
  const path = new Path(text, parsePath(text));
  return {
    copies: path.multiplies ? HARMLESS_COPIES + 1 : 1,
    evaluate(scope) {
      const value = path.read(scope);
      if (value !== undefined) return value;
      // AWS takes an index past the end for null here, though nowhere else.
      if (path.endsPastArray(scope)) return null;
      throw runtimeFailure(
        `The JSONPath '${text}' specified for the field '${field}' could not be found in the input '${searched(path, scope)}'`,
      );
    },
  };
}

function searched(path: Path, scope: Scope): string {
  return path.root.kind === 'context' ? JSON.stringify(scope.env.context()) : scope.root.text;
}

function invalidExpression(field: string): Expression {
  return {
    copies: 0,
    evaluate() {
      throw runtimeFailure(invalidFieldMessage(field));
    },
  };
}

/** The words of AWS for a field that is neither path nor call. */
export function invalidFieldMessage(field: string): string {
  return `The value for the field '${field}' must be a valid JSONPath or a valid intrinsic function call`;
}
