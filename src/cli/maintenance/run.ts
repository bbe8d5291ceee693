/** What `stairwell backup` and `stairwell restore` print: one line of text, or one of JSON for programs. */
import { backup } from '../../maintenance/backup.ts';
import type { Contents } from '../../maintenance/database-file.ts';
import { restore } from '../../maintenance/restore.ts';
import { prepareDataDir } from '../data-dir.ts';
import { createProgress, sizeText } from './progress.ts';

export interface BackupArguments {
  readonly dataDir: string;
  readonly to: string;
  readonly force?: boolean;
  readonly json?: boolean;
}

export interface RestoreArguments {
  readonly from: string;
  readonly dataDir: string;
  readonly force?: boolean;
  readonly json?: boolean;
}

export async function runBackup({ dataDir, to, force = false, json = false }: BackupArguments): Promise<void> {
  const progress = createProgress(json);
  try {
    const report = await backup({ dataDir, to, force, nowMs: Date.now(), progress: progress.show });
    progress.end();
    say(json, { event: 'backup', ...report }, `Backed up ${contents(report)} to ${report.file}.`);
  } finally {
    progress.end();
  }
}

export function runRestore({ from, dataDir, force = false, json = false }: RestoreArguments): void {
  const progress = createProgress(json);
  prepareDataDir(dataDir);
  try {
    const report = restore({ from, dataDir, force, nowMs: Date.now(), progress: progress.show });
    progress.end();
    const aside = report.replaced === undefined ? '' : ` What was there is now ${report.replaced}.`;
    say(json, { event: 'restore', ...report }, `Restored ${contents(report)} into ${report.dataDir}.${aside}`);
  } finally {
    progress.end();
  }
}

function contents({ executions, running, bytes }: Contents): string {
  return `${executions} execution${executions === 1 ? '' : 's'} (${running} RUNNING, ${sizeText(bytes)})`;
}

function say(json: boolean, report: object, text: string): void {
  process.stdout.write(json ? `${JSON.stringify(report)}\n` : `${text}\n`);
}
