/** Checks one definition and says where in its text each finding stands. */
import type { Diagnostic } from '../../asl/diagnostics.ts';
import type { Position } from '../../asl/validate/positions.ts';
import { LineIndex } from '../../asl/validate/positions.ts';
import type { SourceNode, Span } from '../../asl/validate/source-tree.ts';
import { nodeAt } from '../../asl/validate/source-tree.ts';
import { validateDefinition } from '../../asl/validate/validate.ts';
import { readSource } from './source.ts';
import { spanOfFinding, spanOfSyntaxError } from './spans.ts';
import { fillSubstitutions, type Substitution } from './substitutions.ts';

export type MachineType = 'STANDARD' | 'EXPRESS';

/** As AWS has it; `code` is INVALID_YAML, which AWS does not know, when YAML cannot be read. */
export interface Finding extends Omit<Diagnostic, 'code'> {
  readonly code: string;
  readonly position: Position;
  readonly span: Span;
}

export interface PlacedSubstitution extends Substitution {
  readonly position: Position;
}

export interface Checked {
  readonly findings: readonly Finding[];
  readonly substitutions: readonly PlacedSubstitution[];
  readonly index: LineIndex;
}

/** `name` tells JSON from YAML. Findings come in the order of the text. */
export function checkText(name: string, text: string, type: MachineType): Checked {
  const index = new LineIndex(text);
  const place = (finding: Omit<Finding, 'position' | 'span'>, span: Span): Finding => {
    return { ...finding, position: index.positionOf(span.start), span };
  };
  const source = readSource(name, text);
  if ('problem' in source) {
    const { message, offset } = source.problem;
    const span = { start: offset, end: offset + 1 };
    return { findings: [place({ severity: 'ERROR', code: 'INVALID_YAML', message }, span)], substitutions: [], index };
  }
  const { json, root } = source;
  if (!root) {
    const { diagnostics } = validateDefinition(json, { type });
    const findings = diagnostics.map((finding) => place(finding, spanOfSyntaxError(finding, index)));
    return { findings, substitutions: [], index };
  }
  const filled = fillSubstitutions(json);
  const { diagnostics } = validateDefinition(filled.json, { type });
  return {
    findings: diagnostics
      .map((finding) => place(finding, spanOfFinding(finding, root)))
      .sort((a, b) => a.span.start - b.span.start),
    substitutions: filled.substitutions.map((substitution) => placeSubstitution(substitution, root, index)),
    index,
  };
}

function placeSubstitution(substitution: Substitution, root: SourceNode, index: LineIndex): PlacedSubstitution {
  const { node } = nodeAt(root, substitution.location);
  return { ...substitution, position: index.positionOf(node.start) };
}
