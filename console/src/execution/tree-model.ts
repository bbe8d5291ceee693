/**
 * The tree of executions around the one that is looked at, as far as it has been read: small trees whole, large ones
 * level by level in pages when they are opened. Gives the rows that are to be shown. Depth and width have no bound.
 */
import type { ExecutionNode } from '../api/operations.ts';
import type { Backend } from './backend.ts';

export interface TreeRow {
  readonly kind: 'node';
  readonly node: ExecutionNode;
  /** 0 at the root. */
  readonly depth: number;
  readonly isOpen: boolean;
  readonly position: number;
  readonly siblings: number;
}

/** Stands for the children that have not been read yet; showing it reads them. */
export interface MoreRow {
  readonly kind: 'more';
  readonly parentArn: string;
  readonly depth: number;
  readonly count: number;
}

interface Entry {
  node: ExecutionNode;
  /** In order of their start; undefined before they were read. */
  children: string[] | undefined;
  nextToken: string | undefined;
  isReading: boolean;
  isOpen: boolean;
}

/** Trees of up to this many executions are read at once. */
const WHOLE = 500;
/** Of those, as many are open from the start. */
const OPEN_AT_FIRST = 200;

export class TreeModel {
  readonly #backend: Backend;
  readonly #entries = new Map<string, Entry>();
  readonly #listeners = new Set<() => void>();
  rootArn: string | undefined;
  ancestors: readonly ExecutionNode[] = [];
  error: unknown;
  version = 0;
  #rows: readonly (TreeRow | MoreRow)[] | undefined;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #publish(): void {
    this.version++;
    this.#rows = undefined;
    for (const listener of this.#listeners) listener();
  }

  node(arn: string | undefined): ExecutionNode | undefined {
    return arn === undefined ? undefined : this.#entries.get(arn)?.node;
  }

  get root(): ExecutionNode | undefined {
    return this.node(this.rootArn);
  }

  childrenOf(arn: string): readonly string[] | undefined {
    return this.#entries.get(arn)?.children;
  }

  /** An execution and those below it that have been read, parents before children. */
  loadedBelow(arn: string): ExecutionNode[] {
    const nodes: ExecutionNode[] = [];
    const stack = [arn];
    while (stack.length > 0) {
      const entry = this.#entries.get(stack.pop()!);
      if (entry === undefined) continue;
      nodes.push(entry.node);
      for (let i = (entry.children?.length ?? 0) - 1; i >= 0; i--) stack.push(entry.children![i]!);
    }
    return nodes;
  }

  /** Finds the place of an execution, and reads the tree or the path to it. */
  async load(arn: string): Promise<void> {
    try {
      const { ancestors, node } = await this.#backend.place(arn);
      this.ancestors = ancestors;
      const path = [...ancestors, node];
      this.rootArn = path[0]!.executionArn;
      this.error = undefined;
      this.#link(path);
      this.#publish();
      const whole = await this.#backend.wholeTree(this.rootArn, WHOLE);
      if (whole !== undefined) this.#takeWhole(whole);
      else if (this.#entries.get(this.rootArn)!.children === undefined || path.length === 1)
        await this.open(this.rootArn);
      this.#publish();
    } catch (error) {
      this.error = error;
      this.#publish();
    }
  }

  /** Nodes from the root downwards, each the parent of the next, open but for the last. */
  #link(path: readonly ExecutionNode[]): void {
    path.forEach((node, i) => {
      const entry = this.#put(node);
      const child = path[i + 1]?.executionArn;
      if (child === undefined) return;
      entry.isOpen = true;
      entry.children ??= [];
      if (!entry.children.includes(child)) entry.children.push(child);
      if (entry.children.length < node.childCount) entry.nextToken ??= '';
    });
  }

