/**
 * Reduces an execution's events to visits, attempts and scopes, event by event: what is appended later costs only
 * itself. Histories may have gaps, unknown types and orders that no rule explains (imports): every event finds the
 * best owner there is, and none throws. Source: spec of history events, "Sequences"; the rules for owners are
 *
 * - `previousEventId` leads to the owner of the previous event, and from there outwards to the state it is about;
 * - events that carry a name (…StateExited, MapIteration…) look for that name on the way out;
 * - …StateAborted name nothing: they close the next open state of their type inside the failed Parallel or Map;
 * - after ExecutionRedriven, events follow that event and not their state's: resource and type tell whose they are.
 */

import { endAttempt, takeTaskEvent } from './attempts.ts';
import type { DefinitionIndex } from './definition-index.ts';
import { DefinitionIndex as Index } from './definition-index.ts';
import type { HistoryEvent, WireEvent } from './event.ts';
import { number, readEvent, text } from './event.ts';
import { endStatus, failureOf, isCut } from './event-meaning.ts';
import { OpenVisits } from './open-visits.ts';
import { countIn, isAround, isInside, newScope } from './scopes.ts';
import type { Failure, Scope, Visit } from './visit.ts';
import { isOpen, lastAttempt } from './visit.ts';

export type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED' | 'PENDING_REDRIVE';

const ENTERED = 'StateEntered';
const EXITED = 'StateExited';
export class ExecutionHistory {
  readonly events: HistoryEvent[] = [];
  readonly visits: Visit[] = [];
  readonly root: Scope;
  status: ExecutionStatus = 'RUNNING';
  startMs = 0;
  endMs: number | undefined;
  lastMs = 0;
  input: string | undefined;
  output: string | undefined;
  failure: Failure | undefined;
  /** The visit that the execution failed in. */
  failing: Visit | undefined;
  redrives: { readonly id: number; readonly atMs: number }[] = [];
  /** Grows with every change; what is derived can be kept as long as it stays. */
  version = 0;

  readonly #definition: DefinitionIndex;
  readonly #owners = new Map<number, Visit>();
  readonly #entries = new Map<number, Scope>();
  readonly #byName = new Map<string, Visit[]>();
  readonly #byId = new Map<number, Visit>();
  readonly #open = new OpenVisits();
  /** Scopes by key, to find an iteration again. */
  readonly #scopes = new Map<string, Scope>();

  constructor(definition?: DefinitionIndex) {
    this.#definition = definition ?? new Index(undefined);
    this.root = newScope('machine', '', 0, 0, undefined, 0);
  }

  get lastEventId(): number {
    return this.events[this.events.length - 1]?.id ?? 0;
  }

  /** Takes what is new; events that are known already are passed over. Answers how many were taken. */
  append(wire: readonly WireEvent[]): number {
    let taken = 0;
    for (const one of wire) {
      const event = readEvent(one);
      if (event.id <= this.lastEventId) continue;
      this.events.push(event);
      this.#take(event);
      taken++;
    }
    if (taken > 0) this.version++;
    return taken;
  }

  visit(id: number | undefined): Visit | undefined {
    return id === undefined ? undefined : this.#byId.get(id);
  }

  /** All visits of a state, in order of entry. */
  visitsOf(name: string): readonly Visit[] {
    return this.#byName.get(name) ?? [];
  }

  ownerOf(eventId: number): Visit | undefined {
    return this.#owners.get(eventId);
  }

  event(id: number): HistoryEvent | undefined {
    const guess = this.events[id - 1]; // ids are contiguous unless the history was cut
    return guess?.id === id ? guess : this.events.find((event) => event.id === id);
  }

