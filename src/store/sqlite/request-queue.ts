/**
 * The requests that the writer has not answered yet, in their order. When one is rejected, so are all behind it, which
 * were computed on top of it; requests that come later are a fresh start. When the writer is lost, or leaves open what
 * it has stored, nothing is taken any more.
 */
import { queuedBehind, StoreError } from '../errors.ts';
import type { Answer, Done, QueuedRequest, Rejected, Request } from './protocol.ts';
import { messageOf } from './sqlite-errors.ts';

interface Waiting {
  readonly resolve: (answer: Done) => void;
  readonly reject: (error: StoreError) => void;
}

export class RequestQueue {
  readonly #post: (request: Request) => void;
  #waiting: Waiting[] = [];
  #lost: StoreError | undefined;
  #drained: (() => void) | undefined;

  /** `post` hands a request to the writer; it may throw when the request cannot be copied. */
  constructor(post: (request: Request) => void) {
    this.#post = post;
  }

  send(request: QueuedRequest): Promise<Done> {
    if (this.#lost !== undefined) return Promise.reject(this.#lost);
    try {
      this.#post(request);
    } catch (error) {
      this.#post({ type: 'unpostable', message: `The request cannot be copied: ${messageOf(error)}` });
    }
    return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }));
  }

  answered(answer: Answer): void {
    if (answer.type === 'rejected') this.#rejected(answer);
    else this.#waiting.shift()?.resolve(answer);
    this.#tellDrained();
  }

  /** The writer is no more, or not to be trusted any more. */
  lost(error: StoreError): void {
    if (this.#lost !== undefined) return;
    this.#lost = error;
    for (const waiting of this.#takeAll()) waiting.reject(error);
    this.#tellDrained();
  }

  get isLost(): boolean {
    return this.#lost !== undefined;
  }

  /** Resolves when nothing waits for an answer. */
  async drained(): Promise<void> {
    if (this.#waiting.length === 0) return;
    await new Promise<void>((resolve) => {
      this.#drained = resolve;
    });
  }

  #rejected({ code, message }: Rejected): void {
    const error = new StoreError(code, message);
    if (code === 'failed') {
      this.lost(error);
      return;
    }
    const [rejected, ...behind] = this.#takeAll();
    rejected?.reject(error);
    for (const waiting of behind) waiting.reject(queuedBehind(error));
    this.#post({ type: 'resume' });
  }

  #takeAll(): Waiting[] {
    const all = this.#waiting;
    this.#waiting = [];
    return all;
  }

  #tellDrained(): void {
    if (this.#waiting.length === 0) this.#drained?.();
  }
}
