/**
 * Turns the parsed JSON body of a request into the typed input of an operation, checked against the API model.
 * Source: API model; forms of the texts: "1 validation error detected: Value '…' at '…' failed to satisfy …".
 *
 * - A wrong JSON type anywhere is a SerializationException, also when other members violate constraints.
 * - Violated constraints are collected into one ValidationException.
 * - Unknown members are dropped, null members are absent, hostile names such as `__proto__` are never looked at:
 *   the result is a new object that has members of the model only.
 */

import { getOwn, isObject, type Json, type JsonObject, utf8Length } from '../asl/json.ts';
import { ApiError, apiErrors } from '../aws/api-error.ts';
import type { BooleanShape, ListShape, NumberShape, Shape, StringShape, StructureShape } from './model.ts';
import { isWellFormed } from './well-formed.ts';

type Decoded = Json | readonly Decoded[] | { readonly [member: string]: Decoded };

/** More findings than this are not listed: the answer stays short whatever is sent. */
const MAX_VIOLATIONS = 20;
/** Longest piece of a caller's value in a message, in UTF-16 units; an ARN or a token fits. */
const MAX_SHOWN = 4096;

class Violations {
  readonly texts: string[] = [];

  add(shown: string, path: string, rule: string): void {
    if (this.texts.length >= MAX_VIOLATIONS) return;
    this.texts.push(`Value${shown} at '${path}' failed to satisfy constraint: ${rule}`);
  }

  throwIfAny(): void {
    const count = this.texts.length;
    if (count === 0) return;
    const noun = count === 1 ? 'error' : 'errors';
    throw apiErrors.validation(`${count} validation ${noun} detected: ${this.texts.join('; ')}`);
  }
}

/** Decodes and checks `body`; throws ApiError SerializationException or ValidationException. */
export function decodeInput(shape: StructureShape, body: Json): { readonly [member: string]: Decoded } {
  if (!isObject(body)) throw serialization(isContainer(body) ? LIST_START : 'Unexpected value type in payload');
  const violations = new Violations();
  const input = decodeStructure(shape, body, '', violations);
  violations.throwIfAny();
  return input;
}

function decode(shape: Shape, value: Json, path: string, violations: Violations): Decoded {
  switch (shape.type) {
    case 'string':
      return decodeString(shape, value, path, violations);
    case 'boolean':
      return decodeBoolean(shape, value);
    case 'document':
      return value;
    case 'list':
      return decodeList(shape, value, path, violations);
    case 'structure':
      if (!isObject(value)) throw serialization(isContainer(value) ? LIST_START : 'Unexpected field type');
      return decodeStructure(shape, value, path, violations);
    default:
      return decodeNumber(shape, value, path, violations);
  }
}

function decodeStructure(shape: StructureShape, value: JsonObject, path: string, violations: Violations) {
  const result: Record<string, Decoded> = {};
  for (const name in shape.members) {
    const member = getOwn(value, name);
    const memberPath = path === '' ? name : `${path}.${name}`;
    if (member !== undefined && (member !== null || shape.members[name]?.type === 'document')) {
      result[name] = decode(shape.members[name] as Shape, member, memberPath, violations);
    } else if (shape.required.includes(name)) {
      violations.add(' null', memberPath, 'Member must not be null');
    }
  }
  return result;
}

function decodeList(shape: ListShape, value: Json, path: string, violations: Violations): readonly Decoded[] {
  if (!Array.isArray(value)) throw serialization('Expected list or null');
  const result: Decoded[] = [];
  value.forEach((item, index) => {
    const itemPath = `${path}.${index + 1}.member`;
    if (item === null) violations.add(' null', itemPath, 'Member must not be null');
    else result.push(decode(shape.member, item, itemPath, violations));
  });
  checkLength(shape, value.length, () => quoted(JSON.stringify(value)), path, violations);
  return result;
}

function decodeString(shape: StringShape, value: Json, path: string, violations: Violations): string {
  if (typeof value !== 'string') throw conversion(value, 'a String');
  if (!isWellFormed(value)) throw serialization('Invalid UTF-16: unpaired surrogate');
  const shown = () => (shape.sensitive ? '' : quoted(value));
  checkLength(shape, lengthOf(shape, value), shown, path, violations);
  if (shape.enum !== undefined && !shape.enum.includes(value)) {
    violations.add(shown(), path, `Member must satisfy enum value set: [${shape.enum.join(', ')}]`);
  }
  if (shape.pattern !== undefined && !pattern(shape.pattern).test(value)) {
    violations.add(shown(), path, `Member must satisfy regular expression pattern: ${shape.pattern}`);
  }
  return value;
}

function decodeBoolean(_shape: BooleanShape, value: Json): boolean {
  if (typeof value !== 'boolean') throw conversion(value, 'a Boolean');
  return value;
}

function decodeNumber(shape: NumberShape, value: Json, path: string, violations: Violations): number {
  const float = shape.type === 'float';
  if (typeof value !== 'number')
    throw conversion(value, float ? 'a Float' : shape.type === 'long' ? 'a Long' : 'an Integer');
  if (!Number.isFinite(value) || (!float && !Number.isInteger(value))) {
    throw serialization(`NUMBER_VALUE can not be converted to ${float ? 'a Float' : 'an Integer'}`);
  }
  const shown = () => (shape.sensitive ? '' : quoted(float && Number.isInteger(value) ? `${value}.0` : `${value}`));
  if (shape.max !== undefined && value > shape.max) {
    violations.add(shown(), path, `Member must have value less than or equal to ${shape.max}`);
  }
  if (shape.min !== undefined && value < shape.min) {
    violations.add(shown(), path, `Member must have value greater than or equal to ${shape.min}`);
  }
  return value;
}

function checkLength(
  shape: StringShape | ListShape,
  length: number,
  shown: () => string,
  path: string,
  violations: Violations,
): void {
  if (shape.max !== undefined && length > shape.max) {
    violations.add(shown(), path, `Member must have length less than or equal to ${shape.max}`);
  }
  if (shape.min !== undefined && length < shape.min) {
    violations.add(shown(), path, `Member must have length greater than or equal to ${shape.min}`);
  }
}

/** Counts only when the quick bounds (1 to 3 bytes a unit) do not decide already. */
function lengthOf(shape: StringShape, value: string): number {
  if (!shape.inBytes || shape.max === undefined) return value.length;
  return value.length * 3 <= shape.max || value.length > shape.max ? value.length : utf8Length(value);
}

const patterns = new Map<string, RegExp>();

/** The model's few patterns, all of linear time; Java's `\p{ASCII}` means the same in JavaScript. */
function pattern(source: string): RegExp {
  let compiled = patterns.get(source);
  if (compiled === undefined) {
    compiled = new RegExp(`^(?:${source})$`, 'u');
    patterns.set(source, compiled);
  }
  return compiled;
}

function quoted(text: string): string {
  return text.length <= MAX_SHOWN ? ` '${text}'` : ` '${text.slice(0, MAX_SHOWN)}...'`;
}

const LIST_START = 'Start of list found where not expected';

function isContainer(value: Json): boolean {
  return typeof value === 'object' && value !== null;
}

function conversion(value: Json, target: string): ApiError {
  if (Array.isArray(value)) return serialization(LIST_START);
  if (isObject(value)) return serialization('Start of structure or map found where not expected.');
  const kind =
    typeof value === 'boolean' ? String(value).toUpperCase() : typeof value === 'number' ? 'NUMBER' : 'STRING';
  return serialization(`${kind}_VALUE can not be converted to ${target}`);
}

function serialization(message: string): ApiError {
  return new ApiError('SerializationException', message);
}
