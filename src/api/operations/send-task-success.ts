/** SendTaskSuccess. Output: nothing. Errors of the request itself: InvalidOutput. Tokens are the engine's. */
import { parseJson } from '../../asl/validate/json-text.ts';
import { apiErrors } from '../../aws/api-error.ts';
import type { Operation } from '../operation.ts';

export const sendTaskSuccess: Operation<'SendTaskSuccess'> = {
  name: 'SendTaskSuccess',
  async handle({ taskToken, output }, { service, realm }) {
    const parsed = parseJson(output);
    if ('message' in parsed) throw apiErrors.invalidOutput(parsed.message);
    await service.sendTaskSuccess(realm, taskToken, output);
    return '{}';
  },
};
