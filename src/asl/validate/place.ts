/**
 * Where in a definition a check stands, and the list its findings go to. Locations are AWS's: `/` for the machine,
 * `/States/A/Next`, `/States/P/Branches[0]/States/B`; names stand in them as they are, unescaped.
 */
import type { Diagnostic, DiagnosticCode } from '../diagnostics.ts';

/** More findings than this help nobody, and a hostile definition could make gigabytes of them. */
const MAX_FINDINGS = 1000;

export class Findings {
  readonly #diagnostics: Diagnostic[] = [];

  get diagnostics(): readonly Diagnostic[] {
    return this.#diagnostics;
  }

  /** `location` undefined: a finding about no place, as AWS has some. */
  add(code: DiagnosticCode, message: string, location?: string): void {
    if (this.#diagnostics.length >= MAX_FINDINGS) return;
    this.#diagnostics.push({
      severity: 'ERROR',
      code,
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

  report(message: string, code: DiagnosticCode = 'SCHEMA_VALIDATION_FAILED'): void {
    this.findings.add(code, message, this.location);
  }
}
