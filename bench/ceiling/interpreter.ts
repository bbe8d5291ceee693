/**
 * The ceiling's interpreter: just enough of the language for the workloads, with no validation, paths, errors or timers.
 * Text in, text out: a Pass state does not even parse its input. The history has all the events that AWS writes.
 */

export interface State {
  readonly Type: 'Pass' | 'Map' | 'Task';
  readonly Next?: string;
  readonly Resource?: string;
  readonly Parameters?: { readonly StateMachineArn?: string; readonly Input?: unknown };
  readonly ItemProcessor?: Definition;
}

export interface Definition {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
}

/** What a Task asks for; `done` is to be called with its result as JSON text. */
export type Call = (state: State, done: (output: string) => void) => void;

export class History {
  readonly #events: object[] = [];

  add(type: string, details?: object): void {
    const id = this.#events.length + 1;
    this.#events.push({ id, previousEventId: id - 1, timestamp: Date.now() / 1000, type, ...details });
  }

  text(): string {
    return JSON.stringify(this.#events);
  }
}

/** Runs to the end, with a pause at each Task; `ended` gets the output. */
export function run(
  definition: Definition,
  input: string,
  history: History,
  call: Call,
  ended: (output: string) => void,
): void {
  const goOn = (first: string, firstInput: string): void => {
    let data = firstInput;
    for (let name: string | undefined = first; name !== undefined; ) {
      const state: State = definition.States[name] as State;
      if (state.Type === 'Task') return runTask(name, state, data);
      data = state.Type === 'Map' ? runMap(name, state, data, history) : runPass(name, data, history);
      name = state.Next;
    }
    history.add('ExecutionSucceeded', { executionSucceededEventDetails: { output: data } });
    ended(data);
  };
  const runTask = (name: string, state: State, data: string): void => {
    const isNested = state.Resource?.includes('startExecution') === true;
    history.add('TaskStateEntered', { stateEnteredEventDetails: { name, input: data } });
    history.add('TaskScheduled', { taskScheduledEventDetails: { resource: state.Resource } });
    history.add('TaskStarted', { taskStartedEventDetails: { resource: state.Resource } });
    if (isNested) history.add('TaskSubmitted', { taskSubmittedEventDetails: { resource: state.Resource } });
    call(state, (output) => {
      history.add('TaskSucceeded', { taskSucceededEventDetails: { output } });
      history.add('TaskStateExited', { stateExitedEventDetails: { name, output } });
      if (state.Next !== undefined) return goOn(state.Next, output);
      history.add('ExecutionSucceeded', { executionSucceededEventDetails: { output } });
      ended(output);
    });
  };
  goOn(definition.StartAt, input);
}

function runPass(name: string, data: string, history: History): string {
  history.add('PassStateEntered', { stateEnteredEventDetails: { name, input: data } });
  history.add('PassStateExited', { stateExitedEventDetails: { name, output: data } });
  return data;
}

/** Its items are each passed on by one Pass state. */
function runMap(name: string, state: State, data: string, history: History): string {
  history.add('MapStateEntered', { stateEnteredEventDetails: { name, input: data } });
  const { items } = JSON.parse(data) as { items: unknown[] };
  history.add('MapStateStarted', { mapStateStartedEventDetails: { length: items.length } });
  const inner = state.ItemProcessor?.StartAt as string;
  items.forEach((item, index) => {
    history.add('MapIterationStarted', { mapIterationStartedEventDetails: { name, index } });
    runPass(inner, JSON.stringify(item), history);
    history.add('MapIterationSucceeded', { mapIterationSucceededEventDetails: { name, index } });
  });
  const output = JSON.stringify(items);
  history.add('MapStateSucceeded');
  history.add('MapStateExited', { stateExitedEventDetails: { name, output } });
  return output;
}
