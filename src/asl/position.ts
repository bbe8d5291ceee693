/** Where in the program a frame is. */
import type { Execution, Frame } from './execution.ts';
import type { MapState, ParallelState, Program, Scope, State } from './program.ts';

/** The state that the frame is in, or about to enter. */
export function stateAt(program: Program, execution: Execution, frame: Frame): State {
  const state = scopeAt(program, execution, frame).states.get(frame.state);
  if (state === undefined) throw new Error(`no state ${frame.state} at frame ${frame.path} of ${execution.arn}`);
  return state;
}

function scopeAt(program: Program, execution: Execution, frame: Frame): Scope {
  const parent = parentOf(execution, frame);
  if (parent === undefined) return program.scope;
  return branchScope(stateAt(program, execution, parent) as ParallelState | MapState, indexOf(frame));
}

/** The states of one branch of a Parallel, or of each iteration of a Map. */
export function branchScope(state: ParallelState | MapState, index: number): Scope {
  return state.type === 'Parallel' ? (state.branches[index] as Scope) : state.processor;
}

export function parentOf(execution: Execution, frame: Frame): Frame | undefined {
  const cut = frame.path.lastIndexOf('.');
  return cut < 0 ? undefined : execution.frames.get(frame.path.slice(0, cut));
}

/** Which branch or iteration of its parent a frame is. */
export function indexOf(frame: Frame): number {
  return Number(frame.path.slice(frame.path.lastIndexOf('.') + 1));
}

/** The Map state with this name, wherever it is: names are unique in a machine. */
export function mapState(program: Program, name: string): MapState | undefined {
  return findMap(program, (state) => state.name === name);
}

/** The Distributed Map with this label. */
export function mapStateOfLabel(program: Program, label: string): MapState | undefined {
  return findMap(program, (state) => state.distributed?.label === label);
}

function findMap({ scope }: Program, isWanted: (state: MapState) => boolean): MapState | undefined {
  return findState(scope, (state) => state.type === 'Map' && isWanted(state)) as MapState | undefined;
}

/** The first state that is wanted, in the scope itself or any below. */
export function findState({ states }: Scope, isWanted: (state: State) => boolean): State | undefined {
  for (const state of states.values()) {
    if (isWanted(state)) return state;
    for (const inner of innerScopes(state)) {
      const found = findState(inner, isWanted);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function innerScopes(state: State): readonly Scope[] {
  if (state.type === 'Parallel') return state.branches;
  return state.type === 'Map' ? [state.processor] : [];
}

/** An order that does not depend on whether the execution was written down and read back. */
export function byLastEvent(frames: Iterable<Frame>): Frame[] {
  return [...frames].sort((a, b) => a.lastEventId - b.lastEventId);
}
