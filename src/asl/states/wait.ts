import type { Frame } from '../execution.ts';
import type { WaitState } from '../program.ts';
import type { TurnContext } from '../turn.ts';
import type { StateType, Step } from './state-type.ts';

/** Wait: parks its branch until an instant; one that has passed does not wait. ASL "Wait State". Emits WaitStateEntered and WaitStateExited. */
export const wait: StateType<WaitState> & {
  /** The instant has come. */
  elapsed(state: WaitState, frame: Frame, turn: TurnContext): Step;
} = {
  enter(state, frame, turn) {
    const dueMs = state.flow.waitUntilMs(turn.env(frame));
    if (dueMs <= turn.nowMs) return wait.elapsed(state, frame, turn);
    return { type: 'park', wait: { on: 'time', for: 'Wait', dueMs } };
  },

  elapsed(state, frame, turn) {
    const env = turn.env(frame);
    return { type: 'exit', exit: state.flow.exit(env, state.flow.arguments(env)) };
  },
};