  #take(event: HistoryEvent): void {
    if (this.startMs === 0) {
      this.startMs = event.atMs;
      this.root.startMs = event.atMs;
    }
    this.lastMs = Math.max(this.lastMs, event.atMs);
    const { type } = event;
    if (type.startsWith('Execution')) return this.#execution(event);
    if (type.endsWith(ENTERED)) return this.#enter(event);
    if (type.endsWith(EXITED)) return this.#exit(event);
    if (type.endsWith('StateAborted')) return this.#abort(event);
    if (type.startsWith('MapIteration')) return this.#iteration(event);
    if (type.startsWith('MapState') || type.startsWith('ParallelState')) return this.#branches(event);
    if (type === 'EvaluationFailed') return this.#evaluationFailed(event);
    this.#task(event);
  }

  #execution(event: HistoryEvent): void {
    const { details, atMs } = event;
    switch (event.type) {
      case 'ExecutionStarted':
        this.input = text(details, 'input');
        return;
      case 'ExecutionRedriven':
        this.status = 'RUNNING';
        this.endMs = undefined;
        this.failure = undefined;
        this.failing = undefined;
        this.output = undefined;
        delete this.root.endMs;
        this.root.status = 'RUNNING';
        this.redrives.push({ id: event.id, atMs });
        this.#open.remember(this.visits.filter((visit) => visit.output === undefined && isCut(visit.status)));
        return;
      case 'ExecutionSucceeded':
        this.output = text(details, 'output');
        return this.#end('SUCCEEDED', event);
      case 'ExecutionFailed':
        return this.#end('FAILED', event);
      case 'ExecutionTimedOut':
        return this.#end('TIMED_OUT', event);
      case 'ExecutionAborted':
        return this.#end('ABORTED', event);
      default:
        return;
    }
  }

  #end(status: Exclude<ExecutionStatus, 'RUNNING' | 'PENDING_REDRIVE'>, event: HistoryEvent): void {
    this.status = status;
    this.endMs = event.atMs;
    if (status !== 'SUCCEEDED') this.failure = failureOf(event.details);
    const failing = status === 'FAILED' ? this.#owner(event) : undefined;
    this.failing = failing;
    if (failing !== undefined) {
      this.#own(event, failing);
      failing.failure ??= failureOf(event.details);
      if (isOpen(failing)) this.#open.close(failing, 'FAILED', event.atMs);
      for (let at = failing.scope.container; at !== undefined; at = at.scope.container) {
        if (isOpen(at)) this.#open.close(at, 'FAILED', event.atMs);
      }
    }
    this.#open.closeAll(status === 'TIMED_OUT' ? 'TIMED_OUT' : 'ABORTED', event.atMs);
    this.root.endMs = event.atMs;
    this.root.status = status;
  }

  #enter(event: HistoryEvent): void {
    const { id, details, atMs } = event;
    const name = text(details, 'name') ?? '?';
    const scope = this.#scopeOfEntry(event, name);
    const input = text(details, 'input');
    const same = this.visitsOf(name);
    const visit: Visit = {
      id,
      type: event.type.slice(0, -ENTERED.length),
      name,
      scope,
      repeat: countIn(scope, name),
      enterMs: atMs,
      status: 'RUNNING',
      input,
      variables: scope.variables,
      attempts: [],
      scopes: [],
      eventIds: [],
    };
    scope.visits.push(visit);
    this.visits.push(visit);
    this.#byId.set(id, visit);
    this.#open.add(visit);
    if (same.length === 0) this.#byName.set(name, [visit]);
    else (same as Visit[]).push(visit);
    this.#own(event, visit);
  }

  /** The row of states that an entry belongs to. */
  #scopeOfEntry(event: HistoryEvent, name: string): Scope {
    const prev = event.previousEventId;
    const entry = this.#entries.get(prev);
    if (entry !== undefined && entry.kind === 'iteration') return entry;
    const position = this.#definition.get(name);
    if (this.#starts.has(prev)) return this.#branch(this.#owners.get(prev) as Visit, position?.branch, event);
    const owner = this.#owners.get(prev);
    if (owner !== undefined) return owner.scope;
    if (position?.container === undefined) return this.root;
    // After a redrive: inside the container that is open, in the branch that has room for it.
    const container = this.visitsOf(position.container).at(-1);
    if (container === undefined) return this.root;
    this.#goOn(container);
    const scope = container.scopes.find((one) => one.index === position.branch && one.visits.at(-1)?.name === name);
    return scope ?? this.#branch(container, position.branch, event);
  }

  /** Ids of ParallelStateStarted, which the first state of every branch follows. */
  readonly #starts = new Set<number>();

  #branch(container: Visit, branch: number | undefined, event: HistoryEvent): Scope {
    const round = Math.max(1, container.attempts.length);
    const index = branch ?? container.scopes.filter((scope) => scope.round === round).length;
    return this.#scope('branch', container, round, index, event.atMs);
  }

  #scope(kind: 'branch' | 'iteration', container: Visit, round: number, index: number, atMs: number): Scope {
    const key = `${container.scope.key}/${container.id}.${round}.${index}`;
    const known = this.#scopes.get(key);
    if (known !== undefined) return known;
    const scope = newScope(kind, key, index, round, container, atMs);
    scope.variables = container.variables;
    container.scopes.push(scope);
    this.#scopes.set(key, scope);
    return scope;
  }

  #exit(event: HistoryEvent): void {
    const { details, atMs } = event;
    const visit = this.#named(event, text(details, 'name'));
    if (visit === undefined) return;
    this.#goOn(visit);
    this.#own(event, visit);
    const output = text(details, 'output');
    if (output !== undefined) visit.output = output;
    const assigned = details['assignedVariables'];
    if (typeof assigned === 'object' && assigned !== null) {
      visit.assigned = assigned as Record<string, string>;
      visit.scope.variables = { ...visit.scope.variables, ...visit.assigned };
    }
    const failed = visit.failure !== undefined;
    this.#open.close(visit, failed ? 'CAUGHT' : 'SUCCEEDED', atMs);
    if (visit.scope.kind === 'branch') {
      visit.scope.endMs = atMs;
      visit.scope.status = visit.status;
    }
  }

  /** The open visit of this name, looked for outwards from the previous event's owner, else anywhere. */
  #named(event: HistoryEvent, name: string | undefined): Visit | undefined {
    const owner = this.#owner(event);
    if (name === undefined) return owner;
    for (let at = owner; at !== undefined; at = at.scope.container) {
      if (at.name === name && at.output === undefined) return at;
    }
    const all = this.visitsOf(name);
    for (let i = all.length - 1; i >= 0; i--) {
      const visit = all[i] as Visit;
      if (isOpen(visit)) return visit;
    }
    return all.findLast((visit) => visit.output === undefined) ?? all.at(-1);
  }

  #abort(event: HistoryEvent): void {
    const type = event.type.slice(0, -'StateAborted'.length);
    const origin = this.#owner(event);
    const container = origin?.scope.container;
    let found: Visit | undefined;
    for (const visit of this.#open.all) {
      if (visit.type !== type || visit === origin || isAround(visit, origin)) continue;
      if (container !== undefined && !isInside(visit, container)) continue;
      found = visit;
      break;
    }
    // A task that failed records its own abort as well.
    if (found === undefined && origin?.type === type) return this.#own(event, origin);
    if (found === undefined) return;
    this.#own(event, found, false);
    this.#open.close(found, 'ABORTED', event.atMs);
  }

  #iteration(event: HistoryEvent): void {
    const { details, atMs, id } = event;
    const map = this.#around(event, text(details, 'name'));
    if (map === undefined) return;
    this.#goOn(map);
    const round = Math.max(1, map.attempts.length);
    const scope = this.#scope('iteration', map, round, number(details, 'index') ?? 0, atMs);
    map.eventIds.push(id);
    this.#owners.set(id, map);
    if (event.type === 'MapIterationStarted') {
      this.#entries.set(id, scope);
      return;
    }
    scope.endMs = atMs;
    scope.status = endStatus(event.type);
    if (event.type === 'MapIterationFailed') {
      const failed = this.#owners.get(event.previousEventId);
      if (failed !== undefined && failed !== map && isOpen(failed)) this.#open.close(failed, 'FAILED', atMs);
    }
  }

  /** The Map that an event of an iteration is about. */
  #around(event: HistoryEvent, name: string | undefined): Visit | undefined {
    for (let at = this.#owner(event); at !== undefined; at = at.scope.container) {
      if (at.type === 'Map' && (name === undefined || at.name === name)) return at;
    }
    return name === undefined ? undefined : this.visitsOf(name).at(-1);
  }

  #branches(event: HistoryEvent): void {
    const type = event.type.startsWith('Map') ? 'Map' : 'Parallel';
    const owner = this.#owner(event);
    let visit = owner;
    while (visit !== undefined && !(visit.type === type && (visit === owner || visit.output === undefined)))
      visit = visit.scope.container;
    visit ??= this.#open.cut.find((one) => one.type === type) ?? this.#open.ofType(type);
    if (visit === undefined) return;
    this.#goOn(visit);
    this.#own(event, visit);
    const { atMs } = event;
    if (event.type.endsWith('Started')) {
      // A retry needs no …StateFailed before it: the failure is that of the event it follows.
      if (lastAttempt(visit)?.status === 'RUNNING') this.#roundFailed(visit, owner, atMs);
      visit.attempts.push({ number: visit.attempts.length + 1, scheduledMs: atMs, startedMs: atMs, status: 'RUNNING' });
      if (type === 'Map') visit.length = number(event.details, 'length') ?? 0;
      else this.#starts.add(event.id);
      visit.status = 'RUNNING';
      delete visit.failure;
    } else if (event.type.endsWith('Failed')) {
      this.#roundFailed(visit, owner, atMs);
      visit.status = 'RETRYING';
    } else {
      endAttempt(visit, 'SUCCEEDED', atMs);
    }
  }

  #roundFailed(visit: Visit, owner: Visit | undefined, atMs: number): void {
    const inner = owner === visit ? undefined : owner;
    const failure = inner?.failure ?? lastAttempt(inner ?? visit)?.failure ?? visit.failure ?? {};
    if (inner !== undefined && isOpen(inner)) this.#open.close(inner, 'FAILED', atMs);
    this.#open.abandonScopes(visit, inner, atMs);
    visit.failure = failure;
    endAttempt(visit, 'FAILED', atMs, failure);
  }

  #evaluationFailed(event: HistoryEvent): void {
    const name = text(event.details, 'state');
    const visit = this.#openVisit(name) ?? this.#owner(event);
    if (visit === undefined) return;
    this.#own(event, visit);
    visit.failure = failureOf(event.details);
    const attempt = lastAttempt(visit);
    if (attempt?.status === 'RUNNING') endAttempt(visit, 'FAILED', event.atMs, visit.failure);
    visit.status = 'RETRYING';
  }

  #openVisit(name: string | undefined): Visit | undefined {
    return name === undefined ? undefined : this.visitsOf(name).findLast(isOpen);
  }

  /** Task…, LambdaFunction…, Activity…, MapRun…, and whatever else there may be. */
  #task(event: HistoryEvent): void {
    const visit = this.#owner(event) ?? this.#taskAfterRedrive(event);
    if (visit === undefined) return;
    this.#goOn(visit);
    this.#own(event, visit);
    takeTaskEvent(visit, event);
  }

  /** First event of a state after ExecutionRedriven: of those that were cut off, the one that does this. */
  #taskAfterRedrive(event: HistoryEvent): Visit | undefined {
    const resource = text(event.details, 'resource');
    const candidates = this.#open.cut.filter((visit) => visit.type === 'Task' || visit.type === 'Map');
    return (
      candidates.find((visit) => resource !== undefined && lastAttempt(visit)?.resource === resource) ??
      candidates.find((visit) => visit.attempts.length === 0) ??
      candidates[0]
    );
  }

  /** A visit that was cut off goes on when something happens in it after a redrive. */
  #goOn(visit: Visit): void {
    if (this.status === 'RUNNING') this.#open.reopen(visit);
  }

  #owner(event: HistoryEvent): Visit | undefined {
    return this.#owners.get(event.previousEventId);
  }

  #own(event: HistoryEvent, visit: Visit, follow = true): void {
    if (follow) this.#owners.set(event.id, visit);
    visit.eventIds.push(event.id);
  }
}
