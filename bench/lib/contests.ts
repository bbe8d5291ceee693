/** What is run together, round after round (A B C A B C …), so that all meet the same machine. */
import type { LoadKind } from './system.ts';
import type { WorkloadId } from './workloads.ts';

export interface Contest {
  /** As `--only` names it. */
  readonly id: string;
  readonly title: string;
  readonly kind: LoadKind;
  readonly workloads: readonly WorkloadId[];
  /** Callers; by default those of the workload. */
  readonly concurrency?: number;
}

export const CONTESTS: readonly Contest[] = [
  { id: 'w1', title: '10 Pass states', kind: 'saturate', workloads: ['w1', 'w1-jsonpath', 'w1-jsonata'] },
  { id: 'w2', title: 'Nested execution (.sync:2)', kind: 'saturate', workloads: ['w2'] },
  { id: 'w3', title: 'Inline Map over 1,000 items', kind: 'saturate', workloads: ['w3'] },
  { id: 'w4', title: 'One call of a Lambda function', kind: 'saturate', workloads: ['w4'] },
  {
    id: 'express',
    title: '10 Pass states, EXPRESS, StartSyncExecution',
    kind: 'saturate',
    workloads: ['w1-express'],
  },
  { id: 'alone', title: '10 Pass states, one at a time', kind: 'complete', workloads: ['w1'], concurrency: 1 },
];
