/**
 * Findings for people, as compilers print them: place, severity, message and code on one line, then the line of the
 * definition with the part that is meant underlined. Texts of definitions are made harmless for terminals.
 */
import { excerptOf } from '../../asl/validate/positions.ts';
import { cut, printable, type Style, styled, type Terminal } from '../terminal.ts';
import type { Checked, Finding, PlacedSubstitution } from './check.ts';
import type { FileReport } from './run.ts';

const STYLES: Readonly<Record<Finding['severity'], Style>> = { ERROR: 'red', WARNING: 'yellow' };

/** Longest part of a line that is shown, and longest message: some contain whole definitions. */
const MAX_EXCERPT = 120;
const MAX_MESSAGE = 600;

export function textReport(reports: readonly FileReport[], terminal: Terminal): string {
  const blocks = reports.flatMap((report) => fileBlocks(report, terminal));
  return `${[...blocks, summary(reports, terminal)].join('\n\n')}\n`;
}

function fileBlocks({ file, checked, findings }: FileReport, terminal: Terminal): string[] {
  const blocks = findings.map((finding) => findingBlock(file, finding, checked, terminal));
  return checked.substitutions.length > 0
    ? [...blocks, substitutionNote(file, checked.substitutions, terminal)]
    : blocks;
}

function findingBlock(file: string, finding: Finding, checked: Checked, terminal: Terminal): string {
  const { severity, code, position } = finding;
  const place = `${printable(file)}:${position.line}:${position.column}`;
  const word = styled(severity.toLowerCase(), STYLES[severity], terminal.colour);
  const [firstLine = ''] = finding.message.split('\n');
  const message = cut(printable(firstLine), MAX_MESSAGE, terminal.unicode);
  const head = `${styled(place, 'bold', terminal.colour)}: ${word}: ${message} ${dim(`[${code}]`, terminal)}`;
  return [head, ...excerptLines(finding, checked, terminal)].join('\n');
}

function excerptLines({ position, span, severity }: Finding, { index }: Checked, terminal: Terminal): string[] {
  const { text, mark } = excerptOf(index, span, MAX_EXCERPT);
  const number = String(position.line).padStart(5);
  // Tabs stay, so that the mark stands below what it marks whatever their width.
  const shown = text.split('\t').map(printable).join('\t');
  const indent = text.slice(0, mark.start).replace(/[^\t]/g, ' ');
  const carets = styled('^'.repeat(Math.max(1, mark.end - mark.start)), STYLES[severity], terminal.colour);
  return [`${dim(`${number} |`, terminal)} ${shown}`, `${dim('      |', terminal)} ${indent}${carets}`];
}

/** One note for a file: such texts are not wrong, only not checked. */
function substitutionNote(file: string, substitutions: readonly PlacedSubstitution[], terminal: Terminal): string {
  const texts = new Set(substitutions.flatMap((substitution) => substitution.texts));
  const note = `${styled('note', 'cyan', terminal.colour)}: filled in when it is deployed, not checked here`;
  return `${styled(printable(file), 'bold', terminal.colour)}: ${note}: ${[...texts].map(printable).join(', ')}`;
}

function summary(reports: readonly FileReport[], terminal: Terminal): string {
  const findings = reports.flatMap((report) => report.findings);
  const errors = findings.filter(({ severity }) => severity === 'ERROR').length;
  const warnings = findings.length - errors;
  const files = count(reports.length, 'file');
  const found = [
    ...(errors > 0 ? [count(errors, 'error')] : []),
    ...(warnings > 0 ? [count(warnings, 'warning')] : []),
  ];
  if (errors > 0) return styled(`${found.join(' and ')} in ${files}.`, 'red', terminal.colour);
  const verdict = `${files} ${reports.length === 1 ? 'is' : 'are'} valid`;
  return styled(warnings > 0 ? `${verdict}, with ${found.join()}.` : `${verdict}.`, 'green', terminal.colour);
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}

function dim(text: string, terminal: Terminal): string {
  return styled(text, 'dim', terminal.colour);
}
