/** ListActivities: of the caller's account and Region, in the order of the ARN. A page starts after the last ARN. */
import { listedActivity } from '../activity-view.ts';
import type { Operation } from '../operation.ts';
import { cutPage, pageSize } from '../paging.ts';

export const listActivities: Operation<'ListActivities'> = {
  name: 'ListActivities',
  async handle({ maxResults, nextToken }, { service, realm, tokens }) {
    const query = [realm.account, realm.region];
    const size = pageSize(maxResults);
    const all = await service.registry.listActivities(realm, {
      ...(nextToken !== undefined && { afterArn: tokens.open(this.name, query, nextToken) }),
      limit: size + 1,
    });
    const { page, last } = cutPage(all, size);
    return {
      activities: page.map(listedActivity),
      ...(last && { nextToken: tokens.issue(this.name, query, last.arn) }),
    };
  },
};
