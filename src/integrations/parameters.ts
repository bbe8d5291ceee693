/**
 * Checks of a task's parameters before anything is called. What is found makes the attempt fail with `States.Runtime`,
 * which no Catch matches. Source: recorded texts of AWS ("could not be used to start the Task").
 * A member that is null counts as not given, as recorded for optional members (`Payload`, `Input`).
 */
import type { Json, JsonObject } from '../asl/json.ts';
import { getOwn, isObject } from '../asl/json.ts';
import type { Payload } from '../asl/payload.ts';

/** `JSON`: any value; AWS's own words for the others. */
export type FieldType = 'STRING' | 'INTEGER' | 'BOOLEAN' | 'JSON';

export interface Field {
  readonly type: FieldType;
  readonly required?: true;
}

/** Fields by their name, PascalCase. */
export type Fields = Readonly<Record<string, Field>>;

/** Most of the parameters that a message repeats, in characters: a cause has room for 32,768. */
const MAX_SHOWN = 30_000;

/** The whole text behind "An error occurred while executing the state …". */
export function unusableParameters(parameters: Payload, finding: string): string {
  const { text } = parameters;
  const shown = text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}...` : text;
  return `The Parameters '${shown}' could not be used to start the Task: [${finding}]`;
}

/** The parameters as an object whose members are all as `fields` says, or the text that tells what is wrong. */
export function checkParameters(parameters: Payload, fields: Fields): { value: JsonObject } | { detail: string } {
  const { value } = parameters;
  if (!isObject(value)) return { detail: unusableParameters(parameters, 'The Parameters must be a JSON object') };
  const finding = findUnsupported(value, fields) ?? findMissing(value, fields) ?? findMistyped(value, fields);
  return finding === undefined ? { value } : { detail: unusableParameters(parameters, finding) };
}

function findUnsupported(value: JsonObject, fields: Fields): string | undefined {
  for (const name in value) {
    if (!Object.hasOwn(fields, name)) return `The field "${name}" is not supported by Step Functions`;
  }
  return undefined;
}

function findMissing(value: JsonObject, fields: Fields): string | undefined {
  for (const name in fields) {
    if (fields[name]?.required && (getOwn(value, name) ?? null) === null) {
      return `The field '${name}' is required but was missing`;
    }
  }
  return undefined;
}

function findMistyped(value: JsonObject, fields: Fields): string | undefined {
  for (const name in fields) {
    const { type } = fields[name] as Field;
    if (!hasType(getOwn(value, name) ?? null, type)) return mistyped(name, type);
  }
  return undefined;
}

export function mistyped(name: string, type: FieldType): string {
  return `The value for the field '${name}' must be a ${type}`;
}

function hasType(value: Json, type: FieldType): boolean {
  if (value === null || type === 'JSON') return true;
  if (type === 'STRING') return typeof value === 'string';
  if (type === 'INTEGER') return Number.isSafeInteger(value);
  return typeof value === 'boolean';
}

/** A string member that `checkParameters` has found to be one, when it is given. */
export function stringField(value: JsonObject, name: string): string | undefined {
  const member = getOwn(value, name);
  return typeof member === 'string' ? member : undefined;
}

/**
 * A member that the service takes as JSON text: a string is passed as it is, any other value as its compact text;
 * undefined when it is not given.
 */
export function jsonTextField(value: JsonObject, name: string): string | undefined {
  const member = getOwn(value, name) ?? null;
  if (member === null) return undefined;
  return typeof member === 'string' ? member : JSON.stringify(member);
}
