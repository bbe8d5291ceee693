/**
 * What Map states have of their own: items, their selection and batching, where items come from, and the limits of a run.
 * Source: ASL "Map State"; Developer Guide, "Distributed mode"; texts as recorded. Objects as items are refused, as
 * recorded. Errors: States.QueryEvaluationError, States.DataLimitExceeded.
 */
import type { ItemBatcher, ItemReader, MapFlow } from '../flow.ts';
import type { Json, JsonObject } from '../json.ts';
import { getOwn, isObject } from '../json.ts';
import { Payload } from '../payload.ts';
import type { NumberField } from './number-field.ts';
import { ANY_INTEGER, compileNumberField, NOT_NEGATIVE, PERCENTAGE, POSITIVE } from './number-field.ts';
import type { Scope } from './scope.ts';
import { inputScope } from './scope.ts';
import { compilePayload, compileTemplate, compileTyped, failure, resolve, shown } from './template.ts';

type MapFields = Omit<MapFlow, 'exit' | 'caught'>;

export function mapFields(state: JsonObject): MapFields {
  const number = (field: string, kind: NumberField) => compileNumberField(state, field, kind);
  const maxConcurrency = number('MaxConcurrency', NOT_NEGATIVE);
  const toleratedFailureCount = number('ToleratedFailureCount', NOT_NEGATIVE);
  const toleratedFailurePercentage = number('ToleratedFailurePercentage', PERCENTAGE);
  const itemsField = getOwn(state, 'Items');
  const items = itemsField === undefined ? undefined : compileTyped(itemsField, 'Items', 'array');
  const selectorField = getOwn(state, 'ItemSelector');
  const selector = selectorField === undefined ? undefined : compilePayload(selectorField, 'ItemSelector');
  const itemBatcher = compileItemBatcher(state);
  const itemReader = compileItemReader(state);
  const resultWriter = compileArguments(getOwn(state, 'ResultWriter'), 'ResultWriter');
  return {
    arguments: (env) => env.input,
    // With a reader, its data are the items; what the state has is not looked at.
    items: (env, input) =>
      itemReader !== undefined ? [] : asArray(items === undefined ? input.value : items(inputScope(env))),
    itemInput: (env, _input, item) => (selector === undefined ? Payload.of(item) : selector(inputScope(env))),
    maxConcurrency: (env) => maxConcurrency(inputScope(env)) ?? 0,
    toleratedFailureCount: (env) => toleratedFailureCount(inputScope(env)),
    toleratedFailurePercentage: (env) => toleratedFailurePercentage(inputScope(env)),
    itemBatcher: (env) => itemBatcher?.(inputScope(env)),
    itemReader: (env) => itemReader?.(inputScope(env)),
    resultWriter: (env) => resultWriter?.(inputScope(env)),
  };
}

/** This failure is recorded without a location. */
function asArray(items: Json): readonly Json[] {
  if (Array.isArray(items)) return items;
  throw failure(`Map state input must be an array but was: ${shown(items)}`);
}

function compileItemBatcher(state: JsonObject): ((scope: Scope) => ItemBatcher) | undefined {
  const batcher = getOwn(state, 'ItemBatcher');
  if (!isObject(batcher)) return undefined;
  const maxItems = compileNumberField(batcher, 'MaxItemsPerBatch', POSITIVE, 'ItemBatcher/');
  const maxBytes = compileNumberField(batcher, 'MaxInputBytesPerBatch', POSITIVE, 'ItemBatcher/');
  const batchInput = getOwn(batcher, 'BatchInput');
  const template = batchInput === undefined ? undefined : compileTemplate(batchInput, 'ItemBatcher/BatchInput');
  return (scope) => {
    const maxItemsPerBatch = maxItems(scope);
    const maxInputBytesPerBatch = maxBytes(scope);
    return {
      ...(maxItemsPerBatch !== undefined && { maxItemsPerBatch }),
      ...(maxInputBytesPerBatch !== undefined && { maxInputBytesPerBatch }),
      ...(template !== undefined && { batchInput: resolve(template, scope) }),
    };
  };
}

function compileItemReader(state: JsonObject): ((scope: Scope) => ItemReader) | undefined {
  const reader = getOwn(state, 'ItemReader');
  if (!isObject(reader)) return undefined;
  const readerArguments = compileArguments(reader, 'ItemReader') ?? (() => Payload.emptyObject);
  const given = getOwn(reader, 'ReaderConfig');
  const { MaxItems: _, ...config } = isObject(given) ? given : {};
  const maxItemsField = compileNumberField(
    isObject(given) ? given : {},
    'MaxItems',
    ANY_INTEGER,
    'ItemReader/ReaderConfig/',
  );
  return (scope) => {
    const maxItems = maxItemsField(scope);
    return { arguments: readerArguments(scope), config, ...(maxItems !== undefined && { maxItems }) };
  };
}

function compileArguments(owner: Json | undefined, name: string): ((scope: Scope) => Payload) | undefined {
  const field = owner !== undefined && isObject(owner) ? getOwn(owner, 'Arguments') : undefined;
  return field === undefined ? undefined : compilePayload(field, `${name}/Arguments`);
}
