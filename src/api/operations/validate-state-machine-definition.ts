/**
 * ValidateStateMachineDefinition. Output: result, diagnostics, truncated. Warnings are shown when `severity` asks for
 * them and never make the result FAIL; `maxResults` 0 or absent means 100.
 */
import type { Diagnostic } from '../../asl/diagnostics.ts';
import { validateDefinition } from '../../asl/validate/validate.ts';
import type { Operation } from '../operation.ts';
import { cutPage, pageSize } from '../paging.ts';

export const validateStateMachineDefinition: Operation<'ValidateStateMachineDefinition'> = {
  name: 'ValidateStateMachineDefinition',
  async handle({ definition, type = 'STANDARD', severity = 'ERROR', maxResults }) {
    const { diagnostics } = validateDefinition(definition, { type });
    const asked = diagnostics.filter((one) => severity === 'WARNING' || one.severity === 'ERROR');
    const { page, last } = cutPage(asked, pageSize(maxResults));
    return {
      result: diagnostics.some((one) => one.severity === 'ERROR') ? 'FAIL' : 'OK',
      diagnostics: page.map(shown),
      truncated: last !== undefined,
    };
  },
};

function shown({ severity, code, message, location }: Diagnostic) {
  return { severity, code, message, ...(location !== undefined && { location }) };
}
