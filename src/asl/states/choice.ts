import { runtimeFailure } from '../errors.ts';
import type { ChoiceState } from '../program.ts';
import type { StateType } from './state-type.ts';

/**
 * Choice: goes where the first rule that matches points, else to Default. ASL "Choice State".
 * Emits ChoiceStateEntered and ChoiceStateExited. Without match and Default AWS fails with States.Runtime,
 * not with the States.NoChoiceMatched of the language's specification.
 */
export const choice: StateType<ChoiceState> = {
  enter(state, frame, turn) {
    const chosen = state.flow.choose(turn.env(frame));
    if (chosen === null) {
      throw runtimeFailure('Failed to transition out of the state. The state does not point to a next state.');
    }
    return { type: 'exit', exit: chosen.exit, next: chosen.next };
  },
};
