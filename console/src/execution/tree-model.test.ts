/** Which rows the tree shows. */
import { expect, test } from 'vitest';
import type { ExecutionNode } from '../api/operations.ts';
import type { Backend } from './backend.ts';
import { TreeModel } from './tree-model.ts';

function node(name: string, parent: string | undefined, depth: number, childCount: number): ExecutionNode {
  return {
    executionArn: name,
    name,
    stateMachineArn: 'm',
    type: 'STANDARD',
    status: 'SUCCEEDED',
    startDate: depth,
    ...(parent !== undefined && { parent: { executionArn: parent, state: 'S', attempt: 1 } }),
    rootArn: 'root',
    depth,
    redriveCount: 0,
    childCount,
  };
}

/** A backend with these executions, in pre-order. */
function backendOf(nodes: readonly ExecutionNode[], pageSize = 1000): { backend: Backend; pages: () => number } {
  let pages = 0;
  const by = (arn: string) => nodes.find(({ executionArn }) => executionArn === arn)!;
  const backend = {
    async place(arn: string) {
      const ancestors: ExecutionNode[] = [];
      for (let at = by(arn).parent; at !== undefined; at = by(at.executionArn).parent)
        ancestors.unshift(by(at.executionArn));
      return { ancestors, node: by(arn) };
    },
    wholeTree: async (arn: string, limit: number) =>
      nodes.length > limit ? undefined : nodes.filter(({ executionArn }) => executionArn !== arn),
    async children(arn: string, nextToken: string | undefined) {
      pages++;
      const all = nodes.filter(({ parent }) => parent?.executionArn === arn);
      const from = Number(nextToken ?? 0);
      const end = from + pageSize;
      return { executions: all.slice(from, end), ...(end < all.length && { nextToken: String(end) }) };
    },
  } as unknown as Backend;
  return { backend, pages: () => pages };
}

const shown = (tree: TreeModel) =>
  tree
    .rows()
    .map((row) =>
      row.kind === 'more' ? `${'.'.repeat(row.depth)}+${row.count}` : `${'.'.repeat(row.depth)}${row.node.name}`,
    );

test('a small tree is open from the start, wherever one comes from', async () => {
  const { backend } = backendOf([
    node('root', undefined, 0, 2),
    node('a', 'root', 1, 1),
    node('leaf', 'a', 2, 0),
    node('b', 'root', 1, 0),
  ]);
  const tree = new TreeModel(backend);
  await tree.load('leaf');
  expect(shown(tree)).toEqual(['root', '.a', '..leaf', '.b']);
  tree.close('a');
  expect(shown(tree)).toEqual(['root', '.a', '.b']);
  await tree.load('leaf');
  expect(shown(tree)).toEqual(['root', '.a', '..leaf', '.b']); // the way to what one looks at is open
});

test('10,000 children come in pages, and the path to one of them is there before', async () => {
  const wide = [
    node('root', undefined, 0, 10_000),
    ...Array.from({ length: 10_000 }, (_, i) => node(`c${i}`, 'root', 1, 0)),
  ];
  const { backend, pages } = backendOf(wide);
  const tree = new TreeModel(backend);
  await tree.load('c9999');
  expect(shown(tree)).toEqual(['root', '.c9999', '.+9999']);
  expect(pages()).toBe(0);
  for (let i = 0; i < 10; i++) await tree.readMore('root');
  expect(tree.rows()).toHaveLength(10_001);
  expect(new Set(shown(tree)).size).toBe(10_001);
});

test('a depth of 200 is walked without recursion', async () => {
  const deep = Array.from({ length: 201 }, (_, i) =>
    node(i === 0 ? 'root' : `n${i}`, i === 0 ? undefined : i === 1 ? 'root' : `n${i - 1}`, i, i === 200 ? 0 : 1),
  );
  const tree = new TreeModel(backendOf(deep).backend);
  await tree.load('root');
  expect(tree.rows()).toHaveLength(201);
  expect(tree.rows().at(-1)).toMatchObject({ depth: 200, node: { name: 'n200' } });
});

test('a change shows in its row at once', async () => {
  const tree = new TreeModel(backendOf([node('root', undefined, 0, 0)]).backend);
  await tree.load('root');
  const before = tree.version;
  expect(tree.patch('root', { status: 'FAILED' })).toBe(true);
  expect(tree.version).toBeGreaterThan(before);
  expect(tree.root?.status).toBe('FAILED');
  expect(tree.patch('other', { status: 'FAILED' })).toBe(false);
});
