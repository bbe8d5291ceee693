/** RedriveExecutions: those named, or those that fit a filter and were closed without success. Errors of the request itself: see bulk.ts. */
import { bulkAnswer, which } from './bulk.ts';
import type { Extension } from './extension.ts';

export const redriveExecutions: Extension<'RedriveExecutions'> = {
  name: 'RedriveExecutions',
  async handle({ dryRun = false, ...input }, context) {
    const { service, realm } = context;
    const result = await service.trees.redriveAll(realm, which(this.name, input, context), dryRun);
    return bulkAnswer(this.name, input, result, context);
  },
};
