/** A run as JSON for programs, and as Markdown for people: on the terminal, in bench/results and in the docs. */
import { cpus, loadavg, totalmem } from 'node:os';
import { isMet, type Verdict, verdicts } from './bars.ts';
import { CONTESTS } from './contests.ts';
import type { Figures, Schedule } from './measure.ts';
import { readable } from './statistics.ts';

export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly node: string;
  /** Of the last minute, before the run and at its end; the run's own load is in the latter. */
  readonly load: readonly number[];
}

export interface Report {
  /** ISO 8601, start of the run. */
  readonly date: string;
  readonly machine: Machine;
  readonly schedule: Schedule;
  readonly figures: readonly Figures[];
  readonly verdicts: readonly Verdict[];
}

export function thisMachine(loadBefore: number): Machine {
  const [cpu] = cpus();
  return {
    cpu: cpu?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.versions.node,
    load: [loadBefore, loadavg()[0] ?? 0].map((load) => Number(load.toFixed(1))),
  };
}

export function makeReport(date: string, machine: Machine, schedule: Schedule, figures: readonly Figures[]): Report {
  return { date, machine, schedule, figures, verdicts: verdicts(figures) };
}

export function markdown(report: Report): string {
  const { date, machine, schedule } = report;
  const { cpu, cores, memoryGiB, node, load } = machine;
  const lines = [
    `Measured ${date.slice(0, 16).replace('T', ' ')} UTC on ${cores} x ${cpu}, ${memoryGiB} GiB, Node ${node}; load average ${load.join(' before, ')} after.`,
    `Medians of ${schedule.rounds} rounds of ${schedule.seconds} s; ratios are medians of the ratios in each round.`,
    ...busyNote(machine),
    '',
    ...barsTable(report.verdicts),
    ...CONTESTS.flatMap((contest) => {
      const figures = report.figures.filter((entry) => entry.contest === contest.id);
      return figures.length === 0 ? [] : ['', `**${contest.title}**`, '', ...figuresTable(figures)];
    }),
  ];
  return `${lines.join('\n')}\n`;
}

function busyNote({ cores, load: [before = 0] }: Machine): string[] {
  if (before < cores / 4) return [];
  return ['**The machine was busy with other work:** wall-clock figures are low and waver, ratios and CPU tell more.'];
}

function barsTable(all: readonly Verdict[]): string[] {
  const rows = all.map((verdict) => {
    const { bar, figure, unit, target, stretch } = verdict;
    const bounds = target === undefined ? ['', ''] : [`${target} ${unit}`, `${stretch} ${unit}`];
    return [bar, `${readable(figure)} ${unit}`, ...bounds, markOf(verdict)];
  });
  return table(['bar', 'figure', 'target', 'stretch', ''], rows);
}

function markOf(verdict: Verdict): string {
  if (verdict.target === undefined) return '';
  if (isMet(verdict, verdict.stretch)) return 'ok, stretch';
  return isMet(verdict) ? 'ok' : '**missed**';
}

function figuresTable(figures: readonly Figures[]): string[] {
  const rows = figures.map(
    ({ system, workload, executionsPerSecond, p50Ms, p99Ms, cpuMsPerExecution, rssMiB, rounds }) => [
      workload.includes('-json') ? `${system}, ${workload.slice(workload.indexOf('-') + 1)}` : system,
      readable(executionsPerSecond),
      readable(p50Ms),
      readable(p99Ms),
      readable(cpuMsPerExecution),
      readable(rssMiB),
      rounds.map(readable).join(' · '),
    ],
  );
  const header = ['', 'executions/s', 'p50 ms', 'p99 ms', 'CPU ms/execution', 'RSS MiB', 'rounds'];
  return table(header, rows);
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const all = [header, ...rows];
  const widths = header.map((_, column) => Math.max(3, ...all.map((row) => (row[column] ?? '').length)));
  const line = (row: readonly string[]) => `| ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`;
  return [line(header), `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...rows.map(line)];
}
