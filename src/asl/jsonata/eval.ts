/** The form of compiled syntax trees, and of the function that compiles them, which the files of the parts are given. */
import type { Evaluation } from './evaluation.ts';
import type { Frame } from './frame.ts';
import type { Node } from './syntax.ts';
import type { Value } from './values.ts';

/** A compiled node: its value for the current context value, with the variables in sight. */
export type Eval = (input: Value, frame: Frame, evaluation: Evaluation) => Value;

export type Compile = (node: Node) => Eval;
