/** The table from Type to the file that implements it. */
import type { Frame } from '../execution.ts';
import type { State } from '../program.ts';
import type { TurnContext } from '../turn.ts';
import { choice } from './choice.ts';
import { fail } from './fail.ts';
import { map } from './map.ts';
import { parallel } from './parallel.ts';
import { pass } from './pass.ts';
import type { Step } from './state-type.ts';
import { succeed } from './succeed.ts';
import { task } from './task.ts';
import { wait } from './wait.ts';

/** Lets the state act after its …StateEntered event, or for a retry. */
export function enterState(state: State, frame: Frame, turn: TurnContext): Step {
  switch (state.type) {
    case 'Pass':
      return pass.enter(state, frame, turn);
    case 'Task':
      return task.enter(state, frame, turn);
    case 'Choice':
      return choice.enter(state, frame, turn);
    case 'Wait':
      return wait.enter(state, frame, turn);
    case 'Succeed':
      return succeed.enter(state, frame, turn);
    case 'Fail':
      return fail.enter(state, frame, turn);
    case 'Parallel':
      return parallel.enter(state, frame, turn);
    case 'Map':
      return map.enter(state, frame, turn);
  }
}
