/**
 * Makes spans of the feed: one per execution, below it one per visit of a state, below that one per attempt of a task. A
 * nested execution's span is a child of the attempt that started it, an item's of a Distributed Map a child of the Map
 * Run. Spans are given away when they end, and an execution's own is made of its row alone, so that nothing has to be
 * kept for those that wait long: of the others at most a bounded number of open states is remembered.
 */
import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import { parseStateMachineArn } from '../../aws/arn.ts';
import type { ExecutionChange, FeedListener } from '../../engine/feed.ts';
import type { Logger } from '../../engine/ports.ts';
import type { ExecutionRow } from '../../store/store.ts';
import { OpenExecution } from './open-execution.ts';
import { type EndedSpan, readableSpan, type SpanOrigin } from './span.ts';
import { eventSpanId, executionSpanId, mapRunSpanId, type TraceContext, traceContext } from './trace-context.ts';

export interface TracerOptions {
  readonly origin: SpanOrigin;
  readonly ended: (span: ReadableSpan) => void;
  readonly log: Pick<Logger, 'error'>;
  /** X-Ray trace header of an execution that started before this process. */
  readonly traceHeaderOf: (executionArn: string) => Promise<string | undefined>;
  /** Events whose successors are awaited, over all executions. */
  readonly maxOpen?: number;
}

const MAX_OPEN = 200_000;
const MAX_CONTEXTS = 50_000;
/** Changes kept while the header of a root is read. */
const MAX_WAITING = 10_000;

export class Tracer {
  readonly #options: TracerOptions;
  readonly #maxOpen: number;
  /** By ARN, oldest first. */
  readonly #open = new Map<string, OpenExecution>();
  #openSize = 0;
  /** By root ARN. */
  readonly #contexts = new Map<string, TraceContext>();
  #waiting: ExecutionChange[] = [];
  #isReading = false;

  constructor(options: TracerOptions) {
    this.#options = options;
    this.#maxOpen = options.maxOpen ?? MAX_OPEN;
  }

  readonly listen: FeedListener = (changes) => {
    for (const change of changes) {
      if (this.#isReading && this.#waiting.length < MAX_WAITING) this.#waiting.push(change);
      else this.#takeSafely(change);
    }
  };

  /** A listener must not throw: an execution whose events cannot be followed loses its open states, nothing else. */
  #takeSafely(change: ExecutionChange): void {
    try {
      this.#take(change);
    } catch (error) {
      const { arn } = change.row;
      this.#options.log.error({ err: error, executionArn: arn }, 'the events of an execution could not be traced');
      const open = this.#open.get(arn);
      if (open !== undefined) this.#forget(arn, open);
    }
  }

  /** The order of changes is kept: while the header of a root is being read, those behind it wait. */
  #take(change: ExecutionChange): void {
    const { row } = change;
    const known = this.#contexts.get(row.rootArn);
    if (known !== undefined) return this.#follow(change, known);
    if (row.arn === row.rootArn) return this.#follow(change, this.#learn(row.rootArn, row.traceHeader));
    if (this.#isReading) return this.#follow(change, traceContext(row.rootArn, undefined));
    this.#isReading = true;
    this.#waiting.unshift(change);
    void this.#read(row.rootArn);
  }

  async #read(rootArn: string): Promise<void> {
    const header = await this.#options.traceHeaderOf(rootArn).catch(() => undefined);
    this.#learn(rootArn, header);
    this.#isReading = false;
    const waiting = this.#waiting;
    this.#waiting = [];
    this.listen(waiting);
  }

  #learn(rootArn: string, traceHeader: string | undefined): TraceContext {
    const context = traceContext(rootArn, traceHeader);
    this.#contexts.set(rootArn, context);
    if (this.#contexts.size > MAX_CONTEXTS) this.#contexts.delete(this.#contexts.keys().next().value as string);
    return context;
  }

  #follow({ row, events }: ExecutionChange, context: TraceContext): void {
    if (!context.isSampled) return;
    const open = this.#openOf(row, context);
    const sizeBefore = open.size;
    for (const event of events) open.take(event);
    this.#openSize += open.size - sizeBefore;
    if (row.status !== 'RUNNING') this.#closed(row, open, context);
    else this.#forgetOldest();
  }

  #openOf(row: ExecutionRow, context: TraceContext): OpenExecution {
    const known = this.#open.get(row.arn);
    if (known !== undefined) return known;
    const end = (span: EndedSpan) => this.#end(span, context);
    const open = new OpenExecution(row.arn, executionSpanId(row.arn, row.redriveCount), end);
    this.#open.set(row.arn, open);
    this.#openSize += open.size;
    return open;
  }

  #closed(row: ExecutionRow, open: OpenExecution, context: TraceContext): void {
    const endMs = row.stopMs ?? row.startMs;
    this.#forget(row.arn, open);
    const { arn, status, redriveCount } = row;
    const error = status === 'SUCCEEDED' ? undefined : (row.error ?? status);
    open.endAll(endMs, error);
    this.#end(
      {
        name: machineName(row.stateMachineArn),
        spanId: executionSpanId(arn, redriveCount),
        parentSpanId: parentSpanId(row, context),
        startMs: row.redriveMs ?? row.startMs,
        endMs,
        attributes: {
          'stairwell.execution.arn': arn,
          'stairwell.execution.status': status,
          'stairwell.state_machine.arn': row.stateMachineArn,
          ...(redriveCount > 0 && { 'stairwell.execution.redrive_count': redriveCount }),
        },
        error,
      },
      context,
    );
  }

  #forget(arn: string, open: OpenExecution): void {
    this.#openSize -= open.size;
    this.#open.delete(arn);
  }

  /** Its open states give no spans; the execution's own comes with its end all the same. */
  #forgetOldest(): void {
    for (const [arn, open] of this.#open) {
      if (this.#openSize <= this.#maxOpen) return;
      this.#forget(arn, open);
    }
  }

  #end(span: EndedSpan, context: TraceContext): void {
    this.#options.ended(readableSpan(span, context, this.#options.origin));
  }
}

/** An EXPRESS execution does not keep which attempt started it: it hangs from the root. */
function parentSpanId(row: ExecutionRow, context: TraceContext): string | undefined {
  if (row.mapRunArn !== undefined) return mapRunSpanId(row.mapRunArn);
  if (row.parent !== undefined) return eventSpanId(row.parent.arn, row.parent.taskId);
  return row.arn === row.rootArn ? context.parentSpanId : executionSpanId(row.rootArn);
}

/** With the label of the Distributed Map whose item this is, if any. */
function machineName(arn: string): string {
  const { name, label } = parseStateMachineArn(arn) ?? { name: arn };
  return label === undefined ? name : `${name}/${label}`;
}
