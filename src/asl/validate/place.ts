/**
 * Where in a definition a check stands, and the list its findings go to. Locations are AWS's: `/` for the machine,
 * `/States/A/Next`, `/States/P/Branches[0]/States/B`; names stand in them as they are, unescaped.
 */
import type { Diagnostic, DiagnosticCode } from '../diagnostics.ts';

/** More findings of one severity than this help nobody, and a hostile definition could make gigabytes of them. */
const MAX_FINDINGS = 1000;

export type Severity = Diagnostic['severity'];

/** Codes that AWS gives and the list of `DiagnosticCode` lacks; UNDECLARED_VARIABLE is ours. */
export type FindingCode =
  | DiagnosticCode
  | 'INVALID_VARIABLE_NAME'
  | 'RESERVED_VARIABLE_NAME'
  | 'NO_DOLLAR'
  | 'NO_PATH'
  | 'PASS_RESULT_IS_STATIC'
  | 'UNDECLARED_VARIABLE';

export class Findings {
  readonly #diagnostics: Diagnostic[] = [];
  readonly #counts: Record<Severity, number> = { ERROR: 0, WARNING: 0 };

  get diagnostics(): readonly Diagnostic[] {
    return this.#diagnostics;
  }

  /** Whether the definition is to be refused. */
  get hasErrors(): boolean {
    return this.#counts.ERROR > 0;
  }

  /** `location` undefined: a finding about no place, as AWS has some. */
  add(code: FindingCode, message: string, location?: string, severity: Severity = 'ERROR'): void {
    if (this.#counts[severity] >= MAX_FINDINGS) return;
    this.#counts[severity]++;
    this.#diagnostics.push({
      severity,
      code: code as DiagnosticCode,
      message,
      ...(location !== undefined && { location }),
    });
  }
}

export class Place {
  readonly findings: Findings;
  readonly #path: string;

  constructor(findings: Findings, path = '') {
    this.findings = findings;
    this.#path = path;
  }

  get location(): string {
    return this.#path || '/';
  }

  field(name: string): Place {
    return new Place(this.findings, `${this.#path}/${name}`);
  }

  item(index: number): Place {
    return new Place(this.findings, `${this.#path}[${index}]`);
  }

  report(message: string, code: FindingCode = 'SCHEMA_VALIDATION_FAILED'): void {
    this.findings.add(code, message, this.location);
  }

  /** Says something that does not keep the definition from being accepted. */
  warn(message: string, code: FindingCode): void {
    this.findings.add(code, message, this.location, 'WARNING');
  }
}
