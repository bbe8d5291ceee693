/**
 * Evaluates a parsed call. Source: ASL "Intrinsic Functions"; history "Cause prefix for interpreter failures".
 * Errors: States.IntrinsicFailure when a function fails; States.Runtime when a path leads nowhere. Both name the whole
 * call as it is written, whatever inner call was at fault.
 */
import { EvaluationFailure, runtimeFailure } from '../../errors.ts';
import type { Json } from '../../json.ts';
import type { Path } from '../path.ts';
import type { Scope } from '../scope.ts';
import { isHuge } from '../size-limit.ts';
import { IntrinsicProblem } from './intrinsic.ts';
import type { Argument, Call } from './parser.ts';

/** Value of the call; `text` is the call as written. */
export function evaluateCall(text: string, call: Call, scope: Scope): Json {
  try {
    return apply(text, call, scope);
  } catch (problem) {
    if (problem instanceof IntrinsicProblem) throw intrinsicFailure(text, problem.reason);
    // The stack overflows, or a text becomes too long: the data is at fault, not this program.
    if (problem instanceof RangeError) throw intrinsicFailure(text, 'The data is nested too deeply or too large.');
    throw problem;
  }
}

function apply(text: string, call: Call, scope: Scope): Json {
  const values = call.arguments.map((argument) => evaluateArgument(text, argument, scope));
  const result = call.intrinsic.apply(values, scope.env.host);
  // Several arguments may share one value, so that results can be exponentially larger than what they are made of.
  const grows = values.length > 1 && typeof result === 'object';
  if (grows && isHuge(result)) throw new IntrinsicProblem('The result is too large.');
  return result;
}

function evaluateArgument(text: string, argument: Argument, scope: Scope): Json {
  if (argument.kind === 'literal') return argument.value;
  if (argument.kind === 'call') return apply(text, argument.call, scope);
  const value = argument.path.read(scope);
  if (value === undefined) throw missingArgument(text, argument.path, scope);
  return value;
}

function missingArgument(text: string, path: Path, scope: Scope): EvaluationFailure {
  const reason = path.whyMissing(scope);
  if (reason.startsWith('Filter:')) return runtimeFailure(problemText(text, reason));
  // AWS shows a path into the context object without its first `$`, and the state input all the same.
  const shown = path.root.kind === 'context' ? path.text.slice(1) : path.text;
  return runtimeFailure(
    problemText(
      text,
      `The JsonPath argument for the field '${shown}' could not be found in the input '${scope.root.text}'`,
    ),
  );
}

function intrinsicFailure(text: string, reason: string): EvaluationFailure {
  return new EvaluationFailure('States.IntrinsicFailure', problemText(text, reason));
}

function problemText(text: string, reason: string): string {
  return `The function '${text}' had the following error: ${reason}`;
}
