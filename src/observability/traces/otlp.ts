/**
 * Sends spans over OTLP/HTTP (JSON). Where to, with which headers and how long to wait say the standard variables:
 * OTEL_EXPORTER_OTLP_ENDPOINT (http://localhost:4318 by default), OTEL_EXPORTER_OTLP_HEADERS, OTEL_EXPORTER_OTLP_TIMEOUT;
 * OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES name the sender. Loaded only when traces are on.
 */
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources';
import type { SpanExporter } from '@opentelemetry/sdk-trace';
import { BatchSpanProcessor } from '@opentelemetry/sdk-trace';
import type { Feed } from '../../engine/feed.ts';
import type { Logger } from '../../engine/ports.ts';
import { Tracer, type TracerOptions } from './tracer.ts';

export interface Tracing {
  /** Sends what has ended so far, and ends. */
  close(): Promise<void>;
}

/** Spans that wait to be sent; more are dropped. */
const MAX_QUEUE = 20_000;
/** How long a server that closes waits for a collector that does not answer. */
const CLOSE_MS = 3000;
/** Between two messages about the same trouble. */
const QUIET_MS = 60_000;

export interface TracingOptions extends Pick<TracerOptions, 'traceHeaderOf'> {
  readonly feed: Feed;
  readonly version: string;
  readonly log: Logger;
}

export function traceOverOtlp(init: TracingOptions): Tracing {
  const processor = new BatchSpanProcessor({
    exporter: audible(new OTLPTraceExporter(), init.log),
    maxQueueSize: MAX_QUEUE,
  });
  const named = resourceFromAttributes({
    'service.name': process.env['OTEL_SERVICE_NAME'] || 'stairwell',
    'service.version': init.version,
  });
  const resource = detectResources({ detectors: [envDetector] }).merge(named);
  const tracer = new Tracer({
    origin: { resource, version: init.version },
    ended: (span) => processor.onEnd(span),
    traceHeaderOf: init.traceHeaderOf,
    log: init.log,
  });
  const unsubscribe = init.feed.subscribe(tracer.listen);
  return {
    async close() {
      unsubscribe();
      const sent = processor.shutdown().catch((error: unknown) => init.log.warn({ err: error }, NOT_SENT));
      await Promise.race([sent, new Promise((resolve) => setTimeout(resolve, CLOSE_MS).unref())]);
    },
  };
}

const NOT_SENT = 'spans could not be sent to the collector; see OTEL_EXPORTER_OTLP_ENDPOINT';

/** The exporter keeps its failures to itself; this one says so now and then. */
function audible(exporter: SpanExporter, log: Logger): SpanExporter {
  let saidMs = Number.NEGATIVE_INFINITY;
  return {
    export(spans, done) {
      exporter.export(spans, (result) => {
        if (result.error !== undefined && performance.now() - saidMs > QUIET_MS) {
          saidMs = performance.now();
          log.warn({ err: result.error, spans: spans.length }, NOT_SENT);
        }
        done(result);
      });
    },
    shutdown: () => exporter.shutdown(),
    forceFlush: async () => exporter.forceFlush?.(),
  };
}
