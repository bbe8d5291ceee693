import type { SucceedState } from '../program.ts';
import type { StateType } from './state-type.ts';

/** Succeed: ends its branch. ASL "Succeed State". Emits SucceedStateEntered and SucceedStateExited. */
export const succeed: StateType<SucceedState> = {
  enter(state, frame, turn) {
    const env = turn.env(frame);
    return { type: 'exit', exit: state.flow.exit(env, state.flow.arguments(env)) };
  },
};
