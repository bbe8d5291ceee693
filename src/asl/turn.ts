/** The working memory of one turn: emits events, collects commands, and builds the environments of expressions. */
import type { ContextExtras } from './context-object.ts';
import { contextObject } from './context-object.ts';
import type { Command, Execution, Frame, MapRunSnapshot, TurnHost } from './execution.ts';
import type { Env, Variables } from './flow.ts';
import type { EventDetails, EventType, HistoryEvent } from './history-events.ts';
import type { Host } from './host.ts';
import type { JsonObject } from './json.ts';
import type { Program } from './program.ts';

/** Most events of one execution; event number 25,000 is its failure. Source: Step Functions quotas. */
export const MAX_EVENTS = 25_000;

/** Thrown by `emit` when there is room for the terminal event only. */
export class HistoryFull {}

export class TurnContext {
  readonly program: Program;
  readonly execution: Execution;
  readonly host: TurnHost;
  /** Never earlier than what the history already shows. */
  readonly nowMs: number;
  readonly events: HistoryEvent[] = [];
  readonly commands: Command[] = [];
  readonly touched = new Set<string>();
  readonly cleared = new Set<string>();
  /** Paths of frames whose map run went on. Their rows need not be written: they follow from those below. */
  readonly changedRuns = new Set<string>();
  /** Map runs that changed, by ARN. */
  readonly mapRuns = new Map<string, MapRunSnapshot>();
  /** What expressions see. */
  readonly #envHost: Host;
  /** Where the execution stood when the first thing failed in this turn. */
  standing: Execution['standing'] | null = null;
  /** Paths of frames whose Parallel or Map has succeeded in this turn. */
  readonly succeeded = new Set<string>();
  /** Frames that are about to enter their state, in the order of their last events. */
  readonly ready: Frame[] = [];

  constructor(program: Program, execution: Execution, host: TurnHost) {
    this.program = program;
    this.execution = execution;
    this.host = host;
    const nowMs = host.nowMs();
    this.nowMs = Math.max(nowMs, execution.lastEventMs);
    this.#envHost = nowMs < this.nowMs ? withClock(host, this.nowMs) : host;
  }

  /** Emits the frame's next event, chained to its last one. */
  emit(frame: Frame, type: EventType, details?: EventDetails): void {
    frame.lastEventId = this.emitAfter(frame.lastEventId, type, details);
  }

  /** Emits an event after the one with id `previousEventId`; answers with its id. */
  emitAfter(previousEventId: number, type: EventType, details?: EventDetails): number {
    if (this.execution.nextEventId >= MAX_EVENTS) throw new HistoryFull();
    return this.#append(previousEventId, type, details);
  }

  /** Emits the event that ends the execution; it fits even when the history is full. */
  emitLast(previousEventId: number, type: EventType, details: EventDetails): void {
    this.#append(previousEventId, type, details);
  }

  #append(previousEventId: number, type: EventType, details: EventDetails | undefined): number {
    const id = this.execution.nextEventId++;
    this.execution.lastEventMs = this.nowMs;
    const timestampMs = this.nowMs;
    if (details === undefined) this.events.push({ id, previousEventId, timestampMs, type });
    else this.events.push({ id, previousEventId, timestampMs, type, details });
    return id;
  }

  /** What the current state's fields may refer to. */
  env(frame: Frame, extras: ContextExtras = {}): Env {
    let context: JsonObject | undefined;
    return {
      input: frame.input,
      context: () => {
        context ??= contextObject(this.execution, frame, extras);
        return context;
      },
      variables: visibleVariables(frame),
      host: this.#envHost,
    };
  }
}

/** The clock was set back: to states it is as late as the last event says, or they would end before they began. */
function withClock(host: Host, nowMs: number): Host {
  return {
    nowMs: () => nowMs,
    random: () => host.random(),
    uuid: () => host.uuid(),
    hash: (algorithm, text) => host.hash(algorithm, text),
    base64Encode: (text) => host.base64Encode(text),
    base64Decode: (text) => host.base64Decode(text),
  };
}

export function visibleVariables(frame: Frame): Variables {
  if (isEmpty(frame.variables)) return frame.inherited;
  if (isEmpty(frame.inherited)) return frame.variables;
  return { ...frame.inherited, ...frame.variables };
}

function isEmpty(variables: Variables): boolean {
  for (const _ in variables) return false;
  return true;
}

/** Retries so far in this visit of the state, over all its retriers. */
export function retryCount(frame: Frame): number {
  let count = 0;
  for (const retries of frame.retries) count += retries;
  return count;
}
