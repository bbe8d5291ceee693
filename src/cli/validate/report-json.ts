/**
 * Findings for programs: one JSON document. `diagnostics` has the members of ValidateStateMachineDefinition, and file,
 * line and column; `result` is OK when nothing keeps the definitions from being accepted.
 */
import type { FileReport } from './run.ts';

export function jsonReport(reports: readonly FileReport[]): string {
  const document = {
    result: resultOf(reports),
    files: reports.map((report) => ({ file: report.file, result: resultOf([report]) })),
    diagnostics: reports.flatMap(({ file, findings }) =>
      findings.map(({ span: _, position, ...diagnostic }) => ({ ...diagnostic, file, ...position })),
    ),
    substitutions: reports.flatMap(({ file, checked }) =>
      checked.substitutions.map(({ location, texts, position }) => ({ texts, location, file, ...position })),
    ),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function resultOf(reports: readonly FileReport[]): 'OK' | 'FAIL' {
  return reports.some(({ valid }) => !valid) ? 'FAIL' : 'OK';
}
