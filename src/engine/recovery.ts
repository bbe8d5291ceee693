/** Finds the executions that have something to do, when a store was opened or has to be believed anew. */
import type { Store } from '../store/store.ts';
import type { Runner } from './runner.ts';

/** Rows read at a time. */
const PAGE = 5000;

/**
 * Sets the timers of executions that wait for an instant near by, and brings those into memory that were at work: with a
 * call unanswered, a turn cut short, a first turn not made (wakeAtMs 0), or a message not taken.
 */
export async function recover(store: Store, runner: Runner): Promise<void> {
  await runner.timers.recover((id) => runner.wake(id));
  let afterId = -1;
  for (;;) {
    const page = await store.executionsWithInbox({ afterId, limit: PAGE });
    for (const id of page) runner.wake(id);
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return;
    afterId = last;
  }
}
