/**
 * `stairwell validate`: checks definitions in files as CreateStateMachine would. Exit codes: 0 = all valid, warnings
 * or not; 1 = at least one is not valid; 2 = a file cannot be read or the arguments cannot be used.
 */
import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { createTerminal, printable } from '../terminal.ts';
import { type Checked, checkText, type Finding, type MachineType } from './check.ts';
import { jsonReport } from './report-json.ts';
import { textReport } from './report-text.ts';

export interface ValidateOptions {
  readonly type: MachineType;
  /** The least severity that is reported. */
  readonly severity: Finding['severity'];
  readonly json?: boolean;
}

export interface FileReport {
  readonly file: string;
  readonly valid: boolean;
  readonly checked: Checked;
  /** Those to be reported. */
  readonly findings: readonly Finding[];
}

/** Prints the report and sets the exit code. `-` among `files` is the standard input. */
export async function validate(files: readonly string[], options: ValidateOptions): Promise<void> {
  // `stairwell validate … | head` closes the pipe early, which is no reason to complain.
  process.stdout.on('error', (error: { code?: string }) => {
    if (error.code !== 'EPIPE') throw error;
  });
  const reports: FileReport[] = [];
  let unreadable = false;
  for (const file of files) {
    const text = await readText(file);
    if (text === undefined) unreadable = true;
    else reports.push(reportOf(file, text, options));
  }
  if (reports.length > 0 || options.json) {
    process.stdout.write(options.json ? jsonReport(reports) : textReport(reports, createTerminal()));
  }
  const invalid = reports.some(({ valid }) => !valid);
  process.exitCode = unreadable ? 2 : invalid ? 1 : 0;
}

const STDIN = '-';

function reportOf(file: string, text: string, { type, severity }: ValidateOptions): FileReport {
  const checked = checkText(file, text, type);
  return {
    file: file === STDIN ? '<stdin>' : file,
    valid: checked.findings.every((finding) => finding.severity !== 'ERROR'),
    checked,
    findings: checked.findings.filter((finding) => severity === 'WARNING' || finding.severity === 'ERROR'),
  };
}

/** Undefined when there is none, which has been said then. */
async function readText(file: string): Promise<string | undefined> {
  try {
    const bytes = file === STDIN ? await buffer(process.stdin) : await readFile(file);
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    process.stderr.write(`stairwell: cannot read ${printable(file)}: ${reasonOf(error)}\n`);
    return undefined;
  }
}

function reasonOf(error: unknown): string {
  const { code, message } = error as { code?: string; message: string };
  switch (code) {
    case 'ENOENT':
      return 'there is no such file';
    case 'EISDIR':
      return 'it is a folder; name the files in it';
    case 'EACCES':
      return 'no permission';
    case 'ERR_ENCODING_INVALID_ENCODED_DATA':
      return 'it is not UTF-8 text';
    default:
      return message;
  }
}
