/** The types of states and the fields each has, as one table. Source: ASL "State Types", "Table of State Types and Fields". */
import type { Json } from '../json.ts';
import { getOwn, isObject } from '../json.ts';
import {
  anyTemplate,
  anything,
  assign,
  boolean,
  integer,
  intrinsicOrPath,
  MAX_INTEGER,
  nullable,
  oneOf,
  orExpression,
  path,
  referencePath,
  singlePath,
  staticResult,
  string,
  template,
  timestamp,
} from './checks.ts';
import { choices } from './choice.ts';
import { DIALECTS, dialectOf } from './dialect.ts';
import { branches, checkMap, MAP_FIELDS } from './map.ts';
import { messages } from './messages.ts';
import type { Place } from './place.ts';
import { checksOf } from './query-language-checks.ts';
import { catchers, retry } from './retry.ts';
import type { Check, Context, Field, Shape } from './shape.ts';
import { checkObject, fields, jsonataOnly, jsonPathOnly } from './shape.ts';
import { checkTask, credentials, resource } from './task.ts';

type Table = Readonly<Record<string, Check | Field>>;

const seconds = orExpression(integer(1, MAX_INTEGER));

/** Fields of every state. QueryLanguage is checked before the others are, since they depend on it. */
const COMMON: Table = { Type: anything, Comment: string, QueryLanguage: anything };
const TRANSITION: Table = { Next: string, End: boolean };
const INPUT_OUTPUT: Table = {
  InputPath: jsonPathOnly(nullable(path)),
  OutputPath: jsonPathOnly(nullable(path)),
};
const PARAMETERS: Table = { Parameters: jsonPathOnly(template('input')) };
const ARGUMENTS: Table = { Arguments: jsonataOnly(orExpression(template('input'))) };
const RESULT_PATH: Table = { ResultPath: jsonPathOnly(nullable(referencePath)) };
const RESULT: Table = { ...RESULT_PATH, ResultSelector: jsonPathOnly(template('result')) };
const HANDLERS: Table = { Retry: retry, Catch: catchers };

/** Output and Assign: what they read besides the input. */
function leave(reads: 'input' | 'result'): Table {
  return { Output: jsonataOnly(anyTemplate(reads)), Assign: assign(reads) };
}

function shape(table: Table, rest: Omit<Shape, 'fields'> = {}): Shape {
  return { fields: fields({ ...COMMON, ...table }), ...rest };
}

const NEXT_OR_END = ['Next', 'End'];

const SHAPES: ReadonlyMap<string, Shape> = new Map([
  [
    'Task',
    shape(
      {
        ...TRANSITION,
        ...INPUT_OUTPUT,
        ...PARAMETERS,
        ...ARGUMENTS,
        ...RESULT,
        ...leave('result'),
        ...HANDLERS,
        Resource: resource,
        Credentials: credentials,
        TimeoutSeconds: seconds,
        TimeoutSecondsPath: jsonPathOnly(singlePath),
        HeartbeatSeconds: seconds,
        HeartbeatSecondsPath: jsonPathOnly(singlePath),
      },
      {
        required: ['Resource'],
        exactlyOne: [NEXT_OR_END],
        atMostOne: [
          ['TimeoutSeconds', 'TimeoutSecondsPath'],
          ['HeartbeatSeconds', 'HeartbeatSecondsPath'],
        ],
        also: checkTask,
      },
    ),
  ],
  [
    'Wait',
    shape(
      {
        ...TRANSITION,
        ...INPUT_OUTPUT,
        ...leave('input'),
        Seconds: orExpression(integer(0, MAX_INTEGER)),
        SecondsPath: jsonPathOnly(singlePath),
        Timestamp: orExpression(timestamp),
        TimestampPath: jsonPathOnly(singlePath),
      },
      { exactlyOne: [NEXT_OR_END, ['SecondsPath', 'Seconds', 'TimestampPath', 'Timestamp']] },
    ),
  ],
  [
    'Pass',
    shape(
      {
        ...TRANSITION,
        ...INPUT_OUTPUT,
        ...PARAMETERS,
        ...RESULT_PATH,
        ...leave('input'),
        Result: jsonPathOnly(staticResult),
      },
      { exactlyOne: [NEXT_OR_END] },
    ),
  ],
  ['Succeed', shape({ ...INPUT_OUTPUT, Output: jsonataOnly(anyTemplate('input')) })],
  [
    'Fail',
    shape(
      {
        Error: orExpression(string),
        ErrorPath: jsonPathOnly(intrinsicOrPath),
        Cause: orExpression(string),
        CausePath: jsonPathOnly(intrinsicOrPath),
      },
      {
        atMostOne: [
          ['Error', 'ErrorPath'],
          ['Cause', 'CausePath'],
        ],
      },
    ),
  ],
  [
    'Choice',
    shape({ ...INPUT_OUTPUT, ...leave('input'), Choices: choices, Default: string }, { required: ['Choices'] }),
  ],
  [
    'Parallel',
    shape(
      {
        ...TRANSITION,
        ...INPUT_OUTPUT,
        ...PARAMETERS,
        ...ARGUMENTS,
        ...RESULT,
        ...leave('result'),
        ...HANDLERS,
        Branches: branches,
      },
      { required: ['Branches'], exactlyOne: [NEXT_OR_END] },
    ),
  ],
  [
    'Map',
    shape(
      { ...TRANSITION, ...INPUT_OUTPUT, ...RESULT, ...leave('result'), ...HANDLERS, ...MAP_FIELDS },
      {
        exactlyOne: [NEXT_OR_END, ['ItemProcessor', 'Iterator']],
        atMostOne: [
          ['ItemSelector', 'Parameters'],
          ['MaxConcurrency', 'MaxConcurrencyPath'],
          ['ToleratedFailureCount', 'ToleratedFailureCountPath'],
          ['ToleratedFailurePercentage', 'ToleratedFailurePercentagePath'],
        ],
        also: checkMap,
      },
    ),
  ],
]);

export function checkState(state: Json, at: Place, cx: Context): void {
  if (!isObject(state)) {
    at.report(messages.type('OBJECT'));
    return;
  }
  const dialect = dialectOf(getOwn(state, 'QueryLanguage'), cx.machineLanguage);
  if (Object.hasOwn(state, 'QueryLanguage')) checkQueryLanguage(state['QueryLanguage'] as Json, at, cx);
  const type = getOwn(state, 'Type');
  if (type === undefined) {
    at.report(messages.required(['Type']));
    return;
  }
  const typed = typeof type === 'string' ? SHAPES.get(type) : undefined;
  if (!typed) at.field('Type').report(messages.stateType([...SHAPES.keys()]));
  else checkObject(state, at, { ...cx, language: checksOf(dialect) }, typed);
}

function checkQueryLanguage(declared: Json, at: Place, cx: Context): void {
  oneOf(...DIALECTS)(declared, at.field('QueryLanguage'), cx);
  if (declared === 'JSONPath' && cx.machineLanguage === 'JSONata') at.report(messages.noDowngrade);
}
