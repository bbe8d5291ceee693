import type { FailState } from '../program.ts';
import type { StateType } from './state-type.ts';

/** Fail: ends its branch as failed. ASL "Fail State". Emits FailStateEntered; there is no exit event. */
export const fail: StateType<FailState> = {
  enter(state, frame, turn) {
    return { type: 'fail', failure: state.flow.failure(turn.env(frame)) };
  },
};
