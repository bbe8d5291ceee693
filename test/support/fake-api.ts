/**
 * An API that plays a timetable instead of running workflows: enough for what the command line draws, and faster and
 * steadier than the real one. Its clock moves on by a quarter of a second with every DescribeExecution.
 */
import type { ApiClient, ExecutionDescription, HistoryEvent, OperationName, Operations } from '../../src/cli/client.ts';

export interface Scheduled {
  readonly machine: string;
  /** Seconds on the fake clock. */
  readonly start: number;
  readonly stop: number;
  readonly output?: string;
  readonly error?: string;
  readonly parent?: string;
  readonly resource?: string;
  readonly caught?: boolean;
}

const PREFIX = 'arn:aws:states:us-east-1:123456789012';
const executionArn = (machine: string) => `${PREFIX}:execution:${machine}:x`;

export class FakeApi implements ApiClient {
  nowSeconds = 0;
  readonly machines: string[];
  readonly #timetable: readonly Scheduled[];

  constructor(timetable: readonly Scheduled[], machines: readonly string[] = []) {
    this.#timetable = timetable;
    this.machines = [...machines];
  }

  async call<O extends OperationName>(operation: O, input: Operations[O]['input']): Promise<Operations[O]['output']> {
    if (operation === 'DescribeExecution') this.nowSeconds += 0.25;
    const handlers: { [N in OperationName]: (given: Operations[N]['input']) => Operations[N]['output'] } = {
      CreateStateMachine: ({ name }) => {
        this.machines.push(name);
        return { stateMachineArn: `${PREFIX}:stateMachine:${name}` };
      },
      ListStateMachines: () => ({
        stateMachines: this.machines.map((name) => ({
          name,
          type: 'STANDARD',
          stateMachineArn: `${PREFIX}:stateMachine:${name}`,
        })),
      }),
      StartExecution: ({ stateMachineArn }) => ({
        executionArn: executionArn(stateMachineArn.split(':')[6] ?? ''),
        startDate: 0,
      }),
      DescribeExecution: (given) => this.#describe(this.#find(given.executionArn)),
      ListExecutions: ({ stateMachineArn }) => ({
        executions: this.#timetable
          .filter(({ machine, stop }) => stateMachineArn.endsWith(`:${machine}`) && stop > this.nowSeconds)
          .map(({ machine }) => ({ executionArn: executionArn(machine) })),
      }),
      GetExecutionHistory: (given) => ({ events: this.#history(this.#find(given.executionArn)) }),
      StopExecution: () => ({ stopDate: this.nowSeconds }),
      RedriveExecution: () => ({ redriveDate: this.nowSeconds }),
    };
    return handlers[operation](input);
  }

  #find(arn: string): Scheduled {
    const found = this.#timetable.find(({ machine }) => executionArn(machine) === arn);
    if (found === undefined) throw new Error(`nothing planned for ${arn}`);
    return found;
  }

  #describe({ machine, start, stop, output, error }: Scheduled): ExecutionDescription {
    const base = {
      executionArn: executionArn(machine),
      stateMachineArn: `${PREFIX}:stateMachine:${machine}`,
      name: 'x',
    };
    if (this.nowSeconds < stop) return { ...base, status: 'RUNNING', startDate: start };
    const end = error === undefined ? { output: output ?? '{}' } : { error };
    return { ...base, status: error === undefined ? 'SUCCEEDED' : 'FAILED', startDate: start, stopDate: stop, ...end };
  }

  #history({ machine }: Scheduled): HistoryEvent[] {
    const events: HistoryEvent[] = [{ id: 1, previousEventId: 0, type: 'ExecutionStarted' }];
    for (const child of this.#timetable) {
      if (child.parent === machine && child.start <= this.nowSeconds) events.push(...this.#task(child, events.length));
    }
    return events;
  }

  #task({ machine, resource = '', stop, caught }: Scheduled, last: number): HistoryEvent[] {
    const event = (offset: number, type: string, more: Partial<HistoryEvent> = {}): HistoryEvent => ({
      id: last + offset,
      previousEventId: offset === 1 ? 0 : last + offset - 1,
      type,
      ...more,
    });
    const output = JSON.stringify({ ExecutionArn: executionArn(machine) });
    const failed = [event(4, 'TaskFailed'), event(5, 'TaskStateExited')];
    return [
      event(1, 'TaskStateEntered', { stateEnteredEventDetails: { name: machine } }),
      event(2, 'TaskScheduled', { taskScheduledEventDetails: { resourceType: 'states', resource } }),
      event(3, 'TaskSubmitted', { taskSubmittedEventDetails: { output } }),
      ...(caught === true && this.nowSeconds >= stop ? failed : []),
    ];
  }
}
