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
import type { DefinitionIndex } from './definition-index.ts';
import { DefinitionIndex as Index } from './definition-index.ts';
import type { Details, HistoryEvent, WireEvent } from './event.ts';
import { number, readEvent, text } from './event.ts';
import type { Attempt, Failure, Scope, Visit, VisitStatus } from './visit.ts';
import { isOpen, lastAttempt } from './visit.ts';

export type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED' | 'PENDING_REDRIVE';

const ENTERED = 'StateEntered';
const EXITED = 'StateExited';
const CHILD_ARN = /"(?:ExecutionArn|executionArn)":"([^"\\]{1,2048})"/;

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
  readonly #open = new Set<Visit>();
  /** Visits that the end of the execution cut off, which a redrive may open again. */
  #cut: Visit[] = [];
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
        this.#cut = this.visits.filter((visit) => visit.output === undefined && isCut(visit.status));
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
      if (isOpen(failing)) this.#close(failing, 'FAILED', event.atMs);
      for (let at = failing.scope.container; at !== undefined; at = at.scope.container) {
        if (isOpen(at)) this.#close(at, 'FAILED', event.atMs);
      }
    }
    for (const visit of [...this.#open]) {
      this.#close(visit, status === 'TIMED_OUT' ? 'TIMED_OUT' : 'ABORTED', event.atMs);
    }
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
    this.#reopen(container);
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
    this.#reopen(visit);
    this.#own(event, visit);
    const output = text(details, 'output');
    if (output !== undefined) visit.output = output;
    const assigned = details['assignedVariables'];
    if (typeof assigned === 'object' && assigned !== null) {
      visit.assigned = assigned as Record<string, string>;
      visit.scope.variables = { ...visit.scope.variables, ...visit.assigned };
    }
    const failed = visit.failure !== undefined;
    this.#close(visit, failed ? 'CAUGHT' : 'SUCCEEDED', atMs);
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
    for (const visit of this.#open) {
      if (visit.type !== type || visit === origin || isAround(visit, origin)) continue;
      if (container !== undefined && !isInside(visit, container)) continue;
      found = visit;
      break;
    }
    // A task that failed records its own abort as well.
    if (found === undefined && origin?.type === type) return this.#own(event, origin);
    if (found === undefined) return;
    this.#own(event, found, false);
    this.#close(found, 'ABORTED', event.atMs);
  }

  #iteration(event: HistoryEvent): void {
    const { details, atMs, id } = event;
    const map = this.#around(event, text(details, 'name'));
    if (map === undefined) return;
    this.#reopen(map);
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
      if (failed !== undefined && failed !== map && isOpen(failed)) this.#close(failed, 'FAILED', atMs);
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
    visit ??= this.#cutOf(type) ?? [...this.#open].findLast((one) => one.type === type);
    if (visit === undefined) return;
    this.#reopen(visit);
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
      this.#endAttempt(visit, 'SUCCEEDED', atMs);
    }
  }

  #roundFailed(visit: Visit, owner: Visit | undefined, atMs: number): void {
    const inner = owner === visit ? undefined : owner;
    const failure = inner?.failure ?? lastAttempt(inner ?? visit)?.failure ?? visit.failure ?? {};
    if (inner !== undefined && isOpen(inner)) this.#close(inner, 'FAILED', atMs);
    this.#abandonScopes(visit, inner, atMs);
    visit.failure = failure;
    this.#endAttempt(visit, 'FAILED', atMs, failure);
  }

  /** What is still open inside a container that failed has been cut off; the branch of `inner` is what failed. */
  #abandonScopes(container: Visit, inner: Visit | undefined, atMs: number): void {
    for (const visit of [...this.#open]) {
      if (isInside(visit, container)) this.#close(visit, isAround(visit, inner) ? 'FAILED' : 'ABORTED', atMs);
    }
    for (const scope of container.scopes) {
      if (scope.endMs !== undefined) continue;
      scope.endMs = atMs;
      scope.status = inner !== undefined && isWithin(inner, scope) ? 'FAILED' : 'ABORTED';
    }
  }

  #evaluationFailed(event: HistoryEvent): void {
    const name = text(event.details, 'state');
    const visit = this.#openVisit(name) ?? this.#owner(event);
    if (visit === undefined) return;
    this.#own(event, visit);
    visit.failure = failureOf(event.details);
    const attempt = lastAttempt(visit);
    if (attempt?.status === 'RUNNING') this.#endAttempt(visit, 'FAILED', event.atMs, visit.failure);
    visit.status = 'RETRYING';
  }

  #openVisit(name: string | undefined): Visit | undefined {
    return name === undefined ? undefined : this.visitsOf(name).findLast(isOpen);
  }

  /** Task…, LambdaFunction…, Activity…, MapRun…, and whatever else there may be. */
  #task(event: HistoryEvent): void {
    const { type, details, atMs } = event;
    const scheduled = type.endsWith('Scheduled');
    const visit = this.#owner(event) ?? this.#taskAfterRedrive(event);
    if (visit === undefined) return;
    this.#reopen(visit);
    this.#own(event, visit);
    if (scheduled) return this.#schedule(visit, event);
    const attempt = this.#currentAttempt(visit, event);
    if (type.startsWith('MapRun')) return this.#mapRun(visit, attempt, event);
    if (isFailureOfTask(type)) {
      const failure = failureOf(details);
      visit.failure = failure;
      visit.status = 'RETRYING';
      this.#endAttempt(visit, type.endsWith('TimedOut') ? 'TIMED_OUT' : 'FAILED', atMs, failure);
    } else if (type.endsWith('Succeeded')) {
      const output = text(details, 'output');
      if (output !== undefined) attempt.output = output;
      attempt.childArn ??= childArn(attempt, output);
      this.#endAttempt(visit, 'SUCCEEDED', atMs);
      delete visit.failure;
    } else if (type.endsWith('Submitted')) {
      const output = text(details, 'output');
      attempt.submittedMs = atMs;
      if (output !== undefined) attempt.submitOutput = output;
      attempt.childArn ??= childArn(attempt, output);
    } else if (type.endsWith('Started')) {
      attempt.startedMs = atMs;
      const workerName = text(details, 'workerName');
      if (workerName !== undefined) attempt.workerName = workerName;
    }
  }

  #schedule(visit: Visit, event: HistoryEvent): void {
    const { details, atMs } = event;
    const attempt: Attempt = { number: visit.attempts.length + 1, scheduledMs: atMs, status: 'RUNNING' };
    const parameters = text(details, 'parameters') ?? text(details, 'input');
    if (parameters !== undefined) attempt.parameters = parameters;
    for (const member of ['resourceType', 'resource'] as const) {
      const value = text(details, member);
      if (value !== undefined) attempt[member] = value;
    }
    const timeout = number(details, 'timeoutInSeconds');
    const heartbeat = number(details, 'heartbeatInSeconds');
    if (timeout !== undefined) attempt.timeoutSeconds = timeout;
    if (heartbeat !== undefined) attempt.heartbeatSeconds = heartbeat;
    this.#endAttempt(visit, 'ABORTED', atMs);
    visit.attempts.push(attempt);
    visit.status = 'RUNNING';
    delete visit.failure;
  }

  #mapRun(visit: Visit, attempt: Attempt, { type, details }: HistoryEvent): void {
    const arn = text(details, 'mapRunArn');
    if (arn !== undefined) attempt.mapRunArn = arn;
    if (type === 'MapRunFailed') visit.failure = failureOf(details);
  }

  /** The attempt that an event is about; histories that were cut may lack its Scheduled. */
  #currentAttempt(visit: Visit, event: HistoryEvent): Attempt {
    const last = lastAttempt(visit);
    if (last !== undefined) return last;
    const attempt: Attempt = { number: 1, scheduledMs: event.atMs, status: 'RUNNING' };
    for (const member of ['resourceType', 'resource'] as const) {
      const value = text(event.details, member);
      if (value !== undefined) attempt[member] = value;
    }
    visit.attempts.push(attempt);
    return attempt;
  }

  #endAttempt(visit: Visit, status: Attempt['status'], atMs: number, failure?: Failure): void {
    const attempt = lastAttempt(visit);
    if (attempt === undefined || attempt.status !== 'RUNNING') return;
    attempt.status = status;
    attempt.endMs = atMs;
    if (failure !== undefined) attempt.failure = failure;
  }

  /** First event of a state after ExecutionRedriven: of those that were cut off, the one that does this. */
  #taskAfterRedrive(event: HistoryEvent): Visit | undefined {
    const resource = text(event.details, 'resource');
    const candidates = this.#cut.filter((visit) => visit.type === 'Task' || visit.type === 'Map');
    return (
      candidates.find((visit) => resource !== undefined && lastAttempt(visit)?.resource === resource) ??
      candidates.find((visit) => visit.attempts.length === 0) ??
      candidates[0]
    );
  }

  #cutOf(type: string): Visit | undefined {
    return this.#cut.find((visit) => visit.type === type);
  }

  #reopen(visit: Visit): void {
    if (this.status !== 'RUNNING' || isOpen(visit) || !isCut(visit.status)) return;
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
    this.#reopen(scope.container);
  }

  #close(visit: Visit, status: VisitStatus, atMs: number): void {
    visit.status = status;
    visit.endMs = atMs;
    this.#endAttempt(
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

  #owner(event: HistoryEvent): Visit | undefined {
    return this.#owners.get(event.previousEventId);
  }

  #own(event: HistoryEvent, visit: Visit, follow = true): void {
    if (follow) this.#owners.set(event.id, visit);
    visit.eventIds.push(event.id);
  }
}

