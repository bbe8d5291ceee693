/**
 * The part of a Map before and after its iterations, which a test mocks: items, what each iteration would get, limits,
 * and whether more iterations failed than are tolerated. Source: ASL "Map State"; API reference, TestState; recorded tests.
 * May throw an EvaluationFailure, or a ValidationException for a count of failures that cannot be.
 */
import { apiErrors } from '../../aws/api-error.ts';
import type { StatesError } from '../errors.ts';
import type { Env, ItemBatcher } from '../flow.ts';
import type { Json, JsonObject } from '../json.ts';
import { utf8Length } from '../json.ts';
import { MAX_PAYLOAD_BYTES, Payload } from '../payload.ts';
import type { MapState } from '../program.ts';
import { readItems } from './item-reader-data.ts';
import type { Outcome } from './mock.ts';
import type { InspectionData, StateConfiguration } from './state-test.ts';

interface TestedMap {
  readonly state: MapState;
  readonly definition: JsonObject;
  readonly env: Env;
  readonly configuration: StateConfiguration;
  readonly inspection: InspectionData;
}

/** How the Map fails by itself, whatever the mock says; undefined: the mock is its outcome. */
export function enterMap(map: TestedMap, mocked: Outcome): StatesError | undefined {
  const { state, env, inspection, configuration } = map;
  const { flow } = state;
  const input = flow.arguments(env);
  const read = itemsOf(map, input);
  if ('failure' in read) return read.failure;
  const { items } = read;
  inspection.maxConcurrency = flow.maxConcurrency(env);
  const count = flow.toleratedFailureCount?.(env, input);
  const percentage = flow.toleratedFailurePercentage?.(env, input);
  if (count !== undefined) inspection.toleratedFailureCount = count;
  if (percentage !== undefined) inspection.toleratedFailurePercentage = percentage;
  if (items !== undefined) selectItems(map, input, items);
  flow.resultWriter?.(env, input);
  const total = items?.length ?? resultCount(mocked);
  const failures = configuration.mapIterationFailureCount ?? 0;
  if (total !== undefined && failures > total) {
    throw apiErrors.validation(
      'Map iteration failure count must be less than or equal to the number of Map iterations',
    );
  }
  const isOver = mocked.type === 'succeeded' && isOverTolerance(failures, total ?? 0, { count, percentage });
  return isOver ? THRESHOLD_EXCEEDED : undefined;
}

/** Without items the mock tells how many iterations there were, unless a ResultWriter took the results. */
function resultCount(mocked: Outcome): number | undefined {
  const value = mocked.type === 'succeeded' ? mocked.result.value : undefined;
  return Array.isArray(value) ? value.length : undefined;
}

const THRESHOLD_EXCEEDED: StatesError = {
  error: 'States.ExceedToleratedFailureThreshold',
  cause: 'The specified tolerated failure threshold was exceeded',
};

/** A mocked result stands as it is where the Map names no threshold, however many iterations are said to have failed. */
function isOverTolerance(
  failures: number,
  total: number,
  { count, percentage }: { count: number | undefined; percentage: number | undefined },
): boolean {
  if (count !== undefined && failures > count) return true;
  return percentage !== undefined && total > 0 && (failures / total) * 100 > percentage;
}

type Items = { readonly items: readonly Json[] | undefined } | { readonly failure: StatesError };

/** With an ItemReader its data, when the test gives any; else ItemsPath or Items of the input. */
function itemsOf({ state, definition, env, inspection, configuration }: TestedMap, input: Payload): Items {
  if (!Object.hasOwn(definition, 'ItemReader')) return { items: state.flow.items(env, input) };
  const reader = state.flow.itemReader?.(env, input);
  if (reader === undefined || configuration.mapItemReaderData === undefined) return { items: undefined };
  const read = readItems(configuration.mapItemReaderData, reader);
  if (read === undefined) return { items: undefined };
  if ('failure' in read) return read;
  if (read.pointed !== undefined) inspection.afterItemsPointer = Payload.of(read.pointed).text;
  return read;
}

/** How long input for iterations is made; a selector may be slow, and there may be a hundred thousand items. */
const MAX_SELECTION_MS = 2000;

/** What iterations would get. Once that is more than an answer can show, it is neither made nor shown any further. */
function selectItems(map: TestedMap, input: Payload, items: readonly Json[]): void {
  const { state, definition, env, inspection } = map;
  const batcher = state.flow.itemBatcher?.(env, input);
  const selects = Object.hasOwn(definition, 'ItemSelector') || Object.hasOwn(definition, 'Parameters');
  if (!selects && batcher === undefined) return;
  const texts: string[] = [];
  const endMs = env.host.nowMs() + MAX_SELECTION_MS;
  let length = 2;
  for (const [index, value] of items.entries()) {
    const { text } = selects ? state.flow.itemInput(itemEnv(env, index, value), input, value) : Payload.of(value);
    length += text.length + 1;
    if (length > MAX_PAYLOAD_BYTES || env.host.nowMs() > endMs) return;
    texts.push(text);
  }
  if (selects) inspection.afterItemSelector = `[${texts.join(',')}]`;
  const inputs = batcher && batches(texts, batcher);
  if (inputs !== undefined) inspection.afterItemBatcher = `[${inputs.join(',')}]`;
}

function itemEnv(env: Env, index: number, value: Json): Env {
  return { ...env, context: () => ({ ...env.context(), Map: { Item: { Index: index, Value: value } } }) };
}

/** Inputs of the child executions: as many items as the limits allow, one at least; undefined when they are too long. */
function batches(items: readonly string[], batcher: ItemBatcher): string[] | undefined {
  const { maxItemsPerBatch = items.length, maxInputBytesPerBatch = Number.POSITIVE_INFINITY, batchInput } = batcher;
  const head = batchInput === undefined ? '{"Items":[' : `{"BatchInput":${JSON.stringify(batchInput)},"Items":[`;
  const inputs: string[] = [];
  let from = 0;
  const headBytes = utf8Length(head) + 2;
  let bytes = headBytes;
  let length = headBytes;
  for (const [i, item] of items.entries()) {
    const itemBytes = utf8Length(item) + 1;
    if (i > from && (i - from >= maxItemsPerBatch || bytes + itemBytes > maxInputBytesPerBatch)) {
      inputs.push(`${head}${items.slice(from, i).join(',')}]}`);
      from = i;
      bytes = headBytes;
      length += headBytes;
    }
    bytes += itemBytes;
    length += itemBytes;
    if (length > MAX_PAYLOAD_BYTES) return undefined;
  }
  if (from < items.length) inputs.push(`${head}${items.slice(from).join(',')}]}`);
  return inputs;
}
