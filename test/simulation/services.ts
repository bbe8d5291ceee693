/**
 * The world outside that tasks call: functions and workers. What a function answers follows from what it is asked alone
 * (its number and how often the state was retried), unless the faults of the seed make it fail for no reason.
 */
import type { JsonObject } from '../../src/asl/json.ts';
import { Payload } from '../../src/asl/payload.ts';
import type { Integration, TaskOutcome, TaskRequest } from '../../src/integrations/integration.ts';
import type { World } from './world.ts';

/** What a worker answers to a task: the same for every delivery. */
export function answerTo(asked: JsonObject): { readonly v: number } | { readonly error: string } {
  const n = Number(asked['n'] ?? 0);
  const tries = Number(asked['try'] ?? 0);
  const mixed = Math.imul(n * 31 + tries + 17, 2654435761) >>> 8;
  if (asked['fail'] === true && mixed % 3 === 0) return { error: mixed % 2 === 0 ? 'E1' : 'E2' };
  return { v: mixed % 10 };
}

export class Services {
  readonly #world: World;
  /** How often each call was delivered; `record` tells what P5 allows. */
  readonly deliveries = new Map<string, number>();

  constructor(world: World) {
    this.#world = world;
  }

  /** As one life of the server sees them. */
  integration(): Integration {
    const world = this.#world;
    const { life } = world;
    return {
      run: (request) => {
        this.#delivered(request);
        if (world.dice.chance(world.plant.doubledCalls ?? 0)) this.#delivered(request);
        const asked = askedOf(request);
        if (typeof asked['token'] === 'string') world.holdToken(asked['token'], asked);
        const outcome = this.#outcome(asked);
        return new Promise((resolve) => {
          const delayMs = world.dice.delay(world.faults.slowestServiceMs);
          world.scheduler.after(life, delayMs, 'service', () => resolve(outcome));
        });
      },
    };
  }

  #outcome(asked: JsonObject): TaskOutcome {
    if (this.#world.dice.chance(this.#world.faults.failedService)) {
      this.#world.disturbed = true;
      return { type: 'failed', error: { error: 'Broken', cause: 'simulated' } };
    }
    const answer = answerTo(asked);
    if ('error' in answer) return { type: 'failed', error: { error: answer.error, cause: 'as always' } };
    return { type: 'succeeded', result: Payload.of({ ...answer }) };
  }

  #delivered({ idempotencyKey, executionArn }: TaskRequest): void {
    const { ledger, faults, violation } = this.#world;
    const deliveries = (this.deliveries.get(idempotencyKey) ?? 0) + 1;
    this.deliveries.set(idempotencyKey, deliveries);
    const account = ledger.byArn.get(executionArn);
    if (account === undefined) return; // EXPRESS
    const taskId = Number(idempotencyKey.split('/').at(-1));
    if (account.events[taskId - 1] === undefined) violation(`P5: a call before it was recorded: ${idempotencyKey}`);
    if (account.results.has(taskId)) violation(`P4: a call again whose result is recorded: ${idempotencyKey}`);
    if (faults.engine.interruptedTasks === 'fail' && deliveries > 1) violation(`P5: a second call: ${idempotencyKey}`);
  }
}

function askedOf({ parameters }: TaskRequest): JsonObject {
  const value = parameters.value as JsonObject;
  return (value['Payload'] ?? value) as JsonObject;
}
