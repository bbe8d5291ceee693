/**
 * Searching: which part of an ExecutionFilter the store's indexes answer, and a test for the rest, which looks at one
 * row at a time. Errors: ValidationException for a path that is no reference path, or a missing value.
 */

import type { Json } from '../../asl/json.ts';
import { jsonEquals } from '../../asl/json.ts';
import { parsePath } from '../../asl/jsonpath/path-parser.ts';
import type { Segment } from '../../asl/jsonpath/path-syntax.ts';
import { isDefinite } from '../../asl/jsonpath/path-syntax.ts';
import { SyntaxFailure } from '../../asl/jsonpath/scanner.ts';
import { selectOne } from '../../asl/jsonpath/select.ts';
import { apiErrors } from '../../aws/api-error.ts';
import { parseStateMachineArn, partitionOf, type Realm } from '../../aws/arn.ts';
import type { ScanHints, ScannedExecution, ScanQuery } from '../../store/tree-queries.ts';
import { isVersionNumber } from '../versions.ts';
import { matchesGlob } from './glob.ts';
import type { ExecutionFilter, PayloadCondition } from './tree-service.ts';

type Test = (row: ScannedExecution) => boolean;

export interface CompiledFilter {
  /** What the store is asked for. */
  readonly scan: Omit<ScanQuery, 'limit' | 'maxCharacters' | 'beforeId'>;
  readonly test: Test;
}

export function compileFilter(realm: Realm, filter: ExecutionFilter): CompiledFilter {
  const { status, parentArn, rootArn, mapRunArn, text, where = [] } = filter;
  return {
    scan: {
      ...machineOf(filter.stateMachineArn),
      ...(status !== undefined && { statuses: status }),
      ...(parentArn !== undefined && { parentArn }),
      ...(rootArn !== undefined && { rootArn }),
      ...(mapRunArn !== undefined && { mapRunArn }),
      withPayloads: text !== undefined || where.length > 0,
      ...hintsOf(filter),
    },
    test: all([ofRealm(realm), ...testsOf(filter), ...where.map(payloadTest)]),
  };
}

/** What the store may look at by itself; it is tested here all the same. */
function hintsOf(filter: ExecutionFilter): Pick<ScanQuery, 'hints'> {
  const { name, stateMachineName, error, rootsOnly, text } = filter;
  const hints: ScanHints = {
    ...(name !== undefined && { name }),
    ...(stateMachineName !== undefined && { stateMachineName }),
    ...(error !== undefined && { error }),
    ...(rootsOnly && { rootsOnly }),
    ...(text !== undefined && /^[ -~]+$/.test(text) && { asciiText: text }),
  };
  return Object.keys(hints).length === 0 ? {} : { hints };
}

function machineOf(arn: string | undefined): Pick<ScanQuery, 'stateMachineArn' | 'versionArn' | 'aliasArn'> {
  if (arn === undefined) return {};
  const qualifier = parseStateMachineArn(arn)?.qualifier;
  if (qualifier === undefined) return { stateMachineArn: arn };
  return isVersionNumber(qualifier) ? { versionArn: arn } : { aliasArn: arn };
}

function ofRealm(realm: Realm): Test {
  const prefix = prefixOf(realm);
  return ({ arn }) => arn.startsWith(prefix);
}

/** Whether the ARN belongs to this account and Region. */
export function isOfRealm(realm: Realm, arn: string): boolean {
  return arn.startsWith(prefixOf(realm));
}

function prefixOf({ account, region }: Realm): string {
  return `arn:${partitionOf(region)}:states:${region}:${account}:`;
}

/** The quick tests first. */
function testsOf(filter: ExecutionFilter): Test[] {
  const { rootsOnly, startedAfterMs, startedBeforeMs, name, stateMachineName, error, text } = filter;
  const tests: Test[] = [];
  if (rootsOnly) tests.push((row) => row.parentId === undefined);
  if (startedAfterMs !== undefined) tests.push((row) => row.startMs >= startedAfterMs);
  if (startedBeforeMs !== undefined) tests.push((row) => row.startMs < startedBeforeMs);
  if (name !== undefined) tests.push((row) => matchesGlob(name, row.name));
  if (stateMachineName !== undefined) {
    tests.push((row) => matchesGlob(stateMachineName, nameOfMachine(row.stateMachineArn)));
  }
  if (error !== undefined) tests.push((row) => row.error !== undefined && matchesGlob(error, row.error));
  if (text !== undefined) {
    const wanted = text.toLowerCase();
    const has = (value: string | undefined) => value?.toLowerCase().includes(wanted) === true;
    tests.push((row) => has(row.name) || has(row.error) || has(row.cause));
  }
  return tests;
}

/** Behind `…:stateMachine:`; with the label of a Distributed Map. */
function nameOfMachine(arn: string): string {
  return arn.slice(arn.lastIndexOf(':') + 1);
}

function payloadTest({ in: payload, path, op, value }: PayloadCondition): Test {
  const segments = referencePath(path);
  if (op !== 'exists' && value === undefined) {
    throw apiErrors.validation(`The operator '${op}' of a condition on '${path}' needs a value`);
  }
  const holds = operators[op];
  return (row) => {
    const text = row[payload];
    if (text === undefined) return false;
    const found = selectOne(JSON.parse(text) as Json, segments);
    return found !== undefined && holds(found, value as Json);
  };
}

const operators: Readonly<Record<PayloadCondition['op'], (found: Json, value: Json) => boolean>> = {
  '=': jsonEquals,
  '!=': (found, value) => !jsonEquals(found, value),
  exists: () => true,
  contains: (found, value) =>
    Array.isArray(found)
      ? found.some((member) => jsonEquals(member, value))
      : typeof found === 'string' && typeof value === 'string' && found.includes(value),
};

function referencePath(path: string): readonly Segment[] {
  try {
    const syntax = parsePath(path);
    if (syntax.root.kind === 'input' && syntax.function === undefined && isDefinite(syntax.segments)) {
      return syntax.segments;
    }
  } catch (failure) {
    if (!(failure instanceof SyntaxFailure)) throw failure;
  }
  throw apiErrors.validation(`A condition's path must name one place, such as $.customer.id; got '${path}'`);
}

function all(tests: readonly Test[]): Test {
  return (row) => tests.every((test) => test(row));
}
