/**
 * What Map and Parallel states have of their own. Source: ASL "Map State", "Parallel State"; Developer Guide,
 * "Distributed mode". Of the distributed fields only the structure is checked.
 */
import type { Json, JsonObject } from '../json.ts';
import { getOwn, isObject } from '../json.ts';
import {
  anyTemplate,
  collection,
  integer,
  list,
  MAX_INTEGER,
  nonEmptyList,
  numberBetween,
  oneOf,
  orExpression,
  path,
  SCOPE,
  singlePath,
  string,
  template,
} from './checks.ts';
import { messages } from './messages.ts';
import type { Place } from './place.ts';
import { isDistributed } from './scopes.ts';
import type { Check, Context, Field, MachineType, Shape } from './shape.ts';
import { checkObject, fields, jsonataOnly, jsonPathOnly, object } from './shape.ts';

const BRANCH: Shape = { fields: fields(SCOPE.fields), required: SCOPE.required };

const PROCESSOR: Shape = {
  fields: fields({
    ...SCOPE.fields,
    ProcessorConfig: object({
      fields: fields({ Mode: oneOf('INLINE', 'DISTRIBUTED'), ExecutionType: oneOf('STANDARD', 'EXPRESS') }),
      also: (config, at) => {
        const distributed = config['Mode'] === 'DISTRIBUTED';
        const typed = Object.hasOwn(config, 'ExecutionType');
        if (distributed && !typed) at.report(messages.required(['ExecutionType']));
        if (config['Mode'] === 'INLINE' && typed) at.report(messages.unsupported('ExecutionType'));
      },
    }),
  }),
  required: SCOPE.required,
};

export const branches: Check = nonEmptyList(object(BRANCH));

/** Inline iterations run in the Map's own execution; those of a distributed Map are executions of a type of their own. */
const processor: Check = (value, at, cx) => {
  const machineType = isObject(value) && isDistributed(value) ? childType(value) : cx.machineType;
  checkObject(value, at, { ...cx, machineType }, PROCESSOR);
};

function childType(processor: JsonObject): MachineType {
  const config = processor['ProcessorConfig'] as JsonObject;
  return config['ExecutionType'] === 'EXPRESS' ? 'EXPRESS' : 'STANDARD';
}

const count = orExpression(integer(0, MAX_INTEGER));
const positive = orExpression(integer(1, MAX_INTEGER));

/** Largest part of a dataset that is read. */
const MAX_ITEMS = 100_000_000;
/** AWS's largest payload. */
const MAX_BATCH_BYTES = 262_144;

/** Where items come from and where results go: `Resource` with the parameters of one S3 action. */
const S3_PARAMETERS = {
  Parameters: jsonPathOnly(template('input')),
  Arguments: jsonataOnly(anyTemplate('input')),
};

const ITEM_READER: Shape = {
  fields: fields({
    Comment: string,
    Resource: s3Resource('getObject', 'listObjectsV2'),
    ...S3_PARAMETERS,
    ReaderConfig: object({
      fields: fields({
        InputType: oneOf('CSV', 'JSON', 'JSONL', 'PARQUET', 'MANIFEST'),
        Transformation: oneOf('NONE', 'LOAD_AND_FLATTEN'),
        ManifestType: string,
        CSVDelimiter: oneOf('COMMA', 'PIPE', 'SEMICOLON', 'SPACE', 'TAB'),
        CSVHeaderLocation: oneOf('FIRST_ROW', 'GIVEN'),
        CSVHeaders: orExpression(list(string)),
        ItemsPointer: string,
        MaxItems: orExpression(integer(0, MAX_ITEMS)),
        MaxItemsPath: jsonPathOnly(singlePath),
      }),
      atMostOne: [['MaxItems', 'MaxItemsPath']],
      also: checkHeaders,
    }),
  }),
  required: ['Resource'],
};

const ITEM_BATCHER: Shape = {
  fields: fields({
    BatchInput: anyTemplate('input'),
    MaxItemsPerBatch: positive,
    MaxItemsPerBatchPath: jsonPathOnly(singlePath),
    MaxInputBytesPerBatch: orExpression(integer(1, MAX_BATCH_BYTES)),
    MaxInputBytesPerBatchPath: jsonPathOnly(singlePath),
  }),
  atLeastOne: [['MaxItemsPerBatch', 'MaxItemsPerBatchPath', 'MaxInputBytesPerBatch', 'MaxInputBytesPerBatchPath']],
  atMostOne: [
    ['MaxItemsPerBatch', 'MaxItemsPerBatchPath'],
    ['MaxInputBytesPerBatch', 'MaxInputBytesPerBatchPath'],
  ],
};

