/** What Stairwell has to reach. Most bars are ratios to what ran beside it, as the speed of machines wavers. */
import type { Figures } from './measure.ts';
import { median } from './statistics.ts';
import type { WorkloadId } from './workloads.ts';

export interface Verdict {
  readonly bar: string;
  readonly figure: number;
  readonly unit: string;
  /** Absent when the figure is for information. */
  readonly target?: number;
  readonly stretch?: number;
  /** Whether smaller is better. */
  readonly isCeiling: boolean;
}

interface Bar {
  readonly title: string;
  readonly unit: string;
  readonly target?: number;
  readonly stretch?: number;
  readonly isCeiling?: true;
  /** Undefined when what it needs was not measured. */
  readonly figure: (find: Find) => number | undefined;
}

type Find = (contest: string, system: string, workload: WorkloadId) => Figures | undefined;

const STAIRWELL = 'Stairwell';
const ITEMS = 1000;

const BARS: readonly Bar[] = [
  share('W1, of the ceiling', 'w1', 'w1', 'ceiling', 0.6, 0.8),
  share('W2, of the ceiling', 'w2', 'w2', 'ceiling', 0.6, 0.8),
  share('W4, of the ceiling', 'w4', 'w4', 'ceiling', 0.6, 0.8),
  share('EXPRESS W1, of the ceiling', 'express', 'w1-express', 'ceiling', 0.6, 0.8),
  {
    title: 'W3, CPU of the server per item',
    unit: 'µs',
    target: 25,
    stretch: 12,
    isCeiling: true,
    figure: (find) => scaled(find('w3', STAIRWELL, 'w3')?.cpuMsPerExecution, 1000 / ITEMS),
  },
  {
    title: 'W1, CPU of the server per execution',
    unit: 'ms',
    target: 0.2,
    stretch: 0.15,
    isCeiling: true,
    figure: (find) => find('w1', STAIRWELL, 'w1')?.cpuMsPerExecution,
  },
  {
    title: 'W1 alone, p50',
    unit: 'ms',
    target: 1.5,
    stretch: 1,
    isCeiling: true,
    figure: (find) => find('alone', STAIRWELL, 'w1')?.p50Ms,
  },
  {
    title: 'W1 alone, p99',
    unit: 'ms',
    target: 5,
    stretch: 3,
    isCeiling: true,
    figure: (find) => find('alone', STAIRWELL, 'w1')?.p99Ms,
  },
  {
    title: 'W1 with JSONata, of W1',
    unit: 'x',
    target: 0.7,
    stretch: 0.9,
    figure: (find) => ratio(find('w1', STAIRWELL, 'w1-jsonata'), find('w1', STAIRWELL, 'w1')),
  },
  share('W1, of Restate', 'w1', 'w1', 'Restate', 12, 20),
  share('W2, of Restate', 'w2', 'w2', 'Restate', 9, 15),
  share('W4, of Restate', 'w4', 'w4', 'Restate', 5, 8),
  cost('W1, CPU as a multiple of the ceiling', 'w1', 'w1'),
  cost('W2, CPU as a multiple of the ceiling', 'w2', 'w2'),
  cost('W4, CPU as a multiple of the ceiling', 'w4', 'w4'),
];

export function verdicts(figures: readonly Figures[]): Verdict[] {
  const find: Find = (contest, system, workload) =>
    figures.find((entry) => entry.contest === contest && entry.system === system && entry.workload === workload);
  return BARS.flatMap(({ title, figure, isCeiling = false, ...bar }) => {
    const { unit, target, stretch } = bar;
    const value = figure(find);
    if (value === undefined) return [];
    const bounds = target === undefined || stretch === undefined ? {} : { target, stretch };
    return [{ bar: title, figure: value, unit, isCeiling, ...bounds }];
  });
}

export function isMet({ figure, target, isCeiling }: Verdict, wanted = target): boolean {
  if (wanted === undefined) return true;
  return isCeiling ? figure <= wanted : figure >= wanted;
}

/** CPU per execution beside the ceiling's: wavers least of all with what else the machine does. */
function cost(title: string, contest: string, workload: WorkloadId): Bar {
  const cpuOf = (find: Find, system: string) => find(contest, system, workload)?.cpuMsPerExecution;
  return {
    title,
    unit: 'x',
    isCeiling: true,
    figure: (find) => scaled(cpuOf(find, STAIRWELL), 1 / (cpuOf(find, 'ceiling') ?? Number.NaN)),
  };
}

/** Executions per second of Stairwell, as a multiple of another's in the same run. */
function share(
  title: string,
  contest: string,
  workload: WorkloadId,
  system: string,
  target: number,
  stretch: number,
): Bar {
  const figure = (find: Find) => ratio(find(contest, STAIRWELL, workload), find(contest, system, workload));
  return { title, unit: 'x', target, stretch, figure };
}

/** Median of the ratios of the rounds: what runs in the same round meets the same machine. */
function ratio(a: Figures | undefined, b: Figures | undefined): number | undefined {
  if (a === undefined || b === undefined) return undefined;
  return median(a.rounds.map((rate, round) => rate / (b.rounds[round] ?? Number.NaN)));
}

function scaled(value: number | undefined, factor: number): number | undefined {
  return value === undefined || Number.isNaN(factor) ? undefined : value * factor;
}
