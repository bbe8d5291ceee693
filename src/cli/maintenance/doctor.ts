/** What `stairwell doctor` prints. Exit code 1 when a promise is broken. */
import { type DoctorReport, examine } from '../../maintenance/doctor/doctor.ts';
import { CHECKS, type Check } from '../../maintenance/doctor/findings.ts';
import { createTerminal, printable, styled, type Terminal } from '../terminal.ts';
import { createProgress } from './progress.ts';

export interface DoctorArguments {
  readonly dataDir: string;
  readonly quick?: boolean;
  readonly json?: boolean;
}

/** Findings of one check that are shown to people. */
const SHOWN = 10;

export function runDoctor({ dataDir, quick = false, json = false }: DoctorArguments): void {
  const progress = createProgress(json);
  try {
    const report = examine({ dataDir, quick, progress: progress.show });
    progress.end();
    process.stdout.write(json ? jsonReport(report) : textReport(report, createTerminal()));
    process.exitCode = report.violations === 0 ? 0 : 1;
  } finally {
    progress.end();
  }
}

export function jsonReport({ findings, ...report }: DoctorReport): string {
  const document = {
    result: report.violations === 0 ? 'OK' : 'FAIL',
    ...report,
    findings: findings.map((finding) => ({ ...finding, ...CHECKS[finding.check] })),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

export function textReport(report: DoctorReport, terminal: Terminal): string {
  const { executions, running, events, violations } = report;
  const looked = `Checked ${executions} executions (${running} RUNNING) with ${events} events.`;
  if (violations === 0) return `${styled('No promise is broken.', 'green', terminal.colour)} ${looked}\n`;
  const blocks = Object.entries(report.counts).map(([check, count]) => block(check as Check, count, report, terminal));
  const summary = `${violations} violation${violations === 1 ? '' : 's'}. ${looked}`;
  return `${[...blocks, styled(summary, 'red', terminal.colour)].join('\n\n')}\n`;
}

function block(check: Check, count: number, { findings }: DoctorReport, terminal: Terminal): string {
  const { promise, advice } = CHECKS[check];
  const lines = findings
    .filter((finding) => finding.check === check)
    .slice(0, SHOWN)
    .map(({ arn, what }) => `  ${printable(arn === undefined ? what : `${arn}: ${what}`)}`);
  if (count > lines.length) lines.push(`  and ${count - lines.length} more; --json shows up to 100 of each kind`);
  const head = `${styled('broken', 'red', terminal.colour)} ${styled(`[${check}]`, 'bold', terminal.colour)} ${promise}`;
  return [head, ...lines, `  What to do: ${advice}`].join('\n');
}
