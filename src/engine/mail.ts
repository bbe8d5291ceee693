/** What lies in an execution's mailbox, and the durable form of what one execution sends another. */
import type { StatesError } from '../asl/errors.ts';
import type { Stimulus, TaskRef } from '../asl/execution.ts';
import type { ExecutionRow } from '../store/store.ts';
import type { LiveExecution } from './live-execution.ts';

export type Mail =
  | {
      readonly type: 'stimulus';
      readonly stimulus: Stimulus;
      /** Inbox row that this takes away. */
      readonly inboxId?: number;
      /** Called when the turn, or the refusal and all before it, is durable. */
      readonly settled?: (outcome: Settled) => void;
    }
  /** Somebody wants to act on the execution in a step of their own; undefined: it is not there. */
  | {
      readonly type: 'visit';
      readonly visit: (live: LiveExecution | undefined) => void;
      readonly failed: (error: unknown) => void;
      readonly inboxId?: undefined;
    }
  /** A `.sync` child closed. `child`: its row as it is now; read from the store when absent. */
  | ({
      readonly type: 'childEnded';
      readonly childId: number;
      readonly child?: ExecutionRow;
      readonly inboxId?: number;
    } & TaskRef);

/** What became of a stimulus. */
export type Settled =
  | { readonly type: 'accepted' }
  /** It came too late, or names nothing that waits. */
  | { readonly type: 'rejected' }
  /** The store could not take it: nobody knows what the store has. */
  | { readonly type: 'failed'; readonly error: unknown };

/** A row of the inbox. */
export type Message =
  | ({ readonly type: 'childEnded'; readonly childId: number } & TaskRef)
  | { readonly type: 'stop'; readonly error: StatesError };

export function mailOf(message: Message, inboxId: number): Mail {
  if (message.type === 'childEnded') return { ...message, inboxId };
  return { type: 'stimulus', stimulus: { type: 'Stop', error: message.error }, inboxId };
}

/** Whether nobody waits for what comes of it. */
export function isUnasked(mail: Mail): boolean {
  return mail.type === 'childEnded' || (mail.type === 'stimulus' && mail.settled === undefined);
}
