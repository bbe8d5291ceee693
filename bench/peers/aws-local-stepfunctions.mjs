/** aws-local-stepfunctions: the same definitions, interpreted in memory. Nothing is durable, there is no server. */
import { StateMachine } from 'aws-local-stepfunctions';
import { WORKLOADS } from '../lib/workloads.ts';
import { callFunction } from './call-function.mjs';
import { check, servePeer } from './peer.mjs';

const child = new StateMachine(WORKLOADS.w2.child);

const handlers = {
  Child: async ({ Input }) => ({ Status: 'SUCCEEDED', Output: await child.run(Input).result }),
  Call: async () => ({ Payload: await callFunction() }),
};

/** Tasks with service integrations are what it leaves to handlers. */
function calling(workload) {
  const machine = new StateMachine(workload.definition('arn:aws:states:us-east-1:123456789012:stateMachine:child'));
  const input = JSON.parse(workload.input);
  return async () => {
    const output = await machine.run(input, { overrides: { taskResourceLocalHandlers: handlers } }).result;
    check(workload.isRight(output), output);
  };
}

const { w1, w2, w3, w4 } = WORKLOADS;
servePeer({ w1: calling(w1), w2: calling(w2), w3: calling(w3), w4: calling(w4) });
