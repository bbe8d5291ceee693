/**
 * One seed: draws faults, machines and what clients do, runs the world in a storm, heals it, waits until everything has
 * ended, and looks at what is left, from memory and, after one more crash, from the store. Then, where what comes out
 * follows from the input alone, it is compared with a run in which nothing went wrong.
 */
import type { ExecutionRow } from '../../src/store/store.ts';
import { Clients, drawPlans, type Plan, type Started } from './clients.ts';
import { drawFeatures, drawMachines, type Features, type Machine, machineArn, ROOTS } from './definitions.ts';
import { Dice } from './dice.ts';
import { drawFaults, type Faults, NO_FAULTS } from './faults.ts';
import { drawOperations, type Operations, Operators } from './operations.ts';
import { compareTrees, outcomesOf } from './outcomes.ts';
import { describedError, type Plant, World } from './world.ts';

export interface SeedResult {
  readonly seed: number;
  readonly traceHash: number;
  readonly violations: readonly string[];
  readonly steps: number;
  readonly crashes: number;
  readonly executions: number;
  readonly events: number;
  /** Trees of executions that came out as without faults. */
  readonly compared: number;
}

export interface SeedOptions {
  readonly plant?: Plant;
  readonly log?: (line: string) => void;
}

/** Bounds of a run, far above what any seed needs: at them it counts as stuck. */
const MAX_STEPS = 60_000;
const STORM_MS = 400_000;
const STORM_STEPS = 30_000;
const MAX_HEALED_MS = 24 * 3_600_000;

interface Scenario {
  readonly faults: Faults;
  readonly features: Features;
  readonly machines: readonly Machine[];
  readonly plans: readonly Plan[];
  readonly operations: Operations;
}

function drawScenario(seed: number): { scenario: Scenario; dice: Dice } {
  const dice = new Dice(seed);
  const { operations, pickQualifier } = drawOperations(seed);
  const faults = withRetention(drawFaults(dice.fork()), operations.retentionMs);
  const features = drawFeatures(dice);
  const roots = dice.chance(0.3) ? ROOTS : [dice.pick(ROOTS)];
  const machines = needed(drawMachines(dice.fork(), features), roots);
  const plans = drawPlans(dice.fork(), dice.int(1, 5), roots).map((plan) => ({ ...plan, qualifier: pickQualifier() }));
  return { scenario: { faults, features, machines, plans, operations }, dice };
}

/** A clock that jumps would let an execution be old in the moment in which it ends. */
function withRetention(faults: Faults, retentionMs: number | undefined): Faults {
  if (retentionMs === undefined) return faults;
  return { ...faults, clockJumpMs: 0, engine: { ...faults.engine, retentionMs } };
}

/** The machines that can be reached. */
function needed(machines: readonly Machine[], roots: readonly string[]): Machine[] {
  const names = new Set<string>(roots);
  for (let before = 0; before < names.size; ) {
    before = names.size;
    const texts = machines
      .filter(({ name }) => names.has(name))
      .map((machine) => JSON.stringify(machine.definition(1)));
    for (const { name } of machines) if (texts.some((text) => text.includes(`"${machineArn(name)}"`))) names.add(name);
  }
  return machines.filter(({ name }) => names.has(name));
}

export async function simulate(seed: number, options: SeedOptions = {}): Promise<SeedResult> {
  const { scenario, dice } = drawScenario(seed);
  const world = new World(dice, scenario.faults, options.plant);
  // On Node the process ends for it.
  const unhandled = (error: unknown) => world.violation(`nobody handles a rejection: ${describedError(error)}`);
  process.on('unhandledRejection', unhandled);
  try {
    return await run(seed, world, scenario, options);
  } finally {
    process.off('unhandledRejection', unhandled);
  }
}

async function run(seed: number, world: World, scenario: Scenario, { log }: SeedOptions): Promise<SeedResult> {
  world.log = log;
  if (log !== undefined) {
    world.scheduler.trace = log;
    log(JSON.stringify(scenario.faults));
    for (const machine of scenario.machines) log(`${machine.name}: ${JSON.stringify(machine.definition(1))}`);
  }
  const clients = new Clients(world);
  await storm(world, clients, scenario);
  if (world.violations.length === 0) await settle(world, clients);
  if (world.violations.length === 0) await lookBack(world, clients);
  let compared = 0;
  // Every other seed: it costs as much again.
  const isCompared = seed % 2 === 0 && !world.disturbed;
  if (world.violations.length === 0 && isCompared && scenario.faults.engine.interruptedTasks === 'retry') {
    const { outcomes, violations } = await oracle(scenario);
    for (const text of violations) world.violation(`without faults: ${text}`);
    compared = compareTrees(world, clients.started, outcomes);
  }
  world.scheduler.note(world.ledger.digest());
  const { scheduler, violations, crashes, ledger } = world;
  const { traceHash, steps } = scheduler;
  const executions = ledger.accounts.size;
  return { seed, traceHash, violations, steps, crashes, executions, events: ledger.events, compared };
}

