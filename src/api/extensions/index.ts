/** Extensions by name. */
import type { Extension } from './extension.ts';
import { getExecutionAncestors } from './get-execution-ancestors.ts';
import { getExecutionTree } from './get-execution-tree.ts';
import { listChildExecutions } from './list-child-executions.ts';
import { searchExecutions } from './search-executions.ts';

const ALL: readonly Extension[] = [getExecutionAncestors, getExecutionTree, listChildExecutions, searchExecutions];

export const extensions: ReadonlyMap<string, Extension> = new Map(ALL.map((extension) => [extension.name, extension]));
