/** DescribeMapRun: how a Distributed Map goes. Errors of the request itself: InvalidArn. */
import { requireMapRunArn } from '../arns.ts';
import { describedMapRun } from '../map-run-view.ts';
import type { Operation } from '../operation.ts';

export const describeMapRun: Operation<'DescribeMapRun'> = {
  name: 'DescribeMapRun',
  async handle({ mapRunArn }, { service, realm }) {
    requireMapRunArn(mapRunArn, realm);
    return describedMapRun(await service.describeMapRun(mapRunArn));
  },
};