/** The innermost visit that made the execution fail. */
export function failingLeaf(history: ExecutionHistory): Visit | undefined {
  let leaf = history.failing;
  while (leaf !== undefined) {
    const scope = leaf.scopes.findLast((one) => one.status === 'FAILED' || one.status === 'TIMED_OUT');
    const inner = scope?.visits.at(-1);
    if (inner === undefined) break;
    leaf = inner;
  }
  return leaf;
}

function newScope(
  kind: Scope['kind'],
  key: string,
  index: number,
  round: number,
  container: Visit | undefined,
  startMs: number,
): Scope {
  return {
    key,
    kind,
    index,
    round,
    container,
    depth: container === undefined ? 0 : container.scope.depth + 1,
    visits: [],
    startMs,
    status: 'RUNNING',
    variables: {},
  };
}

/** Entries of the same state in the same scope: loops find the last one soon. */
function countIn(scope: Scope, name: string): number {
  const known = scope.visits.findLast((visit) => visit.name === name);
  return known === undefined ? 0 : known.repeat + 1;
}

function isInside(visit: Visit, container: Visit): boolean {
  for (let at = visit.scope.container; at !== undefined; at = at.scope.container) if (at === container) return true;
  return false;
}

function isAround(visit: Visit, inner: Visit | undefined): boolean {
  return inner !== undefined && isInside(inner, visit);
}

