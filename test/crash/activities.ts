/**
 * Activities: workers take tasks and answer. A task whose answer to the worker was lost times out and is scheduled again;
 * a success that was acknowledged is the result, and the only one.
 */
import { readHistory, verifyListing } from './history.ts';
import { createMachine, type Json, type Workload, type World } from './world.ts';

export function activities(): Workload {
  const started = new Map<string, string>();
  /** By the name of the task: what was acknowledged as its result. */
  const results = new Map<string, number>();
  let [activityArn, stateMachineArn] = ['', ''];
  let attempts = 0;

  async function work(world: World): Promise<void> {
    const taken = (await world.once('GetActivityTask', { activityArn, workerName: 'crash' }, 1000))?.answer;
    if (typeof taken?.['taskToken'] !== 'string') return;
    const { taskToken } = taken;
    const { id } = JSON.parse(taken['input'] as string) as { id: string };
    const attempt = ++attempts;
    if (world.random() < 0.3) await world.call('SendTaskHeartbeat', { taskToken });
    const output = JSON.stringify({ id, attempt });
    const { answer, lost } = await world.call('SendTaskSuccess', { taskToken, output });
    if (answer === undefined) return;
    world.check(!results.has(id), () => `${id}: two results were acknowledged`);
    results.set(id, attempt);
    world.count('activityTasks');
    const again = await world.call('SendTaskSuccess', { taskToken, output });
    if (!lost) world.check(again.error === 'TaskTimedOut', () => `${id}: a token was good twice`);
  }

  return {
    name: 'activities',
    async setup(world) {
      activityArn = (await world.must('CreateActivity', { name: 'Work' }))['activityArn'] as string;
      const again = { ErrorEquals: ['States.Timeout'], IntervalSeconds: 1, MaxAttempts: 99, BackoffRate: 1 };
      const task = { Type: 'Task', Resource: activityArn, TimeoutSeconds: 2, Retry: [again], End: true };
      stateMachineArn = await createMachine(world, 'Working', { StartAt: 'T', States: { T: task } });
    },
    async step(world, n) {
      const id = `work-${n}`;
      started.set(id, await world.start(stateMachineArn, id, { id }));
      await work(world);
      // What is left over, such as tasks that timed out, has to be worked off in the end.
      if (world.stopping) for (const arn of started.values()) while (!(await isEnded(world, arn))) await work(world);
    },
    async verify(world) {
      for (const [id, arn] of started) {
        const { status, output } = await world.describe(arn);
        world.check(status === 'SUCCEEDED', () => `${arn} is ${status}`);
        const result = JSON.parse((output as string | undefined) ?? '{}') as Json;
        const acknowledged = results.get(id);
        const isRight = result['id'] === id && (acknowledged === undefined || result['attempt'] === acknowledged);
        world.check(isRight, () => `${arn}: ${output}, but attempt ${acknowledged} was acknowledged`);
        const successes = (await readHistory(world, arn)).filter(({ type }) => type === 'ActivitySucceeded');
        world.check(successes.length === 1, () => `${arn}: ${successes.length} ActivitySucceeded`);
      }
      await verifyListing(world, stateMachineArn);
    },
  };
}

async function isEnded(world: World, executionArn: string): Promise<boolean> {
  return (await world.describe(executionArn))['status'] !== 'RUNNING';
}
