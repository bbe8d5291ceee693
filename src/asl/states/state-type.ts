/** The interface of the files in this folder: one per Type of state, all without I/O and without memory. */
import type { Frame, Wait } from '../execution.ts';
import type { Exit } from '../flow.ts';
import type { State } from '../program.ts';
import type { Failure } from '../retry.ts';
import type { TurnContext } from '../turn.ts';

/** What becomes of a frame after its state did something. */
export type Step =
  /** The state is done; `next` overrides the state's own Next (Choice). */
  | { readonly type: 'exit'; readonly exit: Exit; readonly next?: string }
  | { readonly type: 'fail'; readonly failure: Failure }
  | { readonly type: 'park'; readonly wait: Wait };

export interface StateType<S extends State> {
  /** Called after the …StateEntered event, and again for every retry. May throw an EvaluationFailure. */
  enter(state: S, frame: Frame, turn: TurnContext): Step;
}
