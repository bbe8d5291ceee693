/**
 * What changes on the server, as it happens: GET /live by server-sent events. One connection per scope is shared by
 * everything on the page that listens; it is closed a moment after the last of them is gone, and opened again by the
 * browser when it breaks. After a gap (the server dropped messages, or the connection was lost) listeners are told to
 * read everything again.
 */
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useEffectEvent, useRef, useSyncExternalStore } from 'react';
import type { Status } from './operations.ts';

export interface Change {
  readonly executionArn: string;
  readonly rootArn: string;
  readonly parentArn?: string;
  readonly stateMachineArn: string;
  readonly name: string;
  readonly status: Status;
  readonly startDate: number;
  readonly stopDate?: number;
  /** Name of the error only. */
  readonly error?: string;
  readonly lastEventId: number;
  readonly types: readonly string[];
  readonly isNew: boolean;
}

/** What to listen to: one execution, a tree by its root, or everything. */
export type LiveScope = { readonly executionArn: string } | { readonly rootArn: string } | { readonly list: '1' };

/** `idle`: nothing on the page wants to know. */
export type LiveState = 'idle' | 'connecting' | 'live' | 'lost';

interface Listener {
  readonly onChange: (change: Change) => void;
  readonly onGap: () => void;
}

const CLOSE_DELAY_MS = 2_000;

/**
 * A browser opens six connections to a server at most, over all its tabs: a tab that nobody sees gives its one back
 * after a while, and reads everything again when it is looked at.
 */
const HIDDEN_MS = 10_000;

class Stream {
  readonly #url: string;
  readonly #listeners = new Set<Listener>();
  #source: EventSource | undefined;
  #closing: ReturnType<typeof setTimeout> | undefined;
  #wasLost = false;

  constructor(url: string) {
    this.#url = url;
    let timer: ReturnType<typeof setTimeout> | undefined;
    document.addEventListener('visibilitychange', () => {
      clearTimeout(timer);
      if (document.hidden) timer = setTimeout(() => this.#pause(), HIDDEN_MS);
      else if (this.#source === undefined && this.#listeners.size > 0) this.#open();
    });
  }

  #pause(): void {
    if (this.#source === undefined) return;
    this.#wasLost = true;
    this.#close();
  }

  add(listener: Listener): () => void {
    clearTimeout(this.#closing);
    this.#listeners.add(listener);
    if (this.#source === undefined) this.#open();
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.#closing = setTimeout(() => this.#close(), CLOSE_DELAY_MS);
    };
  }

  #open(): void {
    const source = new EventSource(this.#url);
    this.#source = source;
    openStreams.add(this);
    setLiveState('connecting');
    source.onopen = () => {
      setLiveState('live');
      if (this.#wasLost) this.#tellGap();
      this.#wasLost = false;
    };
    source.onerror = () => {
      this.#wasLost = true;
      setLiveState('lost');
      if (source.readyState === EventSource.CLOSED) this.#openLater(source);
    };
    source.addEventListener('gap', () => this.#tellGap());
    source.addEventListener('change', (event) => {
      const change = JSON.parse(event.data) as Change;
      for (const listener of this.#listeners) listener.onChange(change);
    });
  }

  /** The browser gives up after an answer that is no stream, as while the server restarts behind a proxy. */
  #openLater(broken: EventSource): void {
    setTimeout(() => {
      if (this.#source === broken && this.#listeners.size > 0) this.#open();
    }, 3_000);
  }

  #tellGap(): void {
    for (const listener of this.#listeners) listener.onGap();
  }

  #close(): void {
    this.#source?.close();
    this.#source = undefined;
    openStreams.delete(this);
    if (openStreams.size === 0) setLiveState('idle');
  }
}

const streams = new Map<string, Stream>();
const openStreams = new Set<Stream>();

function streamOf(scope: LiveScope): Stream {
  const url = `/live?${new URLSearchParams(scope as Record<string, string>)}`;
  let stream = streams.get(url);
  if (stream === undefined) {
    stream = new Stream(url);
    streams.set(url, stream);
  }
  return stream;
}

let liveState: LiveState = 'idle';
const stateListeners = new Set<() => void>();

function setLiveState(state: LiveState): void {
  liveState = state;
  for (const listener of stateListeners) listener();
}

/** Whether changes arrive, for the dot in the header. */
export function useLiveState(): LiveState {
  return useSyncExternalStore(
    (listener) => {
      stateListeners.add(listener);
      return () => stateListeners.delete(listener);
    },
    () => liveState,
  );
}

/** Calls `onChange` for every change in the scope, `onGap` when some were missed. `undefined` listens to nothing. */
export function useLive(scope: LiveScope | undefined, onChange: (change: Change) => void, onGap: () => void): void {
  const key = scope === undefined ? '' : JSON.stringify(scope);
  const changed = useEffectEvent(onChange);
  const missed = useEffectEvent(onGap);
  useEffect(() => {
    if (key === '') return;
    return streamOf(JSON.parse(key)).add({ onChange: (change) => changed(change), onGap: () => missed() });
  }, [key]);
}

/**
 * Asks for the named operations again when something in the scope changes: at once for the first change, then at most
 * every `everyMs` while changes keep coming.
 */
export function useLiveRefresh(scope: LiveScope | undefined, operations: readonly string[], everyMs = 1_000): void {
  const client = useQueryClient();
  const refresh = useThrottled(() => {
    void client.invalidateQueries({ predicate: ({ queryKey }) => operations.includes(String(queryKey[0])) });
  }, everyMs);
  useLive(scope, refresh, refresh);
}

/** `run` now, and then not again before `everyMs` have passed; a call in between runs when they have. */
function useThrottled(run: () => void, everyMs: number): () => void {
  const latest = useRef(run);
  const state = useRef<{ timer: ReturnType<typeof setTimeout> | undefined; again: boolean }>({
    timer: undefined,
    again: false,
  });
  useEffect(() => {
    latest.current = run;
  });
  useEffect(() => {
    const held = state.current;
    return () => {
      clearTimeout(held.timer);
      held.timer = undefined;
    };
  }, []);
  return useCallback(() => {
    const held = state.current;
    held.again = held.timer !== undefined;
    if (held.again) return;
    const tick = () => {
      held.again = false;
      latest.current();
      held.timer = setTimeout(() => {
        held.timer = undefined;
        if (held.again) tick();
      }, everyMs);
    };
    tick();
  }, [everyMs]);
}
