import { enterMapRun } from '../map-run.ts';
import type { MapState } from '../program.ts';
import { retryCount } from '../turn.ts';
import type { StateType } from './state-type.ts';

/** How many iterations of an inline Map run at once at most. Source: "Map state in Inline mode". */
const MAX_INLINE_CONCURRENCY = 40;

/**
 * Map, inline: runs its processor once per item; its result is the array of the outputs in the order of the items.
 * ASL "Map State". Emits MapStateEntered, …Started, MapIteration… events, …Succeeded or …Failed, and …Exited.
 * The driver (branches.ts) runs the iterations.
 */
export const map: StateType<MapState> = {
  enter(state, frame, turn) {
    const env = turn.env(frame, { retryCount: retryCount(frame) });
    const input = state.flow.arguments(env);
    const items = state.flow.items(env, input);
    const maxConcurrency = state.flow.maxConcurrency(env);
    if (state.distributed !== undefined) return enterMapRun(state, frame, turn, { input, items, maxConcurrency });
    turn.emit(frame, 'MapStateStarted', { length: items.length });
    const limit = Math.min(maxConcurrency === 0 ? MAX_INLINE_CONCURRENCY : maxConcurrency, MAX_INLINE_CONCURRENCY);
    frame.children = { kind: 'Map', total: items.length, limit, input, items, next: 0, running: 0, results: [] };
    return { type: 'park', wait: { on: 'children' } };
  },
};
