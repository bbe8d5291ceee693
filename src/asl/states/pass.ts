import type { PassState } from '../program.ts';
import type { StateType } from './state-type.ts';

/** Pass: hands its input, or its fixed Result, on. ASL "Pass State". Emits PassStateEntered and PassStateExited. */
export const pass: StateType<PassState> = {
  enter(state, frame, turn) {
    const env = turn.env(frame);
    const input = state.flow.arguments(env);
    return { type: 'exit', exit: state.flow.exit(env, state.result ?? input) };
  },
};
