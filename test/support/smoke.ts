/** Plays the smoke steps through a client, and compares its answers with what the steps say. */
import { expect } from 'vitest';
import type { Answer, SmokeStep, The } from './smoke-steps.ts';

/** What came of a call: the answer, the code of the error, or why the client could not make it. */
export type Outcome = { readonly answer: Answer } | { readonly error: string } | { readonly unknown: string };

export interface SmokeClient {
  call(operation: string, input: object): Promise<Outcome>;
}

/** Longest wait for a patient step. */
const PATIENCE_MS = 15_000;
const PAUSE_MS = 20;

/** Answers with what the client does not know: operations, and members of inputs. */
export async function play(steps: readonly SmokeStep[], client: SmokeClient): Promise<string[]> {
  const answers = new Map<string, Answer>();
  const unknown: string[] = [];
  const the: The = (step, ...path) => textAt(answers.get(step), path, step);
  for (const step of steps) {
    const outcome = await settle(step, client, the);
    if ('unknown' in outcome) unknown.push(`${step.operation}: ${outcome.unknown}`);
    else if ('answer' in outcome) answers.set(step.title, outcome.answer);
  }
  return unknown;
}

/** Calls until the answer is right, or throws what is wrong with it. */
async function settle(step: SmokeStep, client: SmokeClient, the: The): Promise<Outcome> {
  const input = step.input(the);
  for (const startMs = Date.now(); ; ) {
    const outcome = await client.call(step.operation, input);
    if ('unknown' in outcome) return outcome;
    try {
      check(step, outcome, the);
      return outcome;
    } catch (error) {
      if (!step.patient || Date.now() - startMs > PATIENCE_MS) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

function check(step: SmokeStep, outcome: Outcome, the: The): void {
  const title = `${step.operation}, ${step.title}`;
  if (step.refused !== undefined) expect(outcome, title).toMatchObject({ error: step.refused });
  else expect(outcome, title).toMatchObject({ answer: step.shows?.(the) ?? {} });
}

function textAt(answer: unknown, path: readonly (string | number)[], step: string): string {
  const value = path.reduce<unknown>((at, key) => (at as Record<string | number, unknown> | undefined)?.[key], answer);
  if (typeof value !== 'string') throw new Error(`the step '${step}' answered no ${path.join('.')}`);
  return value;
}
