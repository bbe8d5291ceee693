import { describe, expect, it } from 'vitest';
import type { ExecutionDescription } from '../client.ts';
import type { ExecutionNode } from './execution-tree.ts';
import { treeLines } from './tree-view.ts';

function execution(machine: string, more: Partial<ExecutionDescription> = {}): ExecutionDescription {
  return {
    executionArn: `arn:aws:states:us-east-1:123456789012:execution:${machine}:x`,
    stateMachineArn: `arn:aws:states:us-east-1:123456789012:stateMachine:${machine}`,
    name: 'x',
    status: 'SUCCEEDED',
    startDate: 100,
    stopDate: 101.25,
    output: '{"ok":true}',
    ...more,
  };
}

function node(description: ExecutionDescription, resource: string, children: ExecutionNode[] = [], caught = false) {
  return { execution: description, link: { executionArn: '', state: '', resource, caught }, children };
}

function failed(machine: string): ExecutionDescription {
  const { output: _, ...rest } = execution(machine, { status: 'FAILED', error: 'CouponExpired', cause: 'Too late.' });
  return rest;
}

function running(machine: string): ExecutionDescription {
  const { output: _, stopDate: __, ...rest } = execution(machine, { status: 'RUNNING' });
  return rest;
}

const tree: ExecutionNode = {
  execution: running('Order'),
  link: undefined,
  children: [
    node(execution('Charge'), 'startExecution.sync', [node(execution('Check'), 'startExecution.sync:2')]),
    node(failed('Coupon'), 'startExecution.sync:2', [], true),
    node(running('Notify'), 'startExecution'),
  ],
};

const options = { columns: 120, colour: false, unicode: true, nowMs: 103_000 };

describe('treeLines', () => {
  it('draws who started whom, by which pattern, and what became of it', () => {
    expect(treeLines(tree, options)).toEqual([
      'EXECUTION    STARTED BY         STATUS        TIME  RESULT',
      'Order                           ▶ RUNNING    3.0 s',
      '├─ Charge    .sync              ✔ SUCCEEDED  1.3 s  {"ok":true}',
      '│  └─ Check  .sync:2            ✔ SUCCEEDED  1.3 s  {"ok":true}',
      '├─ Coupon    .sync:2            ✖ FAILED     1.3 s  (caught) CouponExpired: Too late.',
      '└─ Notify    startExecution     ▶ RUNNING    3.0 s',
    ]);
  });

  it('draws with ASCII where there is nothing else', () => {
    const text = treeLines(tree, { ...options, unicode: false }).join('\n');
    expect(text).toContain('|  `- Check  .sync:2            + SUCCEEDED');
    expect(/^[\x20-\x7e\n]*$/.test(text)).toBe(true);
  });

  it.each([20, 40, 60, 75])('never writes more than %i columns', (columns) => {
    for (const line of treeLines(tree, { ...options, columns })) expect(line.length).toBeLessThanOrEqual(columns);
  });

  it('colours the status and leaves the words', () => {
    const lines = treeLines(tree, { ...options, colour: true });
    expect(lines[4]).toContain('\u001b[31m✖ FAILED\u001b[39m');
  });

  it('does not let data control the terminal', () => {
    const evil = { ...tree, execution: execution('Order', { output: '"\u009b31m\u001b[2J"' }), children: [] };
    expect(treeLines(evil, options).join('')).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
  });
});
