/**
 * What holds for every definition and whatever its tasks do: histories are well formed, tasks end once, and an
 * execution that is written down and read back after every turn, and cut after every few states, is the same.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nextWakeMs } from './advance.ts';
import type { RunTask, Stimulus } from './execution.ts';
import { batchText } from './history-events.ts';
import type { JsonObject } from './json.ts';
import { Payload } from './payload.ts';
import { RANDOM_ERRORS, RANDOM_INPUT, randomDefinition } from './random-definition.fixture.ts';
import { Run } from './run.fixture.ts';

/** What the world does next; `pick` chooses among the tasks that were started. */
interface Act {
  readonly type: 'wait' | 'pickUp' | 'submit' | 'succeed' | 'fail' | 'heartbeat' | 'unusable' | 'stop';
  readonly pick: number;
}

const act: fc.Arbitrary<Act> = fc.record({
  type: fc.oneof(
    { arbitrary: fc.constantFrom('wait', 'pickUp', 'submit', 'succeed', 'fail', 'heartbeat'), weight: 40 },
    { arbitrary: fc.constantFrom('unusable', 'stop'), weight: 1 },
  ) as fc.Arbitrary<Act['type']>,
  pick: fc.nat(1000),
});

function stimulus({ type, pick }: Act, { path, taskId }: RunTask): Stimulus {
  const ref = { path, taskId };
  switch (type) {
    case 'pickUp':
      return { type: 'ActivityStarted', ...ref, workerName: `worker ${pick}` };
    case 'submit':
      return { type: 'TaskSubmitted', ...ref, output: Payload.of({ pick }), ...(pick % 2 === 0 && { child: pick }) };
    case 'fail':
      return { type: 'TaskFailed', ...ref, error: { error: RANDOM_ERRORS[pick % RANDOM_ERRORS.length] as string } };
    case 'heartbeat':
      return { type: 'Heartbeat', ...ref };
    case 'unusable':
      return { type: 'TaskUnusable', ...ref, detail: 'No good.' };
    default:
      return { type: 'TaskSucceeded', ...ref, output: Payload.of(pick) };
  }
}

/** One life of an execution; afterwards it has ended. Every outcome that was accepted stands in `settled`. */
function live(definition: JsonObject, acts: readonly Act[], options: { reload: boolean; maxTransitions?: number }) {
  let seed = 1;
  const random = () => {
    seed = (seed * 16_807) % 2_147_483_647;
    return seed / 2_147_483_647;
  };
  const run = new Run(definition, RANDOM_INPUT, { ...options, random, answer: () => undefined });
  const settled: string[] = [];
  const send = (what: Stimulus) => {
    if (!run.send(what)) return;
    if (what.type === 'TaskSucceeded' || what.type === 'TaskFailed' || what.type === 'TaskUnusable')
      settled.push(key(what));
  };
  send({ type: 'Start' });
  for (const one of acts) {
    if (run.status !== 'RUNNING') break;
    const task = run.open[one.pick % Math.max(1, run.open.length)];
    if (one.type === 'stop') send({ type: 'Stop', error: { cause: 'stopped' } });
    else if (one.type === 'wait' || task === undefined) wait(run);
    else send(stimulus(one, task));
  }
  for (let left = 1000; run.status === 'RUNNING' && left > 0 && wait(run); left--);
  send({ type: 'Stop', error: {} });
  return { run, settled };
}

/** Lets time pass until something happens by itself; false when nothing ever will. */
function wait(run: Run): boolean {
  const due = nextWakeMs(run.execution);
  if (due === undefined) return false;
  run.nowMs = Math.max(run.nowMs, due);
  return run.send({ type: 'Tick' });
}

const key = ({ path, taskId }: { path: string; taskId: number }): string => `${path}#${taskId}`;

function checkHistory(run: Run): void {
  const { events } = run;
  expect(events.map((event) => event.id)).toEqual(events.map((_, i) => i + 1));
  expect(events.filter((event) => event.previousEventId >= event.id)).toEqual([]);
  expect(events.filter((event, i) => i > 0 && event.timestampMs < (events[i - 1]?.timestampMs ?? 0))).toEqual([]);
  const terminal = /^Execution(Succeeded|Failed|Aborted|TimedOut)$/;
  expect(events.flatMap((event) => (terminal.test(event.type) ? [event.id] : []))).toEqual([events.length]);
  expect(run.execution.frames.size).toBe(0);
}

/** Every attempt that was asked for ends in just one way. */
function checkTasks(run: Run, settled: readonly string[]): void {
  const started = run.commands.flatMap((command) => (command.type === 'RunTask' ? [key(command)] : []));
  const cancelled = run.commands.flatMap((command) => (command.type === 'CancelTask' ? [key(command)] : []));
  expect([...settled, ...cancelled].toSorted()).toEqual(started.toSorted());
}

/** Everything that can be seen of an execution. */
function seen({ run, settled }: ReturnType<typeof live>): unknown {
  const { status, error, stopMs, output } = run.execution;
  return {
    history: batchText(run.events),
    commands: run.commands.map(commandText),
    settled,
    status,
    error,
    stopMs,
    output: output?.text,
  };
}

function commandText(command: Run['commands'][number]): string {
  if (command.type === 'StartItem') return `item ${command.path} ${command.input.text}`;
  if (command.type === 'CancelTask') return `cancel ${key(command)} ${command.child}`;
  return `run ${key(command)} ${command.call.attempt} ${command.call.parameters.text}`;
}

test('every execution is well formed, and the same when it is cut, written down and read back at every turn', () => {
  fc.assert(
    fc.property(
      randomDefinition(),
      fc.array(act, { maxLength: 40 }),
      fc.integer({ min: 1, max: 4 }),
      (definition, acts, maxTransitions) => {
        const whole = live(definition, acts, { reload: false });
        checkHistory(whole.run);
        checkTasks(whole.run, whole.settled);
        expect(seen(live(definition, acts, { reload: true, maxTransitions }))).toEqual(seen(whole));
      },
    ),
    { numRuns: 1000 },
  );
});
