/** EXPRESS starts: what was acknowledged ran at least once; what was waited for gave its result. */
import { createMachine, lambdaTask, sleep, type Workload } from './world.ts';

export function express(): Workload {
  const acknowledged: string[] = [];
  let stateMachineArn = '';
  return {
    name: 'express',
    async setup(world) {
      const definition = { StartAt: 'T', States: { T: lambdaTask('echo') } };
      stateMachineArn = await createMachine(world, 'Quick', definition, { type: 'EXPRESS' });
    },
    async step(world, n) {
      const id = `express-${n}`;
      const input = JSON.stringify({ id });
      if (n % 4 === 0) {
        const { output, status } = await world.must('StartSyncExecution', { stateMachineArn, input });
        world.check(status === 'SUCCEEDED' && output === input, () => `${id}: ${status} ${output}`);
      } else {
        await world.must('StartExecution', { stateMachineArn, input });
        acknowledged.push(id);
        world.count('expressStarts');
      }
    },
    async verify(world) {
      for (const startMs = Date.now(); Date.now() - startMs < 5000; await sleep(50)) {
        if (acknowledged.every((id) => world.lambda.calls.has(id))) return;
      }
      const never = acknowledged.filter((id) => !world.lambda.calls.has(id));
      world.violation(`acknowledged EXPRESS starts that never ran: ${never.join(', ')}`);
    },
  };
}
