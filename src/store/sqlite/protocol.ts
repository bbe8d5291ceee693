/**
 * Messages between the store and its writer's thread. Requests are answered in their order, one answer each, but for
 * `resume`, and for those that follow a rejected one: the writer drops them until `resume`, as they were computed on
 * top of what was rejected.
 */
import type { StoreErrorCode } from '../errors.ts';
import type { RunningChanges } from '../running-counts.ts';
import type { Counters, Purged, PurgeQuery } from '../store.ts';
import type { PackedBatch } from './packed-batch.ts';

/** `workerData` of the writer. */
export interface WriterOptions {
  readonly dataDir: string;
  readonly maxPageCount?: number | undefined;
  /** For tests: see failpoint.ts. */
  readonly failpoint?: string | undefined;
}

export type QueuedRequest =
  | { readonly type: 'open' }
  | { readonly type: 'commit'; readonly batch: PackedBatch }
  | { readonly type: 'setting'; readonly key: string; readonly value: string }
  | { readonly type: 'purge'; readonly query: PurgeQuery }
  /** Stands for a request that could not be posted; rejected in its turn. */
  | { readonly type: 'unpostable'; readonly message: string }
  | { readonly type: 'close' };

export type Request = QueuedRequest | { readonly type: 'resume' };

export interface Done {
  readonly type: 'done';
  /** Of `open`. */
  readonly counters?: Counters;
  /** Of `open`: the numbers; of `commit`: changes of them. */
  readonly running?: RunningChanges;
  /** Of `setting`. */
  readonly value?: string;
  /** Of `purge`: what was done, or why nothing was changed, which is no reason to reject what follows. */
  readonly purged?: Purged | { readonly code: StoreErrorCode; readonly message: string };
}

export interface Rejected {
  readonly type: 'rejected';
  readonly code: StoreErrorCode;
  readonly message: string;
}

export type Answer = Done | Rejected;
