/** The context object (`$$`, `$states.context`) of a state. Source: "Accessing execution data from the Context object". */
import type { Execution, Frame } from './execution.ts';
import { isoTime } from './iso-time.ts';
import type { Json, JsonObject } from './json.ts';

export interface ContextExtras {
  /** Only while a Task's Parameters or Arguments are evaluated, and only where a token completes the task. */
  readonly taskToken?: () => string;
  /** The item of the iteration that is being started. */
  readonly mapItem?: { readonly index: number; readonly value: Json };
  /** Types that can be retried show RetryCount. */
  readonly retryCount?: number;
}

export function contextObject(execution: Execution, frame: Frame, extras: ContextExtras): JsonObject {
  const context: JsonObject = {
    Execution: {
      Id: execution.arn,
      Input: execution.input.value,
      StartTime: isoTime(execution.startMs),
      Name: execution.name,
      RoleArn: execution.roleArn,
      ...(execution.redriveCount !== undefined && { RedriveCount: execution.redriveCount }),
      ...(execution.redriveMs !== undefined && { RedriveTime: isoTime(execution.redriveMs) }),
    },
    StateMachine: { Id: execution.stateMachineArn, Name: execution.stateMachineName },
    State: {
      Name: frame.state,
      EnteredTime: isoTime(frame.enteredMs),
      ...(extras.retryCount !== undefined && { RetryCount: extras.retryCount }),
    },
  };
  if (extras.taskToken !== undefined) context['Task'] = { Token: extras.taskToken() };
  const item = extras.mapItem ?? enclosingItem(execution, frame);
  if (item !== undefined) context['Map'] = { Item: { Index: item.index, Value: item.value } };
  return context;
}

/** The item of the innermost Map iteration that the frame belongs to. */
function enclosingItem(execution: Execution, frame: Frame): { index: number; value: Json } | undefined {
  let path = frame.path;
  for (;;) {
    const cut = path.lastIndexOf('.');
    if (cut < 0) return undefined;
    const index = Number(path.slice(cut + 1));
    path = path.slice(0, cut);
    const items = execution.frames.get(path)?.children?.items;
    if (items !== undefined) return { index, value: items[index] as Json };
  }
}