/** Everything happens at once, and goes wrong. */
async function storm(world: World, clients: Clients, { machines, plans, operations }: Scenario): Promise<void> {
  const { dice } = world;
  const operators = new Operators(world, clients);
  const roots = machines.filter(({ name }) => plans.some(({ machine }) => machine === name));
  clients.operations = operations;
  world.boot();
  let isSet = false;
  clients.do(async () => {
    await Promise.all([clients.createActivity(), ...machines.map((machine) => clients.create(machine, 1))]);
    if (operations.versions) await Promise.all(roots.map((root) => operators.setUp(root)));
    isSet = true;
  });
  await steps(world, () => isSet);
  operators.begin(machines, roots, operations);
  // What comes out depends on the moment.
  const { deletions, activities, retentionMs } = operations;
  if (deletions || activities || retentionMs !== undefined) world.disturbed = true;
  for (const plan of plans) clients.do(() => clients.run(plan));
  for (let i = 0; i < 2; i++) void clients.work();
  if (dice.chance(0.3)) clients.do(() => sleepThen(world, () => clients.update(machines[0] as Machine, 2)));
  const hasExpress = machines.some(({ type }) => type === 'EXPRESS');
  if (hasExpress && dice.chance(0.5))
    for (let n = 0; n < 3; n++) clients.do(() => sleepThen(world, () => clients.express(n)));
  const endMs = world.scheduler.elapsedMs + STORM_MS;
  const lastStep = world.scheduler.steps + STORM_STEPS;
  const isLong = () => world.scheduler.elapsedMs > endMs || world.scheduler.steps > lastStep;
  await steps(world, () => isQuiet(world, clients) || isLong());
}

async function sleepThen(world: World, work: () => Promise<void>): Promise<void> {
  await world.sleep(world.dice.int(0, 20_000));
  await work();
}

/** Liveness: once nothing goes wrong any more, everything ends. */
async function settle(world: World, clients: Clients): Promise<void> {
  world.heal();
  if (world.life.isOver === false && world.dice.chance(0.5)) world.crash();
  const endMs = world.scheduler.elapsedMs + MAX_HEALED_MS;
  await steps(world, () => isQuiet(world, clients) || world.scheduler.elapsedMs > endMs);
  if (isQuiet(world, clients)) return;
  for (const id of world.ledger.running) world.violation(`stuck: ${world.ledger.accounts.get(id)?.row.arn}`);
  const { inbox, activityTasks, expressStarts } = world.ledger;
  if (inbox.size > 0) world.violation(`P7: ${inbox.size} messages were never taken`);
  if (activityTasks.size > 0) world.violation(`stuck: ${activityTasks.size} tasks of activities`);
  if (expressStarts.size > 0) world.violation(`P16: ${expressStarts.size} EXPRESS executions never ended`);
  if (!clients.idle) world.violation('stuck: a client is not answered');
  if (world.engine?.idle === false)
    world.violation(`stuck: the engine is never idle ${JSON.stringify(world.engine.load)}`);
}

function isQuiet({ ledger, engine }: World, clients: Clients): boolean {
  const isTaken = ledger.inbox.size === 0 && ledger.activityTasks.size === 0 && ledger.expressStarts.size === 0;
  return clients.idle && ledger.running.size === 0 && isTaken && engine?.idle === true;
}

/** Drains all that follows from one step before the next is chosen. */
async function steps(world: World, until: () => boolean): Promise<void> {
  for (let n = 0; !until(); n++) {
    if (world.violations.length > 0) return;
    if (n > MAX_STEPS) return world.violation(`no end after ${MAX_STEPS} steps`);
    if (!world.scheduler.step()) return world.violation('nothing happens any more');
    await drained();
    world.betweenSteps();
  }
}

