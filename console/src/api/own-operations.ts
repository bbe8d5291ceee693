/** The operations that Stairwell adds to AWS's: called as `Stairwell.X`. */
import type { TreeOperations } from './operations.ts';

const OWN: ReadonlySet<string> = new Set<keyof TreeOperations>([
  'SearchExecutions',
  'CountExecutions',
  'GetExecutionTree',
  'ListChildExecutions',
  'GetExecutionAncestors',
  'FindFailingLeaf',
  'StopExecutionTree',
  'RedriveExecutionTree',
  'StopExecutions',
  'RedriveExecutions',
  'ForkExecution',
  'GetOverview',
  'ListOpenTasks',
  'GetMachineNesting',
]);

export function isOwnOperation(operation: string): boolean {
  return OWN.has(operation);
}
