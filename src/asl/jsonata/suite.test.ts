import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Json } from '../json.ts';
import { compileExpression } from './expression.ts';
import { Fault } from './fault.ts';
import { SyntaxFault } from './syntax.ts';
import { host } from './test-env.fixture.ts';
import type { Value } from './values.ts';
import { isFunction } from './values.ts';

interface Case {
  readonly id: string;
  readonly expr: string;
  readonly data?: Json;
  readonly dataset?: string;
  readonly bindings?: Readonly<Record<string, Json>>;
  readonly result?: Json;
  readonly undefinedResult?: true;
  readonly code?: string;
  readonly error?: { readonly code: string };
}

/** Groups and cases that are not for this dialect: what their ids begin with, and why. */
const EXCLUDED: readonly (readonly [string, string])[] = [
  ['coalescing-operator/', 'the operator ?? came with JSONata 2.1; Step Functions has 2.0.6'],
  ['default-operator/', 'the operator ?: came with JSONata 2.1; Step Functions has 2.0.6'],
  ['function-eval/', 'Step Functions has no $eval'],
  ['function-formatNumber/issue786', 'pictures without any digit became a proper error with JSONata 2.1.1'],
  ['function-fromMillis/formatDateTime[67]', 'upper-case names of the half of the day came after 2.0.6'],
  ['function-signatures/case035', 'repeated parameters of signatures were repaired after 2.0.6'],
  ['function-signatures/case036', 'repeated parameters of signatures were repaired after 2.0.6'],
  ['range-operator/case024', 'ten million numbers are more memory than an expression may use'],
];

const [header, ...lines] = readFileSync(new URL('../../../test/jsonata-suite/cases.jsonl', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as unknown);
const { datasets } = header as { datasets: Readonly<Record<string, Json>> };
const cases = (lines as Case[]).filter(({ id }) => !EXCLUDED.some(([prefix]) => id.startsWith(prefix)));

/** Evaluates as JSONata by itself does: against a document, with the bindings as variables. */
function run({ expr, data, dataset, bindings = {} }: Case): Value {
  const input = data !== undefined ? data : dataset === undefined ? undefined : datasets[dataset];
  const variables = (name: string) => (Object.hasOwn(bindings, name) ? bindings[name] : undefined);
  return compileExpression(expr).evaluateDocument(input, variables, host);
}

/** As the suite compares: functions as nothing, numbers to fifteen digits. */
function comparable(value: Value): unknown {
  return JSON.parse(
    JSON.stringify(value, (_key, part: Value) => {
      if (isFunction(part)) return undefined;
      return typeof part === 'number' && Number.isFinite(part) ? Number(part.toPrecision(15)) : part;
    }),
  );
}

function codeOf(evaluate: () => unknown): string | undefined {
  try {
    evaluate();
  } catch (thrown) {
    if (thrown instanceof SyntaxFault) return thrown.code;
    if (!(thrown instanceof Fault)) throw thrown;
    // Limits have no code here; to the suite, too deep a recursion is U1001.
    return thrown.code ?? (thrown.text.startsWith('Stack overflow') ? 'U1001' : thrown.text);
  }
  return undefined;
}

describe('the test-suite of JSONata', () => {
  it('is there', () => {
    expect(cases.length).toBeGreaterThan(700);
  });

  it.each(cases.map((entry) => [entry.id, entry] as const))('%s', (_id, entry) => {
    const code = entry.code ?? entry.error?.code;
    if (code !== undefined) expect(codeOf(() => run(entry))).toBe(code);
    else if (entry.undefinedResult) expect(run(entry)).toBeUndefined();
    else expect(comparable(run(entry))).toEqual(comparable(entry.result));
  });
});
