/** Versions as the API shows them. Source: API reference, StateMachineVersionListItem. */
import type { StateMachineVersion } from '../engine/service.ts';
import { epochSeconds } from './timestamps.ts';

export function listedVersion({ arn, createdMs }: StateMachineVersion) {
  return { stateMachineVersionArn: arn, creationDate: epochSeconds(createdMs) };
}
