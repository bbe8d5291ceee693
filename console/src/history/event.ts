/**
 * Events of an execution's history as they come over the wire, and what the console reads of them.
 * Histories of AWS come in two dialects: epoch seconds (the wire) and ISO 8601 text (the AWS CLI); both are taken.
 * Nothing here throws for a member that is missing or of an unknown type. Source: API reference "HistoryEvent".
 */

export interface WireEvent {
  readonly id: number;
  readonly previousEventId?: number;
  readonly type: string;
  readonly timestamp: number | string;
  readonly [details: string]: unknown;
}

export type Details = Readonly<Record<string, unknown>>;

export interface HistoryEvent {
  readonly id: number;
  readonly previousEventId: number;
  readonly type: string;
  /** Milliseconds since the epoch. */
  readonly atMs: number;
  /** The one member that ends in `EventDetails`; empty when the type has none. */
  readonly details: Details;
  /** Name of that member. */
  readonly member: string | undefined;
}

const NO_DETAILS: Details = {};

export function readEvent(wire: WireEvent): HistoryEvent {
  const member = detailsMember(wire);
  return {
    id: Number(wire.id) || 0,
    previousEventId: Number(wire.previousEventId) || 0,
    type: String(wire.type),
    atMs: readTimestampMs(wire.timestamp),
    details: member === undefined ? NO_DETAILS : (wire[member] as Details),
    member,
  };
}

/** Epoch seconds or ISO 8601 text; NaN-free: what cannot be read is 0. */
export function readTimestampMs(timestamp: number | string | undefined): number {
  if (typeof timestamp === 'number') return Math.round(timestamp * 1000);
  const ms = Date.parse(timestamp ?? '');
  return Number.isNaN(ms) ? Math.round(Number(timestamp ?? 0) * 1000) || 0 : ms;
}

function detailsMember(wire: WireEvent): string | undefined {
  for (const member in wire) {
    if (member.length <= SHORTEST_MEMBER || !member.endsWith('EventDetails')) continue;
    if (typeof wire[member] === 'object' && wire[member] !== null) return member;
  }
  return undefined;
}

/** Longer than `timestamp` and `previousEventId`, which need not be looked at. */
const SHORTEST_MEMBER = 15;

export function text(details: Details, member: string): string | undefined {
  const value = details[member];
  return typeof value === 'string' ? value : undefined;
}

export function number(details: Details, member: string): number | undefined {
  const value = details[member];
  return typeof value === 'number' ? value : undefined;
}

/** Whether the type says that something went wrong. */
export function isFailure(type: string): boolean {
  return /(?:Failed|TimedOut|Aborted)$/.test(type);
}
