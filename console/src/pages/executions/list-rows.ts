/** The rows of a list of executions: those found, and below the expanded ones their children. */
import type { ExecutionNode } from '../../api/operations.ts';

export interface ExecutionRow {
  readonly kind: 'execution';
  readonly key: string;
  readonly node: ExecutionNode;
  /** 0 for what was found. */
  readonly level: number;
  readonly isExpanded: boolean;
}

/** Stands for children that are being loaded, or were not. */
export interface NoteRow {
  readonly kind: 'note';
  readonly key: string;
  readonly level: number;
  readonly note: 'loading' | 'failed' | 'more';
  readonly parent: ExecutionNode;
}

export type ListRow = ExecutionRow | NoteRow;

/** What is known of the children of an expanded execution. */
export interface Children {
  readonly nodes: readonly ExecutionNode[] | undefined;
  readonly failed: boolean;
  /** There are more than were loaded. */
  readonly more: boolean;
}

export function listRows(nodes: readonly ExecutionNode[], expanded: ReadonlyMap<string, Children>): ListRow[] {
  const rows: ListRow[] = [];
  const add = (list: readonly ExecutionNode[], level: number, path: string): void => {
    for (const node of list) {
      const key = `${path}${node.executionArn}`;
      const children = expanded.get(node.executionArn);
      rows.push({ kind: 'execution', key, node, level, isExpanded: children !== undefined });
      if (children === undefined) continue;
      const note = (text: NoteRow['note']) =>
        rows.push({ kind: 'note', key: `${key} ${text}`, level: level + 1, note: text, parent: node });
      if (children.failed) note('failed');
      else if (children.nodes === undefined) note('loading');
      else add(children.nodes, level + 1, `${key}/`);
      if (children.more) note('more');
    }
  };
  add(nodes, 0, '');
  return rows;
}
