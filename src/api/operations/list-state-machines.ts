/** ListStateMachines: of the caller's account and Region, in the order of the ARN. A page starts after the last ARN. */
import type { Operation } from '../operation.ts';
import { cutPage, pageSize } from '../paging.ts';
import { listedStateMachine } from '../state-machine-view.ts';

export const listStateMachines: Operation<'ListStateMachines'> = {
  name: 'ListStateMachines',
  async handle({ maxResults, nextToken }, { service, realm, tokens }) {
    const query = [realm.account, realm.region];
    const size = pageSize(maxResults);
    const rows = await service.listStateMachines(realm, {
      ...(nextToken !== undefined && { afterArn: tokens.open(this.name, query, nextToken) }),
      limit: size + 1,
    });
    const { page, last } = cutPage(rows, size);
    return {
      stateMachines: page.map(listedStateMachine),
      ...(last && { nextToken: tokens.issue(this.name, query, last.arn) }),
    };
  },
};
