/**
 * Texts such as `${ChildArn}`, which SAM (DefinitionSubstitutions), CDK and Terraform fill in when they deploy. Where
 * the language asks for something a text with a hole cannot be, a harmless value is put in its place, so that
 * everything else can be checked.
 */
import type { Json } from '../../asl/json.ts';
import { parseResource } from '../../asl/resource.ts';
import type { SourceNode } from '../../asl/validate/source-tree.ts';
import { readJson } from '../../asl/validate/source-tree.ts';

export interface Substitution {
  /** As in findings: `/States/A/Resource`. */
  readonly location: string;
  /** `${ChildArn}`; all of a value. */
  readonly texts: readonly string[];
}

export interface Filled {
  readonly json: string;
  readonly substitutions: readonly Substitution[];
}

const HOLE = /\$\{[^{}]+\}/g;

/** `json` must be valid. */
export function fillSubstitutions(json: string): Filled {
  if (!json.includes('${')) return { json, substitutions: [] };
  const holes = [...holesIn(json, readJson(json), { key: '', location: '', inTemplate: false })];
  const parts: string[] = [];
  let done = 0;
  for (const { node, text, key, inTemplate } of holes) {
    parts.push(json.slice(done, node.start), JSON.stringify(filling(text, key, inTemplate)));
    done = node.end;
  }
  const substitutions = holes.map(({ location, text }) => ({ location, texts: [...(text.match(HOLE) ?? [])] }));
  return { json: parts.join('') + json.slice(done), substitutions };
}

interface Context {
  readonly key: string;
  readonly location: string;
  /** In data for others, of which only the members with `.$` mean something to the language. */
  readonly inTemplate: boolean;
}

interface Hole extends Context {
  readonly node: SourceNode;
  readonly text: string;
}

const TEMPLATES: ReadonlySet<string> = new Set([
  'Arguments',
  'Assign',
  'BatchInput',
  'ItemSelector',
  'Output',
  'Parameters',
  'Result',
  'ResultSelector',
]);

function* holesIn(json: string, node: SourceNode, cx: Context): Generator<Hole> {
  for (const [i, item] of node.items?.entries() ?? []) {
    yield* holesIn(json, item, { ...cx, location: `${cx.location}[${i}]` });
  }
  // In the order of the text, which the map of a text with repeated keys need not have.
  const members = [...(node.members ?? [])].sort(([, a], [, b]) => a.value.start - b.value.start);
  for (const [key, { value }] of members) {
    const inTemplate = cx.inTemplate || TEMPLATES.has(key);
    yield* holesIn(json, value, { key, location: `${cx.location}/${key}`, inTemplate });
  }
  if (node.items || node.members || json[node.start] !== '"') return;
  const text = JSON.parse(json.slice(node.start, node.end)) as string;
  if (text.search(HOLE) >= 0) yield { ...cx, node, text };
}

/** What AWS's pseudo parameters are in tests; every other hole holds a word. */
const KNOWN: ReadonlyMap<string, string> = new Map([
  ['AWS::Partition', 'aws'],
  ['AWS::Region', 'us-east-1'],
  ['AWS::AccountId', '123456789012'],
]);

const FUNCTION_ARN = 'arn:aws:lambda:us-east-1:123456789012:function:x';

function filling(text: string, key: string, inTemplate: boolean): Json {
  const whole = /^\$\{[^{}]+\}$/.test(text);
  const word = text.startsWith('{%') ? '1' : 'x';
  const filled = text.replace(HOLE, (hole) => KNOWN.get(hole.slice(2, -1)) ?? word);
  if (text.startsWith('{%')) return filled;
  if (key.endsWith('.$')) return whole ? '$' : filled;
  if (inTemplate) return text;
  if (key === 'Resource') return parseResource(filled) ? filled : FUNCTION_ARN;
  if (key.endsWith('Path') || key === 'Variable') return whole ? '$' : filled;
  return whole ? literal(key, text) : text;
}

/** For fields that hold no text. */
function literal(key: string, text: string): Json {
  if (/^Timestamp/.test(key)) return '2030-01-01T00:00:00Z';
  if (/Seconds$|^Numeric|^Max|^Tolerated|^BackoffRate$/.test(key)) return 10;
  if (/^Is[A-Z]|^BooleanEquals$|^Condition$/.test(key)) return true;
  return text;
}
