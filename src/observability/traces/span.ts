/** A span that has ended, in the form that exporters of OpenTelemetry take. */
import type { Attributes, HrTime, SpanContext } from '@opentelemetry/api';
import { SpanKind, SpanStatusCode, TraceFlags } from '@opentelemetry/api';
import type { Resource } from '@opentelemetry/resources';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import type { TraceContext } from './trace-context.ts';

export interface EndedSpan {
  readonly name: string;
  readonly spanId: string;
  readonly parentSpanId: string | undefined;
  readonly startMs: number;
  readonly endMs: number;
  readonly attributes: Attributes;
  /** A call that leaves the execution. */
  readonly isCall?: boolean;
  /** Name of the error; absent when there was none. Causes may hold data and stay in the history. */
  readonly error?: string | undefined;
}

export interface SpanOrigin {
  readonly resource: Resource;
  readonly version: string;
}

export function readableSpan(span: EndedSpan, { traceId }: TraceContext, origin: SpanOrigin): ReadableSpan {
  const context = (spanId: string): SpanContext => ({ traceId, spanId, traceFlags: TraceFlags.SAMPLED });
  const { name, spanId, parentSpanId, startMs, endMs, attributes, error } = span;
  const endTime = hrTime(endMs);
  return {
    name,
    kind: span.isCall === true ? SpanKind.CLIENT : SpanKind.INTERNAL,
    spanContext: () => context(spanId),
    ...(parentSpanId !== undefined && { parentSpanContext: context(parentSpanId) }),
    startTime: hrTime(startMs),
    endTime,
    duration: hrTime(Math.max(endMs - startMs, 0)),
    status: error === undefined ? { code: SpanStatusCode.UNSET } : { code: SpanStatusCode.ERROR, message: error },
    attributes,
    links: [],
    events: error === undefined ? [] : [{ time: endTime, name: 'exception', attributes: { 'exception.type': error } }],
    ended: true,
    resource: origin.resource,
    instrumentationScope: { name: 'stairwell', version: origin.version },
    droppedAttributesCount: 0,
    droppedEventsCount: 0,
    droppedLinksCount: 0,
  };
}

function hrTime(ms: number): HrTime {
  const seconds = Math.floor(ms / 1000);
  return [seconds, Math.round((ms - seconds * 1000) * 1e6)];
}
