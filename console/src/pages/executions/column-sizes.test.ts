/** The columns of the list of executions. */
import { describe, expect, it } from 'vitest';
import { fittingColumns, gridTemplate } from './column-sizes.ts';

const columns = [
  { id: 'status', width: 100, rank: 3 },
  { id: 'children', width: 60, rank: 1 },
  { id: 'error', width: 120, grow: 2, rank: 2 },
];
const fitting = (widthPx: number) => fittingColumns(columns, widthPx).map(({ id }) => id);

describe('columns of the list of executions', () => {
  it('are all there when there is room, in their order', () => {
    expect(fitting(1_000)).toEqual(['status', 'children', 'error']);
  });

  it('leave, the least important first, as the list gets narrower', () => {
    expect(fitting(500)).toEqual(['status', 'error']);
    expect(fitting(400)).toEqual(['status']);
    expect(fitting(200)).toEqual([]);
  });

  it('take at least their width, and share what is left', () => {
    expect(gridTemplate(columns)).toBe('36px minmax(180px, 2.6fr) 100px 60px minmax(120px, 2fr)');
  });
});
