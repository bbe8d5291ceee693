/** Layouts: nothing overlaps, the same input gives the same picture, and lines go where the definition says. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { randomDefinition } from '../../../src/asl/random-definition.fixture.ts';
import type { ScopeDefinition } from '../history/definition-index.ts';
import type { Layout, LayoutNode } from './layout.ts';
import { layout } from './layout.ts';
import { neighbour } from './neighbours.ts';

const pass = (fields: object = {}) => ({ Type: 'Pass', ...fields });

function picture({ nodes }: Layout): Record<string, [number, number]> {
  return Object.fromEntries(nodes.map(({ name, x, y }) => [name, [x, y]]));
}

function overlap(a: LayoutNode, b: LayoutNode): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function faults({ nodes, edges, width, height }: Layout): string[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const found: string[] = [];
  nodes.forEach((node, i) => {
    for (const other of nodes.slice(i + 1)) {
      if (node.parent === other.parent && overlap(node, other)) found.push(`${node.name} overlaps ${other.name}`);
    }
    const around = node.parent === undefined ? { x: 0, y: 0, width, height } : byId.get(node.parent)!;
    const isInside =
      node.x >= around.x &&
      node.y >= around.y &&
      node.x + node.width <= around.x + around.width &&
      node.y + node.height <= around.y + around.height;
    if (!isInside) found.push(`${node.name} sticks out of ${node.parent}`);
  });
  for (const { from, to, path, isBack } of edges) {
    if (/NaN|undefined|Infinity/.test(path)) found.push(`the line from ${from} to ${to} is broken`);
    if (!isBack && byId.get(from)!.y >= byId.get(to)!.y) found.push(`the line from ${from} to ${to} goes up`);
  }
  return found;
}

test('200 random definitions: no overlaps, nothing sticks out, all lines go down, twice the same', () => {
  fc.assert(
    fc.property(randomDefinition({ depth: 3 }), (definition) => {
      const drawn = layout(definition as ScopeDefinition);
      expect(faults(drawn)).toEqual([]);
      expect(layout(structuredClone(definition) as ScopeDefinition)).toEqual(drawn);
    }),
    { numRuns: 200, seed: 6 },
  );
});

/** States that lead anywhere, backwards and to themselves too. */
const tangled = fc
  .integer({ min: 1, max: 14 })
  .chain((count) =>
    fc.array(fc.array(fc.nat(count - 1), { minLength: 1, maxLength: 3 }), { minLength: count, maxLength: count }),
  )
  .map((targets) => ({
    StartAt: 'S0',
    States: Object.fromEntries(
      targets.map((all, i) => [
        `S${i}`,
        {
          Type: 'Choice',
          Choices: all.slice(1).map((to) => ({ Variable: '$.x', IsPresent: true, Next: `S${to}` })),
          Default: `S${all[0]}`,
        },
      ]),
    ),
  }));

test('200 tangles of Choices with loops: no overlaps, and every line is there', () => {
  fc.assert(
    fc.property(tangled, (definition) => {
      const drawn = layout(definition);
      expect(faults(drawn)).toEqual([]);
      const pairs = Object.entries(definition.States).flatMap(([name, { Choices, Default }]) =>
        [...Choices.map(({ Next }) => Next), Default].map((to) => `${name} ${to}`),
      );
      const lines = drawn.edges.filter(({ kind }) => kind !== 'start').map(({ from, to }) => `${from} ${to}`);
      expect(lines.sort()).toEqual([...new Set(pairs)].sort());
    }),
    { numRuns: 200, seed: 7 },
  );
});

