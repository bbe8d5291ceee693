/** For tests of the console: histories that the interpreter writes, in the form of the wire. */
import { eventText, type HistoryEvent } from '../../../src/asl/history-events.ts';
import type { Json } from '../../../src/asl/json.ts';
import { Run, type TaskAnswer } from '../../../src/asl/run.fixture.ts';
import { DefinitionIndex } from './definition-index.ts';
import type { WireEvent } from './event.ts';
import { ExecutionHistory } from './execution-history.ts';

export function wireOf(events: readonly HistoryEvent[]): WireEvent[] {
  return events.map((event) => JSON.parse(eventText(event)) as WireEvent);
}

export interface RunOptions {
  readonly input?: Json;
  readonly answer?: TaskAnswer;
  /** More states for the processor of a Map, by the Map's name. */
  readonly add?: Record<string, object>;
}

/** Runs a definition to its end and reduces what it wrote. */
export function historyOf(definition: object, { input = {}, answer, add }: RunOptions = {}): ExecutionHistory {
  const whole = structuredClone(definition) as { States: Record<string, { ItemProcessor: { States: object } }> };
  for (const [map, states] of Object.entries(add ?? {})) Object.assign(whole.States[map]!.ItemProcessor.States, states);
  const run = new Run(whole, input, answer === undefined ? {} : { answer }).finish();
  const history = new ExecutionHistory(new DefinitionIndex(whole));
  history.append(wireOf(run.events));
  return history;
}
