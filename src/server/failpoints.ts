/** Puts what watches for a failpoint around the parts of a server. For tests only; see store/failpoint.ts. */
import type { Resource } from '../asl/resource.ts';
import type { Ports } from '../engine/ports.ts';
import type { WorkflowService } from '../engine/service.ts';
import type { Integration } from '../integrations/integration.ts';
import { StoreError } from '../store/errors.ts';
import { block, type Failpoint, type FailpointName, PAUSE_MS } from '../store/failpoint.ts';
import type { Batch, Store } from '../store/store.ts';

/**
 * Moments between the commit that has a message to another execution and the one that takes it. They are there when the
 * receiver was not in memory and is read while the message is being written; so here reading takes long.
 */
const BETWEEN_EXECUTIONS: ReadonlySet<FailpointName> = new Set([
  'child.after-end-before-wake',
  'stop.parent-done-children-not',
]);
const READ_MS = 50;

export class Failpoints {
  readonly #failpoint: Failpoint;

  constructor(failpoint: Failpoint) {
    this.#failpoint = failpoint;
  }

  store(store: Store): Store {
    const commit = async (batch: Batch) => {
      const moments = momentsOf(batch);
      if (moments.includes('start.after-commit-before-ack')) await this.#come('start.before-commit');
      await store.commit(batch);
      for (const moment of moments) await this.#come(moment);
    };
    if (!BETWEEN_EXECUTIONS.has(this.#failpoint.name)) return around(store, { commit });
    const load = async (executionId: number) => {
      await new Promise((resolve) => setTimeout(resolve, READ_MS));
      return store.load(executionId);
    };
    return around(store, { commit, load });
  }

  ports(ports: Ports): Ports {
    const setTimer: Ports['setTimer'] = (delayMs, callback) =>
      ports.setTimer(delayMs, () => {
        if (this.#failpoint.comes('timer.claimed')) block(PAUSE_MS);
        callback();
      });
    return { ...ports, setTimer };
  }

  integrationOf(find: (resource: Resource) => Integration): (resource: Resource) => Integration {
    return (resource) => ({
      run: async (request) => {
        try {
          await this.#come('task.intent-before-call');
          const outcome = await find(resource).run(request);
          await this.#come('task.after-call-before-record');
          return outcome;
        } catch (error) {
          return { type: 'failed', error: { error: 'States.TaskFailed', cause: String(error) } };
        }
      },
    });
  }

  service(service: WorkflowService): WorkflowService {
    const complete =
      <T extends unknown[]>(send: (...args: T) => Promise<void>) =>
      async (...args: T) => {
        await send.apply(service, args);
        await this.#come('token.after-commit-before-ack');
      };
    return around(service, {
      sendTaskSuccess: complete(service.sendTaskSuccess),
      sendTaskFailure: complete(service.sendTaskFailure),
    });
  }

  async #come(name: FailpointName): Promise<void> {
    if (!this.#failpoint.comes(name)) return;
    if (this.#failpoint.action === 'error') {
      throw new StoreError(name === 'start.before-commit' ? 'unavailable' : 'failed', `failpoint ${name}`);
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

/** What is known once the batch is durable, and to nobody before. */
function momentsOf({ inserts, history, inboxPut }: Batch): FailpointName[] {
  const moments: FailpointName[] = [];
  if (inserts.some(({ parent }) => parent === undefined)) moments.push('start.after-commit-before-ack');
  else if (history.length > 0) moments.push('step.after-commit-before-ack');
  if (inboxPut.some(({ body }) => body.includes('"type":"childEnded"'))) moments.push('child.after-end-before-wake');
  if (inboxPut.some(({ body }) => body.includes('"type":"stop"'))) moments.push('stop.parent-done-children-not');
  return moments;
}

/** The object with some of its methods replaced. */
function around<T extends object>(object: T, methods: Partial<T>): T {
  return new Proxy(object, {
    get(target, name) {
      const replaced = (methods as Record<string | symbol, unknown>)[name];
      if (replaced !== undefined) return replaced;
      const member: unknown = Reflect.get(target, name, target);
      return typeof member === 'function' ? member.bind(target) : member;
    },
  });
}
