/** Tags of a machine and an activity: they are as was last acknowledged. */
import { createMachine, type Workload } from './world.ts';

export function tags(): Workload {
  const expected = new Map<string, Map<string, string>>();
  return {
    name: 'tags',
    async setup(world) {
      const { activityArn } = await world.must('CreateActivity', { name: 'Tagged' });
      const machine = { StartAt: 'P', States: { P: { Type: 'Pass', End: true } } };
      for (const arn of [activityArn as string, await createMachine(world, 'Tagged', machine)]) {
        expected.set(arn, new Map());
      }
    },
    async step(world, n) {
      const [resourceArn, model] = [...expected][n % 2] as [string, Map<string, string>];
      const key = `key-${world.int(1, 8)}`;
      if (world.random() < 0.7) {
        await world.must('TagResource', { resourceArn, tags: [{ key, value: `${n}` }] });
        model.set(key, `${n}`);
      } else {
        await world.must('UntagResource', { resourceArn, tagKeys: [key] });
        model.delete(key);
      }
      world.count('tagChanges');
    },
    async verify(world) {
      for (const [resourceArn, model] of expected) {
        const { tags: all } = await world.must('ListTagsForResource', { resourceArn });
        const shown = (all as { key: string; value: string }[]).map(({ key, value }) => `${key}=${value}`).sort();
        const right = [...model].map(([key, value]) => `${key}=${value}`).sort();
        world.check(shown.join() === right.join(), () => `tags of ${resourceArn}: ${shown} instead of ${right}`);
      }
    },
  };
}
