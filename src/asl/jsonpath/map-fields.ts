/**
 * What Map states have of their own: items, their selection and batching, where items come from, and the limits of a run.
 * Source: ASL "Map State"; Developer Guide, "Distributed mode"; texts as recorded. All paths look at the state's input
 * behind InputPath. Errors: States.Runtime, States.IntrinsicFailure, States.DataLimitExceeded.
 */
import { runtimeFailure } from '../errors.ts';
import type { ItemBatcher, ItemReader, MapFlow } from '../flow.ts';
import type { JsonObject } from '../json.ts';
import { getOwn, isObject } from '../json.ts';
import { Payload } from '../payload.ts';
import { compileSelectedInput, compileTemplateField } from './input-output.ts';
import { compileIntegerField, compileNumberField, compilePercentageField } from './number-field.ts';
import type { Path } from './path.ts';
import { compilePath } from './path.ts';
import { compileTemplate } from './payload-template.ts';
import type { Scope } from './scope.ts';

type MapFields = Omit<MapFlow, 'exit' | 'caught'>;

export function mapFields(state: JsonObject): MapFields {
  const scopeOf = compileSelectedInput(state);
  const maxConcurrency = compileIntegerField(state, 'MaxConcurrency', 0);
  const toleratedFailureCount = compileIntegerField(state, 'ToleratedFailureCount', 0);
  const toleratedFailurePercentage = compilePercentageField(state, 'ToleratedFailurePercentage');
  const itemsPath = compilePath(String(getOwn(state, 'ItemsPath') ?? '$'));
  // Parameters is what ItemSelector was called first; a Map has no other use for it.
  const selector = compileTemplateField(state, 'ItemSelector') ?? compileTemplateField(state, 'Parameters');
  const itemBatcher = compileItemBatcher(state);
  const itemReader = compileItemReader(state);
  const resultWriter = compileResultWriter(state);
  return {
    arguments(env) {
      const { root } = scopeOf(env);
      env.inspect?.('afterInputPath', root);
      return root;
    },
    items(env, input) {
      const items = itemsPath.required({ root: input, env });
      if (!Array.isArray(items)) throw runtimeFailure(`Reference path "${bareText(itemsPath)}" must point to array.`);
      env.inspect?.('afterItemsPath', itemsPath.isInput ? input : Payload.of(items));
      return items;
    },
    itemInput: (env, input, item) => (selector === undefined ? Payload.of(item) : selector({ root: input, env })),
    maxConcurrency: (env) => maxConcurrency(() => scopeOf(env)) ?? 0,
    toleratedFailureCount: (env, input) => toleratedFailureCount(() => ({ root: input, env })),
    toleratedFailurePercentage: (env, input) => toleratedFailurePercentage(() => ({ root: input, env })),
    itemBatcher: (env, input) => itemBatcher?.({ root: input, env }),
    itemReader: (env, input) => itemReader?.({ root: input, env }),
    resultWriter: (env, input) => resultWriter?.({ root: input, env }),
  };
}

/** AWS shows a path into the context object as one into any other. */
function bareText(path: Path): string {
  return path.root.kind === 'context' ? path.text.slice(1) : path.text;
}

function compileItemBatcher(state: JsonObject): ((scope: Scope) => ItemBatcher) | undefined {
  const batcher = getOwn(state, 'ItemBatcher');
  if (!isObject(batcher)) return undefined;
  const maxItems = compileIntegerField(batcher, 'MaxItemsPerBatch', 1);
  const maxBytes = compileIntegerField(batcher, 'MaxInputBytesPerBatch', 1);
  const batchInput = getOwn(batcher, 'BatchInput');
  const template = batchInput === undefined ? undefined : compileTemplate(batchInput);
  return (scope) => {
    const maxItemsPerBatch = maxItems(() => scope);
    const maxInputBytesPerBatch = maxBytes(() => scope);
    return {
      ...(maxItemsPerBatch !== undefined && { maxItemsPerBatch }),
      ...(maxInputBytesPerBatch !== undefined && { maxInputBytesPerBatch }),
      ...(template !== undefined && { batchInput: template.value(scope) }),
    };
  };
}

function compileItemReader(state: JsonObject): ((scope: Scope) => ItemReader) | undefined {
  const reader = getOwn(state, 'ItemReader');
  if (!isObject(reader)) return undefined;
  const parameters = compileTemplateField(reader, 'Parameters') ?? (() => Payload.emptyObject);
  const given = getOwn(reader, 'ReaderConfig');
  const { MaxItems: _, MaxItemsPath: __, ...config } = isObject(given) ? given : {};
  // A negative number fails the reading, not the state's input processing.
  const maxItemsField = compileNumberField(isObject(given) ? given : {}, 'MaxItems', 'integer');
  return (scope) => {
    const maxItems = maxItemsField(() => scope);
    return { arguments: parameters(scope), config, ...(maxItems !== undefined && { maxItems }) };
  };
}

function compileResultWriter(state: JsonObject): ((scope: Scope) => Payload) | undefined {
  const writer = getOwn(state, 'ResultWriter');
  return isObject(writer) ? compileTemplateField(writer, 'Parameters') : undefined;
}