describe('shapes', () => {
  test('a row of states is a straight column', () => {
    const drawn = layout({
      StartAt: 'A',
      States: { A: pass({ Next: 'B' }), B: pass({ Next: 'C' }), C: pass({ End: true }) },
    });
    const centres = new Set(drawn.nodes.map(({ x, width }) => x + width / 2));
    expect(centres.size).toBe(1);
    expect(drawn.edges.map(({ from, to }) => `${from.trim()} ${to.trim()}`)).toEqual([
      'start A',
      'A B',
      'B C',
      'C end',
    ]);
  });

  test('the order of the branches is that of the definition', () => {
    const scope = (name: string) => ({ StartAt: name, States: { [name]: pass({ End: true }) } });
    const drawn = picture(
      layout({
        StartAt: 'P',
        States: { P: { Type: 'Parallel', Branches: [scope('z'), scope('a'), scope('m')], End: true } },
      }),
    );
    expect(drawn['z']![0]).toBeLessThan(drawn['a']![0]);
    expect(drawn['a']![0]).toBeLessThan(drawn['m']![0]);
  });

  test('a loop is a line back into the side, and the row stays straight', () => {
    const drawn = layout({
      StartAt: 'Poll',
      States: {
        Poll: pass({ Next: 'Done?' }),
        'Done?': {
          Type: 'Choice',
          Choices: [{ Variable: '$.done', BooleanEquals: true, Next: 'End it' }],
          Default: 'Wait',
        },
        Wait: { Type: 'Wait', Seconds: 1, Next: 'Poll' },
        'End it': { Type: 'Succeed' },
      },
    });
    const back = drawn.edges.find(({ isBack }) => isBack);
    expect(back).toMatchObject({ from: 'Wait', to: 'Poll', end: { direction: 'left' } });
    expect(drawn.edges.map(({ label }) => label?.text).filter((text) => text !== undefined)).toEqual([
      '$.done = true',
      'otherwise',
    ]);
  });

  test('what is closed is one node, and a child is shown inside its Task', () => {
    const inner = { StartAt: 'I', States: { I: pass({ End: true }) } };
    const machine = {
      StartAt: 'M',
      States: { M: { Type: 'Map', ItemProcessor: inner, Next: 'T' }, T: { Type: 'Task', Resource: 'x', End: true } },
    };
    const drawn = layout(machine, {
      isClosed: (id) => id === 'M',
      childOf: (id) => (id === 'T' ? { StartAt: 'I', States: { I: pass({ End: true }) } } : undefined),
    });
    expect(
      drawn.nodes.filter(({ type }) => type !== 'start' && type !== 'end').map(({ id, isGroup }) => [id, isGroup]),
    ).toEqual([
      ['M', false],
      ['T', true],
      ['T\nI', false],
    ]);
    expect(drawn.nodes.find(({ id }) => id === 'T\nI')).toMatchObject({ name: 'I', host: 'T', parent: 'T' });
  });

  test('a machine that can only fail has no end to lead to', () => {
    const drawn = layout({ StartAt: 'F', States: { F: { Type: 'Fail' } } });
    expect(drawn.nodes.map(({ type }) => type).sort()).toEqual(['Fail', 'start']);
    expect(faults(drawn)).toEqual([]);
  });

  test('definitions that make no sense are drawn as far as they go', () => {
    expect(layout({}).nodes.map(({ type }) => type)).toEqual(['start']);
    const odd = {
      StartAt: 'Nowhere',
      States: { A: { Type: 'Pass', Next: 'Gone' }, B: 7, C: { Choices: 'no', Catch: [3] } },
    };
    expect(faults(layout(odd as unknown as ScopeDefinition))).toEqual([]);
  });

  test('the arrow keys lead to the nearest state in their direction', () => {
    const drawn = layout({
      StartAt: 'C',
      States: {
        C: { Type: 'Choice', Choices: [{ Variable: '$.l', IsPresent: true, Next: 'L' }], Default: 'R' },
        L: pass({ End: true }),
        R: pass({ End: true }),
      },
    });
    expect(neighbour(drawn, undefined, 'down')?.id).toBe('C');
    expect(neighbour(drawn, 'C', 'down')?.id).toBe('L');
    expect(neighbour(drawn, 'L', 'right')?.id).toBe('R');
    expect(neighbour(drawn, 'R', 'up')?.id).toBe('C');
    expect(neighbour(drawn, 'C', 'up')).toBeUndefined();
  });
});

test('1,000 states are laid out within 400 ms', () => {
  const States = Object.fromEntries(
    Array.from({ length: 1000 }, (_, i) => [
      `S${i}`,
      i % 5 === 0
        ? {
            Type: 'Choice',
            Choices: [{ Variable: '$.x', IsPresent: true, Next: `S${(i + 3) % 1000}` }],
            Default: `S${(i + 1) % 1000}`,
          }
        : pass({ Next: `S${(i + 1) % 1000}` }),
    ]),
  );
  const times = [1, 2, 3].map(() => {
    const before = process.cpuUsage();
    layout({ StartAt: 'S0', States });
    return process.cpuUsage(before).user / 1000; // milliseconds; the machine may do other things as well
  });
  expect(Math.min(...times)).toBeLessThan(400);
});
