/** Where a failure began. */
import type { ExecutionHistory } from './execution-history.ts';
import type { Visit } from './visit.ts';

/** The innermost visit that made the execution fail. */
export function failingLeaf(history: ExecutionHistory): Visit | undefined {
  let leaf = history.failing;
  while (leaf !== undefined) {
    const scope = leaf.scopes.findLast((one) => one.status === 'FAILED' || one.status === 'TIMED_OUT');
    const inner = scope?.visits.at(-1);
    if (inner === undefined) break;
    leaf = inner;
  }
  return leaf;
}
