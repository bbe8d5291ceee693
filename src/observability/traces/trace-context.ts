/**
 * Ids of traces and spans. All follow from what executions are called, so that every part of a tree, whenever and after
 * however many restarts it ends, lands in the same trace below the right span without anybody keeping anything.
 *
 * A tree of executions is one trace: that of its root. When the root was started with an X-Ray trace header
 * (`Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1`), trace, parent and sampling are the
 * header's. Source: AWS X-Ray, "Tracing header".
 */
import { createHash } from 'node:crypto';

export interface TraceContext {
  /** 32 hexadecimal digits. */
  readonly traceId: string;
  /** 16 hexadecimal digits: the span of whoever started the root. */
  readonly parentSpanId?: string;
  readonly isSampled: boolean;
}

/** `traceHeader`: of the root; anything that is not one counts as none. */
export function traceContext(rootArn: string, traceHeader: string | undefined): TraceContext {
  const fields = new Map((traceHeader ?? '').split(';').map((field) => split(field.trim())));
  const root = /^1-([0-9a-f]{8})-([0-9a-f]{24})$/i.exec(fields.get('Root') ?? '');
  const parent = /^[0-9a-f]{16}$/i.exec(fields.get('Parent') ?? '')?.[0];
  return {
    traceId: root === null ? digest(`trace ${rootArn}`, 32) : `${root[1]}${root[2]}`.toLowerCase(),
    ...(root !== null && parent !== undefined && { parentSpanId: parent.toLowerCase() }),
    isSampled: fields.get('Sampled') !== '0',
  };
}

/** An execution, from its start or its latest redrive on. */
export function executionSpanId(arn: string, redriveCount = 0): string {
  return digest(redriveCount === 0 ? arn : `${arn} ${redriveCount}`, 16);
}

/** What began with this event of the execution: a visit of a state, an attempt of a task. */
export function eventSpanId(executionArn: string, eventId: number): string {
  return digest(`${executionArn}#${eventId}`, 16);
}

export function mapRunSpanId(mapRunArn: string): string {
  return digest(mapRunArn, 16);
}

function digest(text: string, digits: number): string {
  return createHash('sha256').update(text).digest('hex').slice(0, digits);
}

function split(field: string): [string, string] {
  const at = field.indexOf('=');
  return at < 0 ? [field, ''] : [field.slice(0, at), field.slice(at + 1)];
}
