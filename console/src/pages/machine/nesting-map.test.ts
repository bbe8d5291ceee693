import { describe, expect, it } from 'vitest';
import { nestingMap } from './nesting-map.ts';

const edge = (from: string, to: string, dynamic = false) => ({ from, to, state: 'S', pattern: '.sync:2', dynamic });
const columns = (centre: string, ...edges: ReturnType<typeof edge>[]) =>
  Object.fromEntries(nestingMap(edges, centre).nodes.map(({ id, column }) => [id, column]));

describe('the map of who nests whom', () => {
  it('has callers on the left and callees on the right, by distance', () => {
    expect(columns('C', edge('A', 'B'), edge('B', 'C'), edge('C', 'D'), edge('D', 'E'))).toEqual({
      A: -2,
      B: -1,
      C: 0,
      D: 1,
      E: 2,
    });
  });

  it('leaves out what has nothing to do with the machine', () => {
    expect(columns('A', edge('A', 'B'), edge('X', 'B'), edge('Y', 'Z'))).toEqual({ A: 0, B: 1 });
  });

  it('ends on circles, the machine itself included', () => {
    expect(columns('A', edge('A', 'A'), edge('A', 'B'), edge('B', 'A'))).toEqual({ A: 0, B: 1 });
  });

  it('stacks the machines of a column and knows expressions', () => {
    const { nodes } = nestingMap([edge('A', 'B'), edge('A', '$.arn', true)], 'A');
    expect(nodes.filter(({ column }) => column === 1)).toEqual([
      { id: '$.arn', isDynamic: true, column: 1, row: 0 },
      { id: 'B', isDynamic: false, column: 1, row: 1 },
    ]);
  });
});
