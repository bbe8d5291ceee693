/**
 * The npm package asl-validator, a validator that others wrote. It makes a new schema validator for every definition,
 * which costs a tenth of a second; here all definitions share the first one, which changes nothing but the time.
 */
import { createRequire } from 'node:module';
import type { JsonObject } from '../../src/asl/json.ts';

type Validate = (definition: JsonObject) => { readonly isValid: boolean };

/** What is used of a schema validator. */
interface SchemaValidator {
  addKeyword(definition: { readonly keyword: string | string[] }): SchemaValidator;
  getKeyword(name: string): object | boolean;
}
type Constructor = new (options: object) => SchemaValidator;

const require = createRequire(import.meta.url);
const ofPeer = createRequire(require.resolve('asl-validator'));

const ajv = ofPeer('ajv') as { default: Constructor };
const Ajv = ajv.default;
let shared: SchemaValidator | undefined;

// Called with `new`, a function that returns an object gives that object.
ajv.default = function sharedValidator(options: object): SchemaValidator {
  shared ??= withKeywordsOnce(new Ajv(options));
  return shared;
} as unknown as Constructor;

/** Each use defines the keywords again. */
function withKeywordsOnce(validator: SchemaValidator): SchemaValidator {
  const addKeyword = validator.addKeyword.bind(validator);
  validator.addKeyword = (definition) =>
    [definition.keyword].flat().some((name) => validator.getKeyword(name)) ? validator : addKeyword(definition);
  return validator;
}

const validate = require('asl-validator') as Validate;

/** Whether the peer takes the definition, which it may change: it gets a copy. Not to be able to read it is a no. */
export function peerAccepts(definition: JsonObject): boolean {
  try {
    return validate(structuredClone(definition)).isValid;
  } catch {
    return false;
  }
}
