/**
 * The executions that a page looks at, each loaded once and shared by all views: description, definition and history.
 * A history is read forwards in pages when it is first needed; afterwards only what is new, from the end backwards to
 * what is known. Views subscribe to a record and draw again when its `version` grows.
 */
import type { ExecutionDescription } from '../api/operations.ts';
import type { ScopeDefinition } from '../history/definition-index.ts';
import { DefinitionIndex, parseDefinition } from '../history/definition-index.ts';
import type { WireEvent } from '../history/event.ts';
import { ExecutionHistory } from '../history/execution-history.ts';
import type { Backend } from './backend.ts';

/** Largest page of GetExecutionHistory. */
const PAGE = 1000;
/** More may have happened since the change was told. */
const MIN_PAGE = 10;

export class ExecutionRecord {
  readonly arn: string;
  state: 'loading' | 'ready' | 'failed' = 'loading';
  error: unknown;
  description: ExecutionDescription | undefined;
  definitionText: string | undefined;
  definition: ScopeDefinition | undefined;
  index = new DefinitionIndex(undefined);
  history = new ExecutionHistory();
  /** Whether the history has been read to its end. */
  isComplete = false;
  version = 0;
  readonly #backend: Backend;
  readonly #listeners = new Set<() => void>();
  #refreshing: Promise<void> | undefined;
  /** What the refresh after the one that runs has to reach; undefined: whatever there is. */
  #next: { readonly lastEventId: number | undefined } | undefined;

  constructor(arn: string, backend: Backend) {
    this.arn = arn;
    this.#backend = backend;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #publish(): void {
    this.version++;
    for (const listener of this.#listeners) listener();
  }

  async load(): Promise<void> {
    this.state = 'loading';
    try {
      const first = this.#backend.history(this.arn, { reverseOrder: false, maxResults: PAGE });
      first.catch(() => {}); // awaited below
      const definition = this.#backend.definition(this.arn).catch(() => undefined);
      this.description = await this.#backend.describe(this.arn);
      this.definitionText = await definition;
      this.definition = parseDefinition(this.definitionText);
      this.index = new DefinitionIndex(this.definition);
      this.history = new ExecutionHistory(this.index);
      this.state = 'ready';
      this.#publish();
      await this.#readOn(await first);
    } catch (error) {
      this.error = error;
      this.state = this.description === undefined ? 'failed' : 'ready';
    }
    this.isComplete = true;
    this.#publish();
  }

  async #readOn(first: { events: readonly WireEvent[]; nextToken?: string }): Promise<void> {
    for (let page = first; ; ) {
      this.history.append(page.events);
      if (page.nextToken === undefined) return;
      this.#publish();
      page = await this.#backend.history(this.arn, {
        reverseOrder: false,
        maxResults: PAGE,
        nextToken: page.nextToken,
      });
    }
  }

  /** Something changed: reads what is new. Calls during a refresh lead to one more after it. */
  refresh(lastEventId?: number): void {
    if (this.state === 'loading') return;
    if (this.#refreshing !== undefined) {
      this.#next = { lastEventId };
      return;
    }
    this.#refreshing = this.#refresh(lastEventId)
      .catch((error: unknown) => {
        this.error = error;
      })
      .finally(() => {
        this.#refreshing = undefined;
        this.#publish();
        const next = this.#next;
        this.#next = undefined;
        if (next !== undefined) this.refresh(next.lastEventId);
      });
  }

  async #refresh(lastEventId: number | undefined): Promise<void> {
    if (this.state === 'failed') return this.load();
    const known = this.history.lastEventId;
    const expected = lastEventId === undefined ? 100 : lastEventId - known;
    if (expected > 0) this.history.append(await this.#since(known, expected));
    const { description, history } = this;
    if (lastEventId === undefined || description?.status !== history.status) {
      this.description = await this.#backend.describe(this.arn);
    }
    this.error = undefined;
  }

  /** Events after `known`, oldest first. */
  async #since(known: number, expected: number): Promise<WireEvent[]> {
    const events: WireEvent[] = [];
    let nextToken: string | undefined;
    do {
      const maxResults = Math.min(PAGE, Math.max(MIN_PAGE, expected));
      const page = await this.#backend.history(this.arn, {
        reverseOrder: true,
        maxResults,
        ...(nextToken !== undefined && { nextToken }),
      });
      events.push(...page.events);
      nextToken = page.nextToken;
    } while (nextToken !== undefined && (events.at(-1)?.id ?? 0) > known + 1);
    return events.filter(({ id }) => id > known).reverse();
  }
}

/** Most recently used last; a page that walks through a large tree does not keep all of it. */
const MAX_RECORDS = 400;

export class Records {
  readonly backend: Backend;
  readonly #byArn = new Map<string, ExecutionRecord>();

  constructor(backend: Backend) {
    this.backend = backend;
  }

  /** The record of an execution, which is being loaded if it was not known. */
  get(arn: string): ExecutionRecord {
    const known = this.#byArn.get(arn);
    if (known !== undefined) return known;
    const record = new ExecutionRecord(arn, this.backend);
    this.#byArn.set(arn, record);
    if (this.#byArn.size > MAX_RECORDS) this.#byArn.delete(this.#byArn.keys().next().value as string);
    void record.load();
    return record;
  }

  peek(arn: string): ExecutionRecord | undefined {
    return this.#byArn.get(arn);
  }

  refreshAll(): void {
    for (const record of this.#byArn.values()) record.refresh();
  }
}
