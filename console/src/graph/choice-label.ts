/** A rule of a Choice in a few characters: `$.total > 100`, `not $.paid`, `{% … %}` without its delimiters. */
import { isRecord } from '../history/definition-index.ts';

type Rule = Readonly<Record<string, unknown>>;

const SIGNS: readonly [suffix: string, sign: string][] = [
  ['GreaterThanEquals', '≥'],
  ['LessThanEquals', '≤'],
  ['GreaterThan', '>'],
  ['LessThan', '<'],
  ['Equals', '='],
  ['Matches', '~'],
];

export function choiceLabel(rule: Rule): string {
  const { Condition, Not, And, Or } = rule;
  if (typeof Condition === 'string') return Condition.replace(/^\{%\s*|\s*%\}$/g, '');
  if (isRecord(Not)) return `not (${choiceLabel(Not)})`;
  if (Array.isArray(And)) return joined(And, ' and ');
  if (Array.isArray(Or)) return joined(Or, ' or ');
  return comparison(rule);
}

function joined(rules: readonly unknown[], by: string): string {
  return rules
    .filter(isRecord)
    .map((rule) => choiceLabel(rule))
    .join(by);
}

function comparison(rule: Rule): string {
  const variable = typeof rule['Variable'] === 'string' ? rule['Variable'] : '';
  for (const [operator, value] of Object.entries(rule)) {
    if (operator.startsWith('Is'))
      return `${variable} ${value === false ? 'is not' : 'is'} ${words(operator.slice(2))}`;
    const name = operator.replace(/Path$/, '');
    const sign = SIGNS.find(([suffix]) => name.endsWith(suffix) && /^(?:String|Numeric|Boolean|Timestamp)/.test(name));
    if (sign === undefined) continue;
    const shown = typeof value === 'string' && !operator.endsWith('Path') ? JSON.stringify(value) : String(value);
    return `${variable} ${sign[1]} ${shown}`;
  }
  return variable;
}

function words(operator: string): string {
  return operator.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
}
