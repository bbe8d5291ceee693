/** SendTaskHeartbeat. Output: nothing. */
import type { Operation } from '../operation.ts';

export const sendTaskHeartbeat: Operation<'SendTaskHeartbeat'> = {
  name: 'SendTaskHeartbeat',
  async handle({ taskToken }, { service, realm }) {
    await service.sendTaskHeartbeat(realm, taskToken);
    return '{}';
  },
};
