/** The visits that have not ended, and those that were cut off and may be opened again by a redrive. */
import { endAttempt } from './attempts.ts';
import { isCut } from './event-meaning.ts';
import { isAround, isInside, isWithin } from './scopes.ts';
import type { Visit, VisitStatus } from './visit.ts';
import { isOpen, lastAttempt } from './visit.ts';

export class OpenVisits {
  readonly #open = new Set<Visit>();
  /** Visits that the end of the execution cut off. */
  #cut: Visit[] = [];

  add(visit: Visit): void {
    this.#open.add(visit);
  }

  /** In the order in which they were opened. */
  get all(): Iterable<Visit> {
    return this.#open;
  }

  ofType(type: string): Visit | undefined {
    return [...this.#open].findLast((visit) => visit.type === type);
  }

  /** After a redrive. */
  remember(cut: Visit[]): void {
    this.#cut = cut;
  }

  get cut(): readonly Visit[] {
    return this.#cut;
  }

  /** Only while the execution runs. */
  reopen(visit: Visit): void {
    if (isOpen(visit) || !isCut(visit.status)) return;
    visit.status = 'RUNNING';
    delete visit.endMs;
    delete visit.failure;
    this.#open.add(visit);
    this.#cut = this.#cut.filter((one) => one !== visit);
    const { scope } = visit;
    if (scope.container === undefined) return;
    scope.status = 'RUNNING';
    delete scope.endMs;
    const attempt = lastAttempt(scope.container);
    if (isCut(scope.container.status) && attempt !== undefined && attempt.status !== 'SUCCEEDED') {
      attempt.status = 'RUNNING';
      delete attempt.endMs;
      delete attempt.failure;
    }
    this.reopen(scope.container);
  }

  close(visit: Visit, status: VisitStatus, atMs: number): void {
    visit.status = status;
    visit.endMs = atMs;
    endAttempt(
      visit,
      status === 'FAILED' || status === 'TIMED_OUT' || status === 'ABORTED' ? status : 'SUCCEEDED',
      atMs,
    );
    this.#open.delete(visit);
    if (isCut(status) && visit.scope.kind === 'branch') {
      visit.scope.endMs = atMs;
      visit.scope.status = status;
    }
  }

  closeAll(status: VisitStatus, atMs: number): void {
    for (const visit of [...this.#open]) this.close(visit, status, atMs);
  }

  /** What is still open inside a container that failed has been cut off; the branch of `inner` is what failed. */
  abandonScopes(container: Visit, inner: Visit | undefined, atMs: number): void {
    for (const visit of [...this.#open]) {
      if (isInside(visit, container)) this.close(visit, isAround(visit, inner) ? 'FAILED' : 'ABORTED', atMs);
    }
    for (const scope of container.scopes) {
      if (scope.endMs !== undefined) continue;
      scope.endMs = atMs;
      scope.status = inner !== undefined && isWithin(inner, scope) ? 'FAILED' : 'ABORTED';
    }
  }
}
