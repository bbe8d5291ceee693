/**
 * Events of an execution's history: their types, the member that holds their details, and their JSON text exactly as
 * GetExecutionHistory returns it. Source: API reference "HistoryEvent"; sequences in the spec of history events.
 */
import type { Json } from './json.ts';
import { Payload } from './payload.ts';

export interface HistoryEvent {
  /** From 1 without gaps. */
  readonly id: number;
  /** 0 where AWS gives 0: the first state's entry, and the end by stop or time-out. */
  readonly previousEventId: number;
  readonly timestampMs: number;
  readonly type: EventType;
  /** Payloads stand as JSON text in strings; undefined members are left out. */
  readonly details?: EventDetails;
}

export type EventDetails = Readonly<Record<string, Json | Payload | undefined>>;

/** Every event type with the name of its details member; null where there is none. */
export const EVENT_DETAILS = {
  ActivityFailed: 'activityFailedEventDetails',
  ActivityScheduleFailed: 'activityScheduleFailedEventDetails',
  ActivityScheduled: 'activityScheduledEventDetails',
  ActivityStarted: 'activityStartedEventDetails',
  ActivitySucceeded: 'activitySucceededEventDetails',
  ActivityTimedOut: 'activityTimedOutEventDetails',
  ChoiceStateEntered: 'stateEnteredEventDetails',
  ChoiceStateExited: 'stateExitedEventDetails',
  EvaluationFailed: 'evaluationFailedEventDetails',
  ExecutionAborted: 'executionAbortedEventDetails',
  ExecutionFailed: 'executionFailedEventDetails',
  ExecutionRedriven: 'executionRedrivenEventDetails',
  ExecutionStarted: 'executionStartedEventDetails',
  ExecutionSucceeded: 'executionSucceededEventDetails',
  ExecutionTimedOut: 'executionTimedOutEventDetails',
  FailStateEntered: 'stateEnteredEventDetails',
  LambdaFunctionFailed: 'lambdaFunctionFailedEventDetails',
  LambdaFunctionScheduleFailed: 'lambdaFunctionScheduleFailedEventDetails',
  LambdaFunctionScheduled: 'lambdaFunctionScheduledEventDetails',
  LambdaFunctionStartFailed: 'lambdaFunctionStartFailedEventDetails',
  LambdaFunctionStarted: null,
  LambdaFunctionSucceeded: 'lambdaFunctionSucceededEventDetails',
  LambdaFunctionTimedOut: 'lambdaFunctionTimedOutEventDetails',
  MapIterationAborted: 'mapIterationAbortedEventDetails',
  MapIterationFailed: 'mapIterationFailedEventDetails',
  MapIterationStarted: 'mapIterationStartedEventDetails',
  MapIterationSucceeded: 'mapIterationSucceededEventDetails',
  MapRunAborted: null,
  MapRunFailed: 'mapRunFailedEventDetails',
  MapRunRedriven: 'mapRunRedrivenEventDetails',
  MapRunStarted: 'mapRunStartedEventDetails',
  MapRunSucceeded: null,
  MapStateAborted: null,
  MapStateEntered: 'stateEnteredEventDetails',
  MapStateExited: 'stateExitedEventDetails',
  MapStateFailed: null,
  MapStateStarted: 'mapStateStartedEventDetails',
  MapStateSucceeded: null,
  ParallelStateAborted: null,
  ParallelStateEntered: 'stateEnteredEventDetails',
  ParallelStateExited: 'stateExitedEventDetails',
  ParallelStateFailed: null,
  ParallelStateStarted: null,
  ParallelStateSucceeded: null,
  PassStateEntered: 'stateEnteredEventDetails',
  PassStateExited: 'stateExitedEventDetails',
  SucceedStateEntered: 'stateEnteredEventDetails',
  SucceedStateExited: 'stateExitedEventDetails',
  TaskFailed: 'taskFailedEventDetails',
  TaskScheduled: 'taskScheduledEventDetails',
  TaskStartFailed: 'taskStartFailedEventDetails',
  TaskStarted: 'taskStartedEventDetails',
  TaskStateAborted: null,
  TaskStateEntered: 'stateEnteredEventDetails',
  TaskStateExited: 'stateExitedEventDetails',
  TaskSubmitFailed: 'taskSubmitFailedEventDetails',
  TaskSubmitted: 'taskSubmittedEventDetails',
  TaskSucceeded: 'taskSucceededEventDetails',
  TaskTimedOut: 'taskTimedOutEventDetails',
  WaitStateAborted: null,
  WaitStateEntered: 'stateEnteredEventDetails',
  WaitStateExited: 'stateExitedEventDetails',
} as const satisfies Record<string, string | null>;

export type EventType = keyof typeof EVENT_DETAILS;

/** Events of entering and leaving a state, by its Type. Constants, as a text made anew for each event costs time later. */
export const ENTERED_EVENT = {
  Choice: 'ChoiceStateEntered',
  Fail: 'FailStateEntered',
  Map: 'MapStateEntered',
  Parallel: 'ParallelStateEntered',
  Pass: 'PassStateEntered',
  Succeed: 'SucceedStateEntered',
  Task: 'TaskStateEntered',
  Wait: 'WaitStateEntered',
} as const;

export const EXITED_EVENT = {
  Choice: 'ChoiceStateExited',
  Map: 'MapStateExited',
  Parallel: 'ParallelStateExited',
  Pass: 'PassStateExited',
  Succeed: 'SucceedStateExited',
  Task: 'TaskStateExited',
  Wait: 'WaitStateExited',
} as const;

/** Payload members whose `…Details` sibling AWS adds; `parameters` has none. */
const WITH_DETAILS = new Set(['input', 'output']);
const NOT_TRUNCATED = '{"truncated":false}';

/** The JSON text of one event. Built by hand: payloads are escaped once, whatever the number of events that show them. */
export function eventText(event: HistoryEvent): string {
  const head = `{"timestamp":${event.timestampMs / 1000},"type":"${event.type}","id":${event.id},"previousEventId":${event.previousEventId}`;
  const member = EVENT_DETAILS[event.type];
  if (member === null || event.details === undefined) return `${head}}`;
  return `${head},"${member}":${detailsText(event.details)}}`;
}

function detailsText(details: EventDetails): string {
  let text = '';
  for (const key in details) {
    const value = details[key];
    if (value === undefined) continue;
    if (text !== '') text += ',';
    if (value instanceof Payload) {
      text += `"${key}":${value.quoted}`;
      if (WITH_DETAILS.has(key)) text += `,"${key}Details":${NOT_TRUNCATED}`;
    } else {
      text += `"${key}":${JSON.stringify(value)}`;
      if (key === 'assignedVariables') text += `,"assignedVariablesDetails":${NOT_TRUNCATED}`;
    }
  }
  return `{${text}}`;
}

/** The events of one turn as the text of a JSON array: the body of a history row. */
export function batchText(events: readonly HistoryEvent[]): string {
  let text = '';
  for (const event of events) text += text === '' ? eventText(event) : `,${eventText(event)}`;
  return `[${text}]`;
}
