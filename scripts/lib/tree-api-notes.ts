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
      'Machine, status (but for SUCCEEDED), parent, root and Map Run have an index. Everything else looks at executions one by one, 20,000 a call at most: a page may be empty and have a `nextToken` all the same.',
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
};
