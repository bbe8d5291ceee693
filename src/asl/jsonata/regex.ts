/**
 * Regular expressions, matched in time linear in the text by `re2js`, so that no pattern can run away. The text is read
 * through a meter that charges for every look at it, since a linear search repeated at each place is not linear.
 * Not supported, as they need backtracking: look-around and back-references. They are errors when evaluated.
 */
import { Matcher, MatcherInput, RE2JS } from 're2js';
import { Native } from './call.ts';
import type { Eval } from './eval.ts';
import type { Evaluation } from './evaluation.ts';
import { Fault, limitFault } from './fault.ts';
import type { Node } from './syntax.ts';
import type { Items, Members, Value } from './values.ts';

/** A regular expression as a value: a function from a text to its first match. */
export function compileRegex(node: Node): Eval {
  const { source, flags } = node.value as { source: string; flags: string };
  const pattern = compilePattern(source, flags);
  return (_input, _frame, evaluation) =>
    new Native(1, undefined, ([text]) => {
      if (pattern instanceof Fault) throw pattern;
      return typeof text === 'string' ? find(pattern, text, 0, source, evaluation) : undefined;
    });
}

function compilePattern(source: string, flags: string): RE2JS | Fault {
  const bits = (flags.includes('i') ? RE2JS.CASE_INSENSITIVE : 0) | (flags.includes('m') ? RE2JS.MULTILINE : 0);
  try {
    return RE2JS.compile(RE2JS.translateRegExp(source), bits);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return limitFault(`The regular expression /${source}/ is not supported: ${reason}`);
  }
}

/** The match at or after `from`, as the functions of the language expect it; undefined when there is none. */
function find(pattern: RE2JS, text: string, from: number, source: string, evaluation: Evaluation): Value {
  const metered = new MeteredText(text, pattern.programSize(), evaluation);
  const matcher = new Matcher(pattern, MatcherInput.utf16(metered));
  evaluation.step(10);
  if (!matcher.find(from)) return undefined;
  const [start, end] = [matcher.start(), matcher.end()];
  const match: Members = { match: text.slice(start, end), start, end, groups: groupsOf(matcher, text) };
  match['next'] = new Native(0, undefined, () => {
    if (end >= text.length) return undefined;
    const next = find(pattern, text, end, source, evaluation);
    if (next !== undefined && (next as Members)['match'] === '') throw new Fault('D1004', { value: source });
    return next;
  });
  return match;
}

function groupsOf(matcher: Matcher, text: string): Items {
  const groups: Items = [];
  for (let i = 1; i <= matcher.groupCount(); i++) {
    const start = matcher.start(i);
    groups.push(start < 0 ? undefined : text.slice(start, matcher.end(i)));
  }
  return groups;
}

/** A text that charges whenever the matcher looks at it. */
class MeteredText extends String {
  /** Steps for one look: larger programs do more with it. */
  readonly #cost: number;
  readonly #evaluation: Evaluation;

  constructor(text: string, programSize: number, evaluation: Evaluation) {
    super(text);
    this.#cost = 0.5 + programSize / 100;
    this.#evaluation = evaluation;
  }

  override charCodeAt(index: number): number {
    this.#evaluation.step(this.#cost);
    return super.charCodeAt(index);
  }

  override codePointAt(index: number): number | undefined {
    this.#evaluation.step(this.#cost);
    return super.codePointAt(index);
  }

  override indexOf(searched: string, from: number): number {
    const found = super.indexOf(searched, from);
    this.#evaluation.step(((found < 0 ? this.length : found) - from) / 500);
    return found;
  }
}
