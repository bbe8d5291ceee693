/** StopExecutions: those named, or those that fit a filter and run. Errors of the request itself: see bulk.ts. */
import { bulkAnswer, which } from './bulk.ts';
import type { Extension } from './extension.ts';

export const stopExecutions: Extension<'StopExecutions'> = {
  name: 'StopExecutions',
  async handle({ error, cause, dryRun = false, ...input }, context) {
    const reason = { ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) };
    const { service, realm } = context;
    const result = await service.trees.stopAll(realm, which(this.name, input, context), reason, dryRun);
    return bulkAnswer(this.name, input, result, context);
  },
};
