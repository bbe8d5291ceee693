/** Extensions by name. */
import { countExecutions } from './count-executions.ts';
import type { Extension } from './extension.ts';
import { findFailingLeaf } from './find-failing-leaf.ts';
import { forkExecution } from './fork-execution.ts';
import { getExecutionAncestors } from './get-execution-ancestors.ts';
import { getExecutionTree } from './get-execution-tree.ts';
import { getMachineNesting } from './get-machine-nesting.ts';
import { getOverview } from './get-overview.ts';
import { listChildExecutions } from './list-child-executions.ts';
import { listOpenTasks } from './list-open-tasks.ts';
import { redriveExecutionTree } from './redrive-execution-tree.ts';
import { redriveExecutions } from './redrive-executions.ts';
import { searchExecutions } from './search-executions.ts';
import { stopExecutionTree } from './stop-execution-tree.ts';
import { stopExecutions } from './stop-executions.ts';

const ALL: readonly Extension[] = [
  countExecutions,
  findFailingLeaf,
  forkExecution,
  getExecutionAncestors,
  getExecutionTree,
  getMachineNesting,
  getOverview,
  listChildExecutions,
  listOpenTasks,
  redriveExecutionTree,
  redriveExecutions,
  searchExecutions,
  stopExecutionTree,
  stopExecutions,
];

export const extensions: ReadonlyMap<string, Extension> = new Map(ALL.map((extension) => [extension.name, extension]));