function drained(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** What is left: no litter in memory or in the store, and the same answers after a restart. */
async function lookBack(world: World, clients: Clients): Promise<void> {
  const { ledger, engine, store, violation } = world;
  if (engine !== undefined && engine.load.timers > 0 && !world.mayWakeForNothing)
    violation(`${engine.load.timers} timers are left`);
  const running = await store.countRunning({ account: '123456789012', region: 'us-east-1' });
  if (running > 0) violation(`${running} executions count as running`);
  for (const { row, frames, isPurged } of ledger.accounts.values()) {
    if (isPurged) continue;
    if (row.status === 'SUCCEEDED' && frames.size > 0) violation(`${row.arn} has ended and has frames`);
  }
  for (const started of clients.started) {
    if (started.isReplaced) continue;
    const row = ledger.byArn.get(started.arn)?.row;
    if (row !== undefined && !clients.gone.has(machineArn(started.machine))) startedAsAsked(world, started, row);
    if (row === undefined) violation(`P1: ${started.arn} was acknowledged and is not there`);
    const { redriveCount = 0 } = row ?? {};
    if (redriveCount < started.redriven || redriveCount > started.redriven + started.unsure) {
      violation(
        `P1: ${started.arn}: ${redriveCount} redrives, ${started.redriven} acknowledged, ${started.unsure} unsure`,
      );
    }
  }
  for (const name of clients.expressStarts) {
    if (!world.expressEnds.has(name)) violation(`P16: ${name} was acknowledged and never ended`);
  }
  if (world.hadSteadyClock) childrenStopped(world);
  outcomesAreTold(world, clients);
  const before = await histories(world);
  world.crash();
  await steps(world, () => world.engine?.idle === true);
  const after = await histories(world);
  if (world.violations.length === 0 && after !== before) violation('P2: after a restart the histories are others');
  clients.isOver = true;
}

/** P13: it runs the version that its ARN or its alias meant. */
function startedAsAsked({ ledger, violation }: World, { qualifier, isMoved, arn }: Started, row: ExecutionRow): void {
  const { versionArn, aliasArn, revision } = row;
  const version = versionArn?.split(':').at(-1);
  const ofAlias = isMoved ? ['2'] : ['1', '2'];
  const possible = { '': [undefined], ':1': ['1'], ':LIVE': ofAlias }[qualifier] as (string | undefined)[];
  const isAlias = aliasArn?.endsWith(':LIVE') === true;
  if (!possible.includes(version) || isAlias !== (qualifier === ':LIVE')) {
    violation(`P13: ${arn} was asked for by '${qualifier}' and has ${versionArn}, ${aliasArn}`);
  }
  const isRight = version === undefined || ledger.revisions.get(revision)?.includes(`_v${version}"`);
  if (!isRight) violation(`P13: ${arn} of version ${version} runs another definition`);
}

/** How long a stop may take from parent to child, with crashes in between. */
const STOP_MS = 90_000;

/** P12: a parent that ends before its child takes it along. */
function childrenStopped({ ledger, violation }: World): void {
  for (const { row } of ledger.accounts.values()) {
    const { parent, status, stopMs = 0, arn } = row;
    const above = parent?.sync === true ? ledger.accounts.get(parent.id)?.row : undefined;
    if (above?.stopMs === undefined || above.redriveCount > 0) continue;
    if (status !== 'ABORTED' && stopMs > above.stopMs + STOP_MS) violation(`P12: ${arn} went on after ${above.arn}`);
  }
}

/** P1, P8: an outcome that was acknowledged is in the history. */
function outcomesAreTold({ ledger, violation }: World, clients: Clients): void {
  for (const [token, outcome] of clients.outcomes) {
    const account = ledger.accounts.get(Number(token.split('.')[1]));
    // An output stands in a record as it is, a cause as a JSON string.
    const forms = [outcome, JSON.stringify(outcome).slice(1, -1)];
    const told = account?.texts.some((text) => forms.some((form) => text.includes(form)));
    if (told !== true) violation(`P8: ${outcome} was acknowledged, and ${account?.row.arn} does not say so`);
  }
}

async function histories({ store, ledger, violation }: World): Promise<string> {
  const all: string[] = [];
  for (const [executionId, account] of ledger.accounts) {
    if (account.isPurged) continue;
    const query = { executionId, fromEventId: 1, reverse: false, limitEvents: 25_000 };
    const text = (await store.history(query)).map(({ body }) => body).join();
    if (text !== account.texts.join()) violation(`P2: ${account.row.arn}: the store has another history`);
    all.push(text, JSON.stringify(await store.execution(account.row.arn)));
  }
  return all.join();
}

interface Oracle {
  readonly outcomes: ReadonlyMap<string, string>;
  readonly violations: readonly string[];
}

/** The same machines and starts, with nothing going wrong: what has to come out. */
async function oracle({ machines, plans }: Scenario): Promise<Oracle> {
  const world = new World(new Dice(1), NO_FAULTS);
  const clients = new Clients(world);
  world.boot();
  let isSet = false;
  clients.do(async () => {
    await Promise.all([clients.createActivity(), ...machines.map((machine) => clients.create(machine, 1))]);
    isSet = true;
  });
  await steps(world, () => isSet);
  for (const plan of plans) clients.do(() => clients.run({ ...plan, qualifier: '' }, true));
  void clients.work();
  const endMs = MAX_HEALED_MS;
  await steps(world, () => isQuiet(world, clients) || world.scheduler.elapsedMs > endMs);
  clients.isOver = true;
  return { outcomes: outcomesOf(world.ledger, clients.started), violations: world.violations };
}
