/** SendTaskFailure. Output: nothing. Error and cause may both be absent. */
import type { Operation } from '../operation.ts';

export const sendTaskFailure: Operation<'SendTaskFailure'> = {
  name: 'SendTaskFailure',
  async handle({ taskToken, ...failure }, { service, realm }) {
    await service.sendTaskFailure(realm, taskToken, failure);
    return '{}';
  },
};
