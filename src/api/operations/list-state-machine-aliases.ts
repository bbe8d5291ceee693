/**
 * ListStateMachineAliases, in the order of creation: all of a machine, or those that lead to a version. A page starts
 * behind the position of the last alias shown. Errors of the request itself: InvalidArn, InvalidToken, ValidationException.
 */
import { listedAlias } from '../alias-view.ts';
import { requireUnlabeledArn } from '../arns.ts';
import type { Operation } from '../operation.ts';
import { cutPage, pageSize } from '../paging.ts';

export const listStateMachineAliases: Operation<'ListStateMachineAliases'> = {
  name: 'ListStateMachineAliases',
  async handle({ stateMachineArn, maxResults, nextToken }, { service, realm, tokens }) {
    requireUnlabeledArn(stateMachineArn, realm);
    const query = [stateMachineArn];
    const size = pageSize(maxResults);
    const aliases = await service.registry.listAliases(stateMachineArn, {
      ...(nextToken !== undefined && { after: Number(tokens.open(this.name, query, nextToken)) }),
      limit: size + 1,
    });
    const { page, last } = cutPage(aliases, size);
    return {
      stateMachineAliases: page.map(listedAlias),
      ...(last && { nextToken: tokens.issue(this.name, query, String(last.position)) }),
    };
  },
};
