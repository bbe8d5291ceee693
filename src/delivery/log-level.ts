/** Which events a level logs. Source: Step Functions Developer Guide, "Log levels for Step Functions execution events". */
import type { EventType } from '../asl/history-events.ts';

export type LogLevel = 'ALL' | 'ERROR' | 'FATAL';

const FATAL: ReadonlySet<EventType> = new Set(['ExecutionAborted', 'ExecutionFailed', 'ExecutionTimedOut']);

export function isLogged(type: EventType, level: LogLevel): boolean {
  if (level === 'ALL') return true;
  if (level === 'FATAL') return FATAL.has(type);
  return type === 'FailStateEntered' || /(?:Failed|TimedOut|Aborted)$/.test(type);
}
