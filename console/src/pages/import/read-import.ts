/**
 * Reads what the AWS CLI, an SDK or the AWS console wrote about one execution: GetExecutionHistory (all pages in one
 * list, several files, or files with one event a line), DescribeExecution, DescribeStateMachine(ForExecution), or a bare
 * definition. Dates may be seconds or ISO texts. Throws an Error that says what was expected.
 */
import type { ExecutionDescription, HistoryEvent } from '../../api/operations.ts';

export interface ImportFile {
  readonly name: string;
  readonly text: string;
}

export interface Imported {
  readonly name: string;
  /** By id, without holes between pages that were given twice. */
  readonly events: readonly HistoryEvent[];
  /** The text of the definition, when one of the files has it. */
  readonly definition?: string;
  readonly execution?: Partial<ExecutionDescription>;
}

type Json = Readonly<Record<string, unknown>>;

export function readImport(files: readonly ImportFile[]): Imported {
  const events = new Map<number, HistoryEvent>();
  let definition: string | undefined;
  let execution: Partial<ExecutionDescription> | undefined;
  for (const file of files) {
    for (const part of partsOf(file)) {
      for (const event of eventsOf(part)) events.set(event.id, event);
      definition ??= definitionOf(part);
      if (typeof part['executionArn'] === 'string') execution = part as Partial<ExecutionDescription>;
    }
  }
  if (events.size === 0) {
    throw new Error(
      'No history in there. Give the output of `aws stepfunctions get-execution-history`, and with it, if you like, ' +
        'that of `describe-execution` and `describe-state-machine-for-execution`.',
    );
  }
  return {
    name: execution?.name ?? files[0]?.name.replace(/\.json$/i, '') ?? 'Imported',
    events: [...events.values()].sort((a, b) => a.id - b.id),
    ...(definition !== undefined && { definition }),
    ...(execution !== undefined && { execution }),
  };
}

function partsOf({ name, text }: ImportFile): readonly Json[] {
  const whole = parsed(text);
  if (Array.isArray(whole)) return [{ events: whole }];
  if (whole !== undefined) return isObject(whole) ? [whole] : [];
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const values = lines.map(parsed);
  if (lines.length === 0 || values.includes(undefined)) throw new Error(`${name} is not JSON.`);
  return values.filter(isObject);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null;
}

function eventsOf(part: Json): HistoryEvent[] {
  const list = Array.isArray(part['events']) ? part['events'] : isEvent(part) ? [part] : [];
  return list
    .filter(isObject)
    .filter(isEvent)
    .map((event) => ({
      ...(event as unknown as HistoryEvent),
      previousEventId: Number(event['previousEventId'] ?? 0),
      timestamp: secondsOf(event['timestamp']),
    }));
}

function isEvent({ id, type }: Json): boolean {
  return Number.isInteger(id) && typeof type === 'string';
}

/** AWS CLI v2 writes ISO texts, v1 and the API seconds; some tools milliseconds. */
function secondsOf(timestamp: unknown): number {
  if (typeof timestamp === 'number') return timestamp > 1e11 ? timestamp / 1000 : timestamp;
  const ms = Date.parse(String(timestamp));
  return Number.isNaN(ms) ? 0 : ms / 1000;
}

function definitionOf(part: Json): string | undefined {
  if (typeof part['definition'] === 'string') return part['definition'];
  return typeof part['StartAt'] === 'string' && isObject(part['States']) ? JSON.stringify(part, null, 2) : undefined;
}
