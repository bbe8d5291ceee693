import type { ParallelState } from '../program.ts';
import { retryCount } from '../turn.ts';
import { dataLimitExceeded } from './data-limit.ts';
import type { StateType } from './state-type.ts';

/**
 * Parallel: gives every branch a copy of its effective input; its result is the array of their outputs in the order of
 * the branches. ASL "Parallel State". Emits ParallelStateEntered, …Started, …Succeeded or …Failed, and …Exited.
 * The driver (branches.ts) runs the branches.
 */
export const parallel: StateType<ParallelState> = {
  enter(state, frame, turn) {
    const input = state.flow.arguments(turn.env(frame, { retryCount: retryCount(frame) }));
    if (input.tooLarge) return { type: 'fail', failure: dataLimitExceeded(state.name) };
    turn.emit(frame, 'ParallelStateStarted');
    const total = state.branches.length;
    frame.children = { kind: 'Parallel', total, limit: total, input, next: 0, running: 0, results: [] };
    return { type: 'park', wait: { on: 'children' } };
  },
};
