/** UpdateMapRun: changes a running Distributed Map. Output: nothing. Errors of the request itself: InvalidArn. */
import { apiErrors } from '../../aws/api-error.ts';
import { requireMapRunArn } from '../arns.ts';
import type { Operation } from '../operation.ts';

export const updateMapRun: Operation<'UpdateMapRun'> = {
  name: 'UpdateMapRun',
  async handle(input, { service, realm }) {
    requireMapRunArn(input.mapRunArn, realm);
    const { maxConcurrency, toleratedFailureCount, toleratedFailurePercentage } = input;
    if ((maxConcurrency ?? toleratedFailureCount ?? toleratedFailurePercentage) === undefined) {
      throw apiErrors.validation(
        'Either the maxConcurrency, toleratedFailureCount, or toleratedFailurePercentage must be specified',
        'MISSING_REQUIRED_PARAMETER',
      );
    }
    await service.updateMapRun(input);
    return '{}';
  },
};
