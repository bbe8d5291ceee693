/** ListMapRuns of an execution, in the order in which they started. Errors of the request itself: InvalidArn, InvalidToken. */
import { requireExecutionArn } from '../arns.ts';
import { listedMapRun } from '../map-run-view.ts';
import type { Operation } from '../operation.ts';
import { cutPage, pageSize } from '../paging.ts';

export const listMapRuns: Operation<'ListMapRuns'> = {
  name: 'ListMapRuns',
  async handle({ executionArn, maxResults, nextToken }, { service, realm, tokens }) {
    requireExecutionArn(executionArn, realm);
    const size = pageSize(maxResults);
    const after = nextToken === undefined ? undefined : placeOf(tokens.open(this.name, [executionArn], nextToken));
    const runs = await service.listMapRuns(executionArn, { limit: size + 1, ...(after !== undefined && { after }) });
    const { page, last } = cutPage(runs, size);
    return {
      mapRuns: page.map(listedMapRun),
      ...(last && { nextToken: tokens.issue(this.name, [executionArn], `${last.startMs} ${last.arn}`) }),
    };
  },
};

function placeOf(text: string): { startMs: number; arn: string } {
  const cut = text.indexOf(' ');
  return { startMs: Number(text.slice(0, cut)), arn: text.slice(cut + 1) };
}
