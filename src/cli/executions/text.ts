/** Small pieces of text that the commands share. */
import { type Style, styled } from '../terminal.ts';
import type { NodeStatus, TreeNode } from './tree-client.ts';

const STYLES: Readonly<Record<NodeStatus, Style>> = {
  RUNNING: 'cyan',
  SUCCEEDED: 'green',
  FAILED: 'red',
  TIMED_OUT: 'red',
  ABORTED: 'yellow',
};

export function paint(text: string, look: NodeStatus | 'bold' | 'dim', colour: boolean): string {
  return styled(text, look === 'bold' || look === 'dim' ? look : STYLES[look], colour);
}

/** `2026-01-31 12:00:00`, UTC. */
export function isoSeconds(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ');
}

export function machineOf({ stateMachineArn }: Pick<TreeNode, 'stateMachineArn'>): string {
  return stateMachineArn.split(':')[6] ?? stateMachineArn;
}

/** How long it ran, or has run. */
export function elapsed({ startDate, stopDate }: TreeNode, nowMs: number): string {
  const seconds = Math.max(0, (stopDate ?? nowMs / 1000) - startDate);
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const [days, hours, minutes] = [
    Math.floor(seconds / 86_400),
    Math.floor(seconds / 3600) % 24,
    Math.floor(seconds / 60) % 60,
  ];
  if (days > 0) return `${days} d ${hours} h`;
  return hours > 0 ? `${hours} h ${minutes} m` : `${minutes} m ${Math.floor(seconds % 60)} s`;
}
