/**
 * ListStateMachineVersions, highest number first. A page starts below the last number shown.
 * Errors of the request itself: InvalidArn (also when there is no such machine), InvalidToken, ValidationException.
 */
import { apiErrors } from '../../aws/api-error.ts';
import { requireUnlabeledArn } from '../arns.ts';
import type { Operation } from '../operation.ts';
import { cutPage, pageSize } from '../paging.ts';
import { listedVersion } from '../version-view.ts';

export const listStateMachineVersions: Operation<'ListStateMachineVersions'> = {
  name: 'ListStateMachineVersions',
  async handle({ stateMachineArn, maxResults, nextToken }, { service, realm, tokens }) {
    requireUnlabeledArn(stateMachineArn, realm, apiErrors.invalidArn);
    const query = [stateMachineArn];
    const size = pageSize(maxResults);
    const versions = await service.registry.listVersions(stateMachineArn, {
      ...(nextToken !== undefined && { below: Number(tokens.open(this.name, query, nextToken)) }),
      limit: size + 1,
    });
    const { page, last } = cutPage(versions, size);
    return {
      stateMachineVersions: page.map(listedVersion),
      ...(last && { nextToken: tokens.issue(this.name, query, String(last.number)) }),
    };
  },
};
