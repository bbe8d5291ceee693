/**
 * What came of the trees of executions, without what is made up anew in every run (names, times, ids). Only trees in which
 * nothing depends on moments have one: where something was stopped, timed out, or was cut off by what failed beside it,
 * how far it came is a matter of luck.
 */
import type { Started } from './clients.ts';
import { type Account, type Ledger, nameIn } from './ledger.ts';
import type { World } from './world.ts';

const BY_CHANCE = /Aborted$|TimedOut$|IterationFailed$|ParallelStateFailed$|MapStateFailed$|MapRunFailed$|Redriven$/;

/** By the ARN of the root. */
export function outcomesOf(ledger: Ledger, started: readonly Started[]): ReadonlyMap<string, string> {
  const trees = new Map<string, Account[]>();
  for (const account of ledger.accounts.values()) {
    const tree = trees.get(account.row.rootArn);
    if (tree === undefined) trees.set(account.row.rootArn, [account]);
    else tree.push(account);
  }
  const outcomes = new Map<string, string>();
  for (const { arn, disturbed } of started) {
    const tree = trees.get(arn) ?? [];
    if (disturbed || !tree.every(isCertain)) continue;
    outcomes.set(arn, tree.map(outcomeOf).sort().join('\n'));
  }
  return outcomes;
}

/** Answers with how many were compared. */
export function compareTrees(
  { ledger, violation }: World,
  started: readonly Started[],
  expected: ReadonlyMap<string, string>,
): number {
  let compared = 0;
  for (const [arn, actual] of outcomesOf(ledger, started)) {
    const wanted = expected.get(arn);
    if (wanted === undefined || actual.includes('_v2')) continue; // updated in between: another machine
    compared++;
    if (wanted !== actual) violation(`${arn} came out otherwise:\n${actual}\nwithout faults:\n${wanted}`);
  }
  return compared;
}

function isCertain({ events, row }: Account): boolean {
  if (row.parent !== undefined && row.parent.id < 0) return false; // EXPRESS, which may run more than once
  return !row.name.endsWith('-shared') && !events.some(({ type }) => BY_CHANCE.test(type));
}

function outcomeOf(account: Account): string {
  const { row, events } = account;
  const told = events
    // A worker may answer before the call that told it of the task has.
    .filter(({ type }) => type !== 'TaskSubmitted')
    .map((event) => `${event.type} ${nameIn(event)}`.trim());
  const { stateMachineArn, depth, status, error, output, input } = row;
  const texts = [input, output].map((text) => text?.replace(/"token":"[^"]*"/, ''));
  return JSON.stringify([stateMachineArn, depth, status, error, ...texts, told.sort()]);
}