function isWithin(visit: Visit, scope: Scope): boolean {
  for (let at: Scope | undefined = visit.scope; at !== undefined; at = at.container?.scope)
    if (at === scope) return true;
  return false;
}

function isCut(status: VisitStatus): boolean {
  return status === 'FAILED' || status === 'ABORTED' || status === 'TIMED_OUT';
}

function endStatus(type: string): VisitStatus {
  if (type.endsWith('Succeeded')) return 'SUCCEEDED';
  return type.endsWith('Failed') ? 'FAILED' : 'ABORTED';
}

function isFailureOfTask(type: string): boolean {
  return type.endsWith('Failed') || type.endsWith('TimedOut');
}

function failureOf(details: Details): Failure {
  const error = text(details, 'error');
  const cause = text(details, 'cause');
  return { ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) };
}

/** The execution that a task started, as its answer names it. */
function childArn({ resource, resourceType }: Attempt, output: string | undefined): string | undefined {
  if (output === undefined || !isStart(resource, resourceType)) return undefined;
  return CHILD_ARN.exec(output.slice(0, 100_000))?.[1];
}

function isStart(resource: string | undefined, resourceType: string | undefined): boolean {
  if (resourceType !== 'states' && resourceType !== 'aws-sdk:sfn') return false;
  return /^start(?:Sync)?Execution/.test(resource ?? '');
}
