/** What docs/tree-api.md says of each extension beside its table. */
import type { ExtensionName } from '../../src/api/extensions/model.ts';

export interface ExtensionNote {
  readonly does: string;
  /** Members of the answer, with what they are. */
  readonly output: readonly string[];
  readonly notes?: readonly string[];
}

const NODES = '`executions`: nodes';
const NEXT = '`nextToken`: when more follow';

export const EXTENSION_NOTES: Readonly<Record<ExtensionName, ExtensionNote>> = {
  SearchExecutions: {
    does: 'Looks for executions over all state machines, newest first.',
    output: [NODES, NEXT, '`scannedAll`: whether everything that there is has been looked at'],
    notes: [
      'All members of the filter must hold. `status` is a list of which one must hold; `stateMachineName`, `name` and `error` are globs (`*`, `?`); `text` is a part of name, error or cause, in upper or lower case; `startedAfter` is inclusive, `startedBefore` exclusive.',
      '`where` compares a member of the input or output: `path` names one place (`$.customer.id`, `$.items[0]`), `op` is `=`, `!=`, `contains` (part of a text, or member of a list) or `exists`. A place that is not there fits no operator.',
      'Machine, status (but for SUCCEEDED), parent, root and Map Run have an index. Everything else looks at executions one by one, 20,000 a call, or up to 100,000 while that takes less than 200 ms: a page may be empty and have a `nextToken` all the same.',
    ],
  },
  GetExecutionTree: {
    does: 'Gives everything below an execution in pre-order: parents before their children, siblings by their start.',
    output: ['`root`: the node of the execution itself', '`nodes`: those below', NEXT],
    notes: [
      '`maxDepth` 1 gives the direct children only. A page costs as much as its nodes, whatever the size of the tree.',
    ],
  },
  ListChildExecutions: {
    does: 'Lists the direct children of an execution, oldest first.',
    output: [NODES, NEXT],
  },
  GetExecutionAncestors: {
    does: 'Gives the way from the root down to an execution, without the execution itself.',
    output: ['`ancestors`: nodes, root first'],
  },
  CountExecutions: {
    does: 'Counts the executions that fit a filter, as in SearchExecutions.',
    output: [
      '`count`',
      '`capped`: only the newest executions were looked at, 100,000 that the indexes of SearchExecutions leave',
      '`byStatus`: the same by status',
    ],
  },
  FindFailingLeaf: {
    does: 'Finds where a failure began: gives the way from an execution down to the nested one behind it.',
    output: ['`path`: nodes, the execution first and the failing leaf last; empty when nothing failed'],
    notes: [
      'Below an execution that FAILED the way leads to the child that failed last, no later than its parent; one that was stopped counts when no other failed. An execution that was stopped or timed out is the leaf itself. Below one that runs or has succeeded the way leads to the failure furthest down.',
    ],
  },
  StopExecutionTree: {
    does: 'Stops an execution and everything that runs below it, also children that nobody waits for.',
    output: ['`stopped`: how many executions ran'],
    notes: [
      '`dryRun` counts and stops nothing. `.sync` children are stopped by their parents, with the cause that AWS gives them; all others with the `error` and `cause` given.',
    ],
  },
  RedriveExecutionTree: {
    does: 'Redrives an execution that failed because a nested one did, inside the nested one: its `.sync` task waits for that same child again, which goes on where it failed, and so on down to where the failure began.',
    output: ['`redriven`: ARNs of the executions that go on, the deepest first'],
    notes: [
      'RedriveExecution, as AWS has it, runs the state that failed again, which starts another child and leaves the failed one behind.',
      'Everything goes on in one commit, or nothing does. All branches of Parallel and Map that were cut go on in their children, too. A child that was redriven by itself in the meantime is waited for, also when it has succeeded. One that cannot be redriven any more is started anew, and a Distributed Map begins anew.',
      'The history of a parent shows a new TaskScheduled, TaskStarted and TaskSubmitted, with the ARN of the same child.',
      'Up to 1,000 executions go on at once; `dryRun` says which would.',
    ],
  },
  StopExecutions: {
    does: 'Stops the executions named, or a page of those that fit a filter and run.',
    output: [
      '`matched`: how many are meant; with `dryRun` by the whole filter (100,000 at most), else by this page',
      '`done`: how many were stopped',
      '`failed`: `executionArn`, `code` and `message` of those that could not be',
      '`nextToken`: when more may follow; call again with it until there is none',
    ],
    notes: [
      '`error` and `cause` are the reason of the stop, not parts of the filter. Either `executionArns` or a member of the filter must be there. A page has 1,000 executions, or `maxResults`.',
    ],
  },
  RedriveExecutions: {
    does: 'Redrives the executions named, or a page of those that fit a filter and were closed without success, each as by RedriveExecution.',
    output: ['as for StopExecutions'],
    notes: ['Either `executionArns` or a member of the filter must be there.'],
  },
  ForkExecution: {
    does: 'Starts a new root execution of the same definition that begins at a top-level state of another execution, as if it had come there again.',
    output: ['`executionArn` and `startDate` of the new execution'],
    notes: [
      'The state gets the input that it had there when it was entered last, or `input` (JSON text); a state that was never entered needs one. Variables are those that were set by then, with `variables` (an object) over them.',
      'The input of the new execution itself, as `$$.Execution.Input` shows it, is that of the other one. Its nodes say what it was forked from. The other execution may be running or closed, and stays as it is.',
    ],
  },
  GetOverview: {
    does: 'The state of everything at a glance. Figures are up to five seconds old.',
    output: [
      '`byStatus`: RUNNING is exact, the others are those of the newest 100,000 executions',
      '`recent`: `minuteDate`, `started`, `succeeded` and `failed` of each of the last 60 minutes',
      '`machines`: `stateMachineArn`, `name`, `type`, `running`, `failed24h` (FAILED and TIMED_OUT) and `started24h`, the first 1,000 by name',
      '`oldestRunning`: up to ten nodes',
      '`waitingTasks`: how many ListOpenTasks has, up to 1,000',
      '`capped`: there are more executions than were looked at',
      '`storeBytes`: size of the files of the data, when they are in files',
      '`version`: of the server',
    ],
  },
  ListOpenTasks: {
    does: 'Lists what waits to be completed with a task token: activities, and tasks with `.waitForTaskToken`.',
    output: [
      '`tasks`: `executionArn`, `state`, `kind`, `resource`, `taskToken`, `since`, `timeoutDate`, `heartbeatDate` and `input` (JSON text of what the task was given)',
      NEXT,
    ],
    notes: ['A page may be empty and have a `nextToken` all the same. Whoever has the token can complete the task.'],
  },
  GetMachineNesting: {
    does: 'Tells from the current definitions which state machine starts which.',
    output: [
      '`edges`: `from` (ARN), `state`, `to` (ARN, or the path or expression that gives it), `pattern`, and `dynamic`, whether `to` is known only when an execution runs',
    ],
    notes: ['With `stateMachineArn` those from it and those to it.'],
  },
};
