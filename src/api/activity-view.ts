/** Activities as the API shows them. Source: API reference, DescribeActivity and ActivityListItem. */
import type { Activity } from '../engine/service.ts';
import type { Configuration } from './configuration.ts';
import { epochSeconds } from './timestamps.ts';

export function describedActivity(activity: Activity) {
  return { ...listedActivity(activity), ...(JSON.parse(activity.configuration) as Configuration) };
}

export function listedActivity({ arn, name, createdMs }: Activity) {
  return { activityArn: arn, name, creationDate: epochSeconds(createdMs) };
}