  #put(node: ExecutionNode): Entry {
    const known = this.#entries.get(node.executionArn);
    if (known !== undefined) {
      known.node = { ...known.node, ...node };
      // It got more children since they were read.
      if (known.children !== undefined && known.children.length < node.childCount) known.nextToken ??= '';
      return known;
    }
    const entry: Entry = { node, children: undefined, nextToken: undefined, isReading: false, isOpen: false };
    this.#entries.set(node.executionArn, entry);
    return entry;
  }

  #takeWhole(nodes: readonly ExecutionNode[]): void {
    const children = new Map<string, string[]>();
    for (const node of nodes) {
      this.#put(node);
      const parent = node.parent?.executionArn;
      if (parent === undefined || node.executionArn === this.rootArn) continue;
      const list = children.get(parent);
      if (list === undefined) children.set(parent, [node.executionArn]);
      else list.push(node.executionArn);
    }
    let open = 0;
    for (const node of nodes) {
      const entry = this.#entries.get(node.executionArn)!;
      const isFirst = entry.children === undefined;
      entry.children = children.get(node.executionArn) ?? [];
      entry.nextToken = undefined;
      if (isFirst && open < OPEN_AT_FIRST) entry.isOpen = true;
      open += entry.children.length;
    }
    const root = this.#entries.get(this.rootArn!);
    if (root === undefined) return;
    if (root.children === undefined) root.children = children.get(this.rootArn!) ?? [];
    else
      for (const child of children.get(this.rootArn!) ?? [])
        if (!root.children.includes(child)) root.children.push(child);
    root.nextToken = undefined;
    root.isOpen = true;
  }

  async open(arn: string): Promise<void> {
    const entry = this.#entries.get(arn);
    if (entry === undefined) return;
    entry.isOpen = true;
    this.#publish();
    if (entry.children === undefined) await this.readMore(arn);
  }

  close(arn: string): void {
    const entry = this.#entries.get(arn);
    if (entry === undefined) return;
    entry.isOpen = false;
    this.#publish();
  }

  toggle(arn: string): void {
    if (this.#entries.get(arn)?.isOpen === true) this.close(arn);
    else void this.open(arn);
  }

  /** The next page of children. */
  async readMore(arn: string): Promise<void> {
    const entry = this.#entries.get(arn);
    if (entry === undefined || entry.isReading) return;
    entry.isReading = true;
    try {
      const token = entry.nextToken === '' ? undefined : entry.nextToken;
      const { executions, nextToken } = await this.#backend.children(arn, token);
      // What the path showed before its turn takes its place in the order now.
      const early = token === undefined ? [] : (entry.children ?? []);
      const seen = new Set(executions.map(({ executionArn }) => executionArn));
      const rest = token === undefined ? (entry.children ?? []).filter((child) => !seen.has(child)) : [];
      for (const node of executions) this.#put(node);
      entry.children = [...early.filter((child) => !seen.has(child)), ...seen, ...rest];
      entry.nextToken = nextToken;
    } catch (error) {
      this.error = error;
    }
    entry.isReading = false;
    this.#publish();
  }

  /** Opens the path to an execution; `path` goes from an execution that is known down to it. */
  reveal(path: readonly ExecutionNode[]): void {
    this.#link(path);
    this.#publish();
  }

  /** An execution changed: its row shows it at once; numbers of those above follow with the next `load`. */
  patch(arn: string, change: Partial<ExecutionNode>): boolean {
    const entry = this.#entries.get(arn);
    if (entry === undefined) return false;
    entry.node = { ...entry.node, ...change };
    this.#publish();
    return true;
  }

  rows(): readonly (TreeRow | MoreRow)[] {
    this.#rows ??= this.#flatten();
    return this.#rows;
  }

  #flatten(): (TreeRow | MoreRow)[] {
    const rows: (TreeRow | MoreRow)[] = [];
    if (this.rootArn === undefined) return rows;
    const stack: (TreeRow | MoreRow)[] = [this.#row(this.rootArn, 0, 1, 1)];
    while (stack.length > 0) {
      const row = stack.pop()!;
      rows.push(row);
      if (row.kind === 'more' || !row.isOpen) continue;
      const entry = this.#entries.get(row.node.executionArn)!;
      const children = entry.children ?? [];
      const depth = row.depth + 1;
      const missing =
        entry.children === undefined ? entry.node.childCount : Math.max(0, entry.node.childCount - children.length);
      if (entry.children === undefined || entry.nextToken !== undefined) {
        if (missing > 0) stack.push({ kind: 'more', parentArn: row.node.executionArn, depth, count: missing });
      }
      const total = children.length + missing;
      for (let i = children.length - 1; i >= 0; i--) stack.push(this.#row(children[i]!, depth, i + 1, total));
    }
    return rows;
  }

  #row(arn: string, depth: number, position: number, siblings: number): TreeRow {
    const { node, isOpen } = this.#entries.get(arn)!;
    return { kind: 'node', node, depth, isOpen: isOpen && node.childCount > 0, position, siblings };
  }
}
