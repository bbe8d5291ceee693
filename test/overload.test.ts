/**
 * More requests than a slow store can take, over real HTTP: what is refused was never begun, what was accepted ends, and
 * nobody but the one who floods has to wait.
 */
import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { Admission } from '../src/api/admission.ts';
import { createApi } from '../src/api/api.ts';
import { createHttpServer } from '../src/api/http-server.ts';
import { recordingLog } from '../src/api/workflow-service.fake.ts';
import { Engine } from '../src/engine/engine.ts';
import { createIntegrations } from '../src/integrations/index.ts';
import { nodePorts } from '../src/server/node-ports.ts';
import { StoreError } from '../src/store/errors.ts';
import { MemoryStore } from '../src/store/memory/store.ts';
import type { Batch } from '../src/store/store.ts';

const QUIET = { debug() {}, info() {}, warn() {}, error() {} };
const PASS = { StartAt: 'P', States: { P: { Type: 'Pass', End: true } } };
const WAIT = { StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 600, End: true } } };
const ROOM = 20;
/** What a client does that is told to come back later; the SDKs wait longer. */
const BACK_OFF_MS = 50;

/** Takes `delayMs` for a batch, or does not take it at all. */
class SlowStore extends MemoryStore {
  delayMs = 0;
  isDown = false;

  override async commit(batch: Batch): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, this.delayMs));
    if (this.isDown) throw new StoreError('unavailable', 'the disk is full');
    return super.commit(batch);
  }
}

interface Answer {
  readonly status: number;
  readonly code: string | undefined;
  readonly retryAfter: string | null;
  readonly body: Record<string, string>;
  readonly ms: number;
}

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function serve() {
  const store = new SlowStore();
  const engine = await Engine.open({
    ...{ store, ports: nodePorts, log: QUIET, integrationOf: createIntegrations() },
    options: { recoveryDelayMs: 5 },
    callApi: () => Promise.reject(new Error('no task asks')),
  });
  const admission = new Admission({
    ...{ room: { start: ROOM }, leastStarts: ROOM, longestWaitMs: 20 },
    fullness: () => engine.fullness,
  });
  const realm = { defaultAccount: '123456789012', defaultRegion: 'us-east-1' };
  const api = createApi({ service: engine, ...realm, tokenKey: 'key', log: recordingLog(), admission });
  const http = createHttpServer(api, { log: recordingLog() });
  const { port } = await http.listen(0, '127.0.0.1');
  closers.push(async () => {
    store.delayMs = 0;
    await http.close(0);
    await engine.close();
  });

  async function call(operation: string, input: object): Promise<Answer> {
    const beganMs = performance.now();
    const response = await fetch(`http://127.0.0.1:${port}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': `AWSStepFunctions.${operation}` },
      body: JSON.stringify(input),
    });
    const body = (await response.json()) as Record<string, string>;
    const { status, headers } = response;
    const code = body['__type']?.split('#').pop();
    return { status, code, retryAfter: headers.get('retry-after'), body, ms: performance.now() - beganMs };
  }
  const machine = async (name: string, definition: object) => {
    const request = { name, definition: JSON.stringify(definition), roleArn: 'arn:aws:iam::123456789012:role/r' };
    return (await call('CreateStateMachine', request)).body['stateMachineArn'] as string;
  };
  const start = (stateMachineArn: string, name: string = randomUUID()) =>
    call('StartExecution', { stateMachineArn, name });
  return { store, call, machine, start };
}

/** Twice as many clients as there is room for. */
function floodWith(start: () => Promise<Answer>) {
  let over = false;
  const client = async () => {
    while (!over) {
      const { status } = await start();
      if (status === 400) await new Promise((resolve) => setTimeout(resolve, BACK_OFF_MS));
    }
  };
  const clients = Promise.all(Array.from({ length: ROOM * 2 }, client));
  return {
    end: () => {
      over = true;
      return clients;
    },
  };
}

const arnOf = (machineArn: string, name: string) => `${machineArn.replace(':stateMachine:', ':execution:')}:${name}`;

describe('more starts than there is room for', { timeout: 60_000 }, () => {
  it('are throttled before anything is done for them; those accepted all end', async () => {
    const { store, call, machine, start } = await serve();
    const flooded = await machine('flooded', PASS);
    store.delayMs = 30;
    const names = Array.from({ length: ROOM * 10 }, (_, n) => `e${n}`);
    const answers = await Promise.all(names.map((name) => start(flooded, name)));
    const accepted = answers.filter(({ status }) => status === 200);
    const refused = answers.filter(({ status }) => status !== 200);
    expect(accepted.length).toBeGreaterThanOrEqual(ROOM / 2);
    expect(refused.length).toBeGreaterThan(ROOM);
    for (const { status, code, retryAfter } of refused) {
      expect([status, code, retryAfter]).toEqual([400, 'ThrottlingException', '1']);
    }
    store.delayMs = 0;
    const found = await Promise.all(
      names.map((name) => call('DescribeExecution', { executionArn: arnOf(flooded, name) })),
    );
    found.forEach(({ body }, n) => {
      expect(body['status'] ?? body['__type']?.split('#').pop()).toBe(
        answers[n]?.status === 200 ? 'SUCCEEDED' : 'ExecutionDoesNotExist',
      );
    });
  });

  it('of one machine leave room for the starts of others', async () => {
    const { store, machine, start } = await serve();
    const [flooded, quiet] = [await machine('flooded', PASS), await machine('quiet', PASS)];
    store.delayMs = 20;
    const flood = floodWith(() => start(flooded));
    const quietly: number[] = [];
    for (let n = 0; n < 5; n++) quietly.push((await start(quiet)).status);
    await flood.end();
    expect(quietly).toEqual(Array(5).fill(200));
  });

  it('leave DescribeExecution and StopExecution alone', async () => {
    const { store, call, machine, start } = await serve();
    const [flooded, waiting] = [await machine('flooded', PASS), await machine('waiting', WAIT)];
    const { executionArn } = (await start(waiting)).body;
    store.delayMs = 20;
    const flood = floodWith(() => start(flooded));
    const described: Answer[] = [];
    for (let n = 0; n < 5; n++) described.push(await call('DescribeExecution', { executionArn }));
    const stopped = await call('StopExecution', { executionArn });
    await flood.end();
    expect(described.map(({ status }) => status)).toEqual(Array(5).fill(200));
    expect(stopped.status).toBe(200);
    expect(Math.max(...described.map(({ ms }) => ms), stopped.ms)).toBeLessThan(5000);
  });
});

describe('a store that takes no writes', () => {
  it('makes writes answer 503 ServiceUnavailable, lets reads go on, and is asked again', async () => {
    const { store, call, machine, start } = await serve();
    const arn = await machine('m', PASS);
    const before = (await start(arn)).body['executionArn'] as string;
    store.isDown = true;
    const refused = await start(arn, 'lost');
    expect([refused.status, refused.code]).toEqual([503, 'ServiceUnavailable']);
    expect((await call('DescribeExecution', { executionArn: before })).status).toBe(200);
    store.isDown = false;
    const again = async (): Promise<Answer> => {
      const answer = await start(arn, 'found');
      return answer.status === 503 ? again() : answer;
    };
    expect((await again()).status).toBe(200);
    expect((await call('DescribeExecution', { executionArn: arnOf(arn, 'lost') })).code).toBe('ExecutionDoesNotExist');
  });
});