/** Headers belong to CSV, which cannot be read without knowing where they are. */
function checkHeaders(config: JsonObject, at: Place): void {
  const { InputType: type, CSVHeaderLocation: place } = config;
  if (type === 'CSV' && place === undefined) at.report(messages.csvHeaderLocation);
  if (type === 'JSON' && place !== undefined) at.report(messages.unsupported('CSVHeaderLocation'));
  if (place === 'GIVEN' && !Object.hasOwn(config, 'CSVHeaders')) at.report(messages.required(['CSVHeaders']));
}

/** Without Resource the writer only shapes the results that stay in the state's output. */
const RESULT_WRITER: Shape = {
  fields: fields({
    Resource: s3Resource('putObject'),
    ...S3_PARAMETERS,
    WriterConfig: object({
      fields: fields({
        Transformation: oneOf('NONE', 'COMPACT', 'FLATTEN'),
        OutputType: oneOf('JSON', 'JSONL'),
      }),
    }),
  }),
  atLeastOne: [['Resource', 'WriterConfig']],
};

/** `arn:<partition>:states:::s3:<action>`: S3 actions that no Task knows. */
function s3Resource(...actions: string[]): Check {
  return (value, at) => {
    if (typeof value !== 'string') {
      at.report(messages.type('STRING'));
      return;
    }
    const action = /^arn:aws[a-z-]*:states:::s3:(\w+)$/.exec(value)?.[1] ?? '';
    if (!actions.includes(action)) at.report(messages.readerResource);
  };
}

const LABEL = /^[^\s?*<>{}[\]:;,\\|^~$#%&`"\p{Cc}]+$/u;
const MAX_LABEL_LENGTH = 40;

const label: Check = (value, at) => {
  if (typeof value !== 'string') at.report(messages.type('STRING'));
  else if (!LABEL.test(value)) at.report(messages.label(value), 'INVALID_LABEL_NAME');
  else if (value.length > MAX_LABEL_LENGTH) at.report(messages.longLabel(value), 'INVALID_LABEL_NAME');
};

/** Fields that only make sense when iterations are executions of their own. */
const DISTRIBUTED: Readonly<Record<string, Check | Field>> = {
  Label: label,
  ItemReader: object(ITEM_READER),
  ItemBatcher: object(ITEM_BATCHER),
  ResultWriter: object(RESULT_WRITER),
  ToleratedFailureCount: count,
  ToleratedFailureCountPath: jsonPathOnly(singlePath),
  ToleratedFailurePercentage: orExpression(numberBetween(0, 100)),
  ToleratedFailurePercentagePath: jsonPathOnly(singlePath),
};

/** Map's own fields. `Iterator` and `Parameters` are the older names of ItemProcessor and ItemSelector. */
export const MAP_FIELDS: Readonly<Record<string, Check | Field>> = {
  ItemProcessor: processor,
  Iterator: processor,
  ItemsPath: jsonPathOnly(path),
  Items: jsonataOnly(orExpression(itemsLiteral)),
  ItemSelector: anyTemplate('input'),
  Parameters: jsonPathOnly(template('input')),
  MaxConcurrency: count,
  MaxConcurrencyPath: jsonPathOnly(singlePath),
  ...DISTRIBUTED,
};

function itemsLiteral(value: Json, at: Place, cx: Context): void {
  collection(value, at, cx);
  cx.language.template(value, at, 'input');
}

/** What concerns several fields of a Map. */
export function checkMap(map: JsonObject, at: Place, cx: Context): void {
  const name = Object.hasOwn(map, 'ItemProcessor') ? 'ItemProcessor' : 'Iterator';
  const processor = getOwn(map, name);
  if (!isObject(processor) || !isDistributed(processor)) {
    for (const field of Object.keys(DISTRIBUTED)) {
      if (Object.hasOwn(map, field)) at.report(messages.unsupported(field));
    }
  } else if (cx.machineType === 'EXPRESS') {
    at.field(name).field('ProcessorConfig').field('Mode').report(messages.expressDistributed);
  }
}
