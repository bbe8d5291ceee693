/** One reader of live changes: gathers what concerns it and writes it into a stream of server-sent events. */
import type { ExecutionChange } from '../engine/feed.ts';
import type { Ports } from '../engine/ports.ts';
import type { ExecutionRow } from '../store/store.ts';

/** Changes of one execution, of a tree, or of all STANDARD executions. */
export type Wanted = { readonly executionArn: string } | { readonly rootArn: string } | { readonly list: true };

/** Much less than the 250 ms that are promised. */
const GATHER_MS = 50;
const HEARTBEAT_MS = 15_000;
/** Executions whose changes are gathered; more are a gap. */
const MAX_GATHERED = 2000;
const MAX_TYPES = 100;
/** Bytes that wait for a slow connection; more are a gap. */
const MAX_BUFFERED = 512 * 1024;

interface Gathered {
  row: ExecutionRow;
  lastEventId: number;
  readonly types: string[];
  readonly isNew: boolean;
}

export class LiveReader {
  readonly stream: ReadableStream<Uint8Array>;
  readonly #concerns: (row: ExecutionRow) => boolean;
  readonly #ports: Pick<Ports, 'setTimer'>;
  readonly #left: () => void;
  readonly #encoder = new TextEncoder();
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  #gathered = new Map<string, Gathered>();
  #flush: { cancel(): void } | undefined;
  #heartbeat: { cancel(): void } | undefined;
  #hasGap = false;

  /** `left`: called once, when the reader has gone or was let go. */
  constructor(init: { wanted: Wanted; ports: Pick<Ports, 'setTimer'>; left: () => void }) {
    this.#concerns = concerns(init.wanted);
    this.#ports = init.ports;
    this.#left = init.left;
    this.stream = new ReadableStream<Uint8Array>(
      {
        start: (controller) => {
          this.#controller = controller;
          this.#send('retry: 1000\n: listening\n\n');
        },
        pull: () => this.#tellGap(),
        cancel: () => this.#stop(),
      },
      new ByteLengthQueuingStrategy({ highWaterMark: MAX_BUFFERED }),
    );
    this.#beat();
  }

  tell(changes: readonly ExecutionChange[]): void {
    for (const change of changes) if (this.#concerns(change.row)) this.#gather(change);
    if (this.#gathered.size > 0) this.#flush ??= this.#ports.setTimer(GATHER_MS, () => this.#write());
  }

  /** Ends the answer. */
  end(): void {
    const controller = this.#controller;
    this.#write();
    this.#stop();
    controller?.close();
  }

  #gather({ row, events, isNew }: ExecutionChange): void {
    const known = this.#gathered.get(row.arn);
    if (known === undefined && this.#gathered.size >= MAX_GATHERED) {
      this.#hasGap = true;
      return;
    }
    const gathered = known ?? { row, lastEventId: 0, types: [], isNew };
    gathered.row = row;
    for (const { id, type } of events) {
      gathered.lastEventId = id;
      if (gathered.types.length < MAX_TYPES) gathered.types.push(type);
    }
    this.#gathered.set(row.arn, gathered);
  }

  /** Sends what was gathered, or remembers that it was lost when the connection does not take it. */
  #write(): void {
    this.#flush?.cancel();
    this.#flush = undefined;
    const gathered = this.#gathered;
    this.#gathered = new Map();
    if ((this.#controller?.desiredSize ?? 0) <= 0) this.#hasGap ||= gathered.size > 0;
    else this.#send([...gathered.values()].map((one) => message('change', shown(one))).join(''));
    this.#tellGap();
  }

  #tellGap(): void {
    if (!this.#hasGap || (this.#controller?.desiredSize ?? 0) <= 0) return;
    this.#hasGap = false;
    this.#send(message('gap', {}));
  }

  /** Keeps proxies from giving up on the connection. Not for one that is stuck. */
  #beat(): void {
    this.#heartbeat = this.#ports.setTimer(HEARTBEAT_MS, () => {
      if ((this.#controller?.desiredSize ?? 0) > 0) this.#send(': still here\n\n');
      this.#beat();
    });
  }

  #send(text: string): void {
    if (text !== '') this.#controller?.enqueue(this.#encoder.encode(text));
  }

  #stop(): void {
    if (this.#controller === undefined) return;
    this.#controller = undefined;
    this.#flush?.cancel();
    this.#heartbeat?.cancel();
    this.#gathered.clear();
    this.#left();
  }
}

function concerns(wanted: Wanted): (row: ExecutionRow) => boolean {
  if ('executionArn' in wanted) return ({ arn }) => arn === wanted.executionArn;
  if ('rootArn' in wanted) return ({ rootArn }) => rootArn === wanted.rootArn;
  return ({ arn }) => !arn.includes(':express:');
}

/** JSON has no line ends outside of escapes, so it is one `data` line. */
function message(event: string, data: object): string {
  return `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}

function shown({ row, lastEventId, types, isNew }: Gathered): object {
  const { arn, rootArn, parent, stateMachineArn, name, status, startMs, stopMs, error } = row;
  return {
    ...{ executionArn: arn, rootArn, ...(parent && { parentArn: parent.arn }), stateMachineArn, name, status },
    startDate: startMs / 1000,
    ...(stopMs !== undefined && { stopDate: stopMs / 1000 }),
    ...(error !== undefined && { error }),
    ...{ lastEventId, types, isNew },
  };
}
