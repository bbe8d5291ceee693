/** Numbers of RUNNING executions by account and Region, kept in memory so that asking is free. */
import { type Realm, realmKeyOf } from '../aws/arn.ts';

/** Changes of the numbers, by realm key. */
export type RunningChanges = Map<string, number>;

export function runningRealms(counts: ReadonlyMap<string, number>): { realm: Realm; count: number }[] {
  return [...counts].map(([key, count]) => {
    const [region = '', account = ''] = key.split(':');
    return { realm: { account, region }, count };
  });
}

export function addRunning(changes: RunningChanges, stateMachineArn: string, delta: number): void {
  addTo(changes, realmKeyOf(stateMachineArn), delta);
}

export function addTo(counts: Map<string, number>, key: string, delta: number): void {
  const count = (counts.get(key) ?? 0) + delta;
  if (count === 0) counts.delete(key);
  else counts.set(key, count);
}
