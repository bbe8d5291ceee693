/**
 * What the validator asks about JSONPath texts. Source: ASL "Paths", "Reference Paths", "Payload Template",
 * "Intrinsic Functions"; messages as AWS words its findings (code SCHEMA_VALIDATION_FAILED).
 */
import type { Json, JsonObject } from '../json.ts';
import { getOwn, isObject } from '../json.ts';
import { invalidFieldMessage } from './expression.ts';
import type { Argument, Call } from './intrinsics/parser.ts';
import { looksLikeCall, parseCall } from './intrinsics/parser.ts';
import { parsePath } from './path-parser.ts';
import type { Root } from './path-syntax.ts';
import { DYNAMIC_SUFFIX } from './payload-template.ts';
import { parseReferencePath } from './reference-path.ts';
import { SyntaxFailure } from './scanner.ts';

export interface TemplateFinding {
  readonly message: string;
  readonly location: string;
}

/** Undefined when `text` is a path, else the message, which AWS gives without a reason. */
export function checkPath(text: string): string | undefined {
  return reasonOf(() => parsePath(text)) && 'Value must be a valid JSONPath.';
}

/** Undefined when `text` is a reference path, as ResultPath needs, else the message. */
export function checkReferencePath(text: string): string | undefined {
  const reason = reasonOf(() => parseReferencePath(text));
  return reason && `Value is not a Reference Path: ${reason}`;
}

/** Undefined when `text` is a path or an intrinsic call, else the message. */
export function checkIntrinsicOrPath(text: string): string | undefined {
  return isExpression(text) ? undefined : 'Value must be a valid JSONPath or a valid intrinsic function call';
}

/** The `.$` members of a template, at any depth, that are neither path nor call or come twice; `location` is that of `value`. */
export function checkTemplate(value: Json, location: string): TemplateFinding[] {
  const findings: TemplateFinding[] = [];
  collectFindings(value, location, findings);
  return findings;
}

function collectFindings(value: Json, location: string, findings: TemplateFinding[]): void {
  if (Array.isArray(value)) {
    for (const [i, item] of value.entries()) collectFindings(item, `${location}[${i}]`, findings);
  } else if (isObject(value)) {
    for (const key of Object.keys(value)) {
      const member = value[key] as Json;
      if (!key.endsWith(DYNAMIC_SUFFIX)) collectFindings(member, `${location}/${key}`, findings);
      else checkDynamicMember(value, key, location, findings);
    }
  }
}

/** The language wants names to be different from each other when the `.$` is off; AWS's words are not known. */
function checkDynamicMember(object: JsonObject, key: string, location: string, findings: TemplateFinding[]): void {
  const member = object[key];
  if (typeof member !== 'string' || !isExpression(member)) {
    findings.push({ message: invalidFieldMessage(key), location });
  }
  const name = key.slice(0, -DYNAMIC_SUFFIX.length);
  if (Object.hasOwn(object, name)) {
    findings.push({ message: `There should only be one of the following fields: [${name}, ${key}]`, location });
  }
}

/** Members of a state that are payload templates: only their `.$` members refer to variables. */
const TEMPLATE_FIELDS: ReadonlySet<string> = new Set([
  'Arguments',
  'Assign',
  'BatchInput',
  'Credentials',
  'ItemSelector',
  'Parameters',
  'ResultSelector',
]);

/** Names of the variables that the paths and calls in a state, or part of one, refer to; each once. */
export function referencedVariables(value: Json): string[] {
  const names = new Set<string>();
  collectFromFields(value, names);
  return [...names];
}

function collectFromFields(value: Json, names: Set<string>): void {
  if (Array.isArray(value)) for (const item of value) collectFromFields(item, names);
  if (!isObject(value)) return;
  for (const key of Object.keys(value)) {
    const member = value[key] as Json;
    if (key === 'Result') continue;
    if (TEMPLATE_FIELDS.has(key)) collectFromTemplate(member, names);
    else if (typeof member !== 'string') collectFromFields(member, names);
    else if (key === 'Variable' || key.endsWith('Path') || key.endsWith(DYNAMIC_SUFFIX)) collectFromText(member, names);
  }
}

function collectFromTemplate(value: Json, names: Set<string>): void {
  if (Array.isArray(value)) for (const item of value) collectFromTemplate(item, names);
  if (!isObject(value)) return;
  for (const key of Object.keys(value)) {
    const member = getOwn(value, key) as Json;
    if (typeof member !== 'string') collectFromTemplate(member, names);
    else if (key.endsWith(DYNAMIC_SUFFIX)) collectFromText(member, names);
  }
}

function collectFromText(text: string, names: Set<string>): void {
  reasonOf(() => {
    if (looksLikeCall(text)) collectFromCall(parseCall(text), names);
    else collectRoot(parsePath(text).root, names);
  });
}

function collectFromCall(call: Call, names: Set<string>): void {
  const collect = (argument: Argument): void => {
    if (argument.kind === 'path') collectRoot(argument.path.root, names);
    else if (argument.kind === 'call') collectFromCall(argument.call, names);
  };
  call.arguments.forEach(collect);
}

function collectRoot(root: Root, names: Set<string>): void {
  if (root.kind === 'variable') names.add(root.name);
}

function isExpression(text: string): boolean {
  return reasonOf(() => (looksLikeCall(text) ? parseCall(text) : parsePath(text))) === undefined;
}

/** Why `parse` fails, or undefined when it does not. */
function reasonOf(parse: () => unknown): string | undefined {
  try {
    parse();
    return undefined;
  } catch (failure) {
    if (failure instanceof SyntaxFailure) return failure.reason;
    throw failure;
  }
}
