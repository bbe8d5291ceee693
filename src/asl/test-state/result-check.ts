/**
 * Checks a mocked result against the output of the API that the Task calls. Source: TestState, `fieldValidationMode`:
 * STRICT wants required members and checks those that are there; PRESENT only checks; members that the model does not
 * know are taken, since services add some over time. Texts as recorded; those marked "ours" follow their style.
 * Patterns are not checked: AWS takes any text for an ARN. Bounded by the result's size: shapes never outrun the value.
 */
import type { Json, JsonObject } from '../json.ts';
import { getOwn, isObject } from '../json.ts';
import type { ResultShape } from './result-shapes/index.ts';
import type { Bounds, Member, ServiceShapes, Type } from './result-shapes/shape-syntax.ts';
import { membersOf } from './result-shapes/shape-syntax.ts';

/** What is wrong first, in AWS's words; undefined when nothing is. */
export function findResultFault(
  result: JsonObject,
  shape: ResultShape,
  mode: 'STRICT' | 'PRESENT',
): string | undefined {
  const { shapes, structure, free } = shape;
  const members = membersOf(shapes, structure).filter(({ name }) => !free.has(name));
  return new ResultCheck(shapes, mode === 'STRICT').members(result, members);
}

class ResultCheck {
  readonly #shapes: ServiceShapes;
  readonly #strict: boolean;

  constructor(shapes: ServiceShapes, strict: boolean) {
    this.#shapes = shapes;
    this.#strict = strict;
  }

  members(value: JsonObject, members: readonly Member[]): string | undefined {
    const missing = members.find(({ name, required }) => required && isAbsent(value, name));
    if (missing !== undefined && this.#strict) return `Required field '${missing.name}' is missing`;
    return first(members, ({ name, type }) =>
      isAbsent(value, name) ? undefined : this.#value(value[name] as Json, type, name),
    );
  }

  /** `field`: the nearest name above the value, which is all that the texts tell of the place. */
  #value(value: Json, type: Type, field: string): string | undefined {
    switch (type.kind) {
      case 'any':
        return undefined;
      case 'boolean':
        return typeof value === 'boolean' ? undefined : `Field '${field}' must be a boolean`; // ours
      case 'timestamp':
        return typeof value === 'string' ? undefined : `Field '${field}' must be a string`;
      case 'number':
        return typeof value === 'number' ? outOfRange(value, type, field) : `Field '${field}' must be a number`;
      case 'string':
        return typeof value === 'string' ? badLength(value.length, type, field) : `Field '${field}' must be a string`;
      case 'enum':
        if (typeof value !== 'string') return `Field '${field}' must be a string`;
        return type.values.includes(value) ? undefined : `Field '${field}' is not an expected value`;
      case 'list':
        if (!Array.isArray(value)) return `Field '${field}' must be an array`;
        return badLength(value.length, type, field) ?? first(value, (item) => this.#value(item, type.item, field));
      case 'map':
        if (!isObject(value)) return `Field '${field}' must be an object`; // ours
        return first(Object.entries(value), ([key, item]) => this.#value(item, type.value, key));
      case 'structure':
        if (!isObject(value)) return `Field '${field}' must be an object`; // ours
        return this.members(value, membersOf(this.#shapes, type.name));
    }
  }
}

/** A member that is null counts as not given. */
function isAbsent(value: JsonObject, name: string): boolean {
  return (getOwn(value, name) ?? null) === null;
}

function outOfRange(value: number, { min, max }: Bounds, field: string): string | undefined {
  if (min !== undefined && value < min) return `Field '${field}' is less than the minimum value`;
  return max !== undefined && value > max ? `Field '${field}' exceeds the maximum value` : undefined;
}

function badLength(length: number, { min, max }: Bounds, field: string): string | undefined {
  if (min !== undefined && length < min) return `Field '${field}' is smaller than the minimum length`;
  return max !== undefined && length > max ? `Field '${field}' exceeds the maximum length` : undefined; // ours
}

function first<T>(items: readonly T[], find: (item: T) => string | undefined): string | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
