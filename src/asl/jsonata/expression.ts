/**
 * One JSONata expression: parsed and compiled once, evaluated against any number of variables.
 * Source: JSONata 2.0.6 with the functions of Step Functions. There is no context value at the top: `$` is nothing.
 * Errors: SyntaxFault when compiled; Fault when evaluated.
 */
import type { Host } from '../host.ts';
import { compileNode } from './compile.ts';
import type { Limits } from './evaluation.ts';
import { Evaluation } from './evaluation.ts';
import { faultFrom } from './fault.ts';
import type { Globals } from './frame.ts';
import { Frame } from './frame.ts';
import { FUNCTIONS } from './functions/index.ts';
import { parse } from './syntax.ts';
import type { Value } from './values.ts';
import { sequence } from './values.ts';

export interface Expression {
  /** `variables` come before built-in functions of the same name. */
  evaluate(variables: Globals, host: Host, limits?: Limits): Value;
  /** Against an input document, as JSONata by itself does; Step Functions has none. */
  evaluateDocument(input: Value, variables: Globals, host: Host, limits?: Limits): Value;
}

export function compileExpression(text: string): Expression {
  const run = compileNode(parse(text));
  const evaluate = (input: Value, variables: Globals, host: Host, limits?: Limits): Value => {
    const frame = Frame.root((name) => {
      const value = variables(name);
      return value === undefined ? FUNCTIONS.get(name) : value;
    });
    try {
      return run(input, frame, new Evaluation(host, limits));
    } catch (thrown) {
      throw faultFrom(thrown);
    }
  };
  return {
    evaluate: (variables, host, limits) => evaluate(undefined, variables, host, limits),
    evaluateDocument: (input, variables, host, limits) =>
      evaluate(asDocument(input), (name) => (name === '$' ? input : variables(name)), host, limits),
  };
}

/** An array as the input document is one value, not a sequence of many. */
function asDocument(input: Value): Value {
  if (!Array.isArray(input)) return input;
  const document = sequence(input);
  document.outerWrapper = true;
  return document;
}
