import { beforeEach, describe, expect, it } from 'vitest';
import { EMPTY_BATCH } from '../store.ts';
import { packBatch } from './packed-batch.ts';
import type { QueuedRequest, Request } from './protocol.ts';
import { RequestQueue } from './request-queue.ts';

const COMMIT: QueuedRequest = { type: 'commit', batch: packBatch(EMPTY_BATCH) };

describe('requests to the writer', () => {
  let posted: Request['type'][];
  let outcomes: string[];
  let queue: RequestQueue;

  beforeEach(() => {
    posted = [];
    outcomes = [];
    queue = new RequestQueue((request) => posted.push(request.type));
  });

  function send(name: string): Promise<unknown> {
    return queue.send(COMMIT).then(
      () => outcomes.push(`${name} done`),
      (error) => outcomes.push(`${name} ${error.code}`),
    );
  }

  it('are answered in their order', async () => {
    const sent = [send('a'), send('b')];
    queue.answered({ type: 'done' });
    queue.answered({ type: 'done' });
    await Promise.all(sent);
    expect(outcomes).toEqual(['a done', 'b done']);
  });

  it('a rejected one takes those behind it along, and the writer resumes with what comes later', async () => {
    const sent = [send('a'), send('b'), send('c')];
    queue.answered({ type: 'done' });
    queue.answered({ type: 'rejected', code: 'unavailable', message: 'full' });
    sent.push(send('d'));
    queue.answered({ type: 'done' });
    await Promise.all(sent);
    expect(outcomes).toEqual(['a done', 'b unavailable', 'c behind', 'd done']);
    expect(posted).toEqual(['commit', 'commit', 'commit', 'resume', 'commit']);
  });

  it('an open outcome ends them all: nothing is posted any more', async () => {
    const sent = [send('a'), send('b')];
    queue.answered({ type: 'rejected', code: 'failed', message: 'disk I/O error' });
    sent.push(send('c'));
    await Promise.all(sent);
    expect(outcomes.sort()).toEqual(['a failed', 'b failed', 'c failed']);
    expect(posted).toEqual(['commit', 'commit']);
    expect(queue.isLost).toBe(true);
  });

  it('are drained when the last one has its answer', async () => {
    await queue.drained();
    const sent = send('a');
    const drained = queue.drained().then(() => outcomes.push('drained'));
    queue.answered({ type: 'done' });
    await Promise.all([sent, drained]);
    expect(outcomes).toContain('drained');
  });

  it('one that cannot be copied is rejected in its turn', async () => {
    queue = new RequestQueue((request) => {
      posted.push(request.type);
      if (request.type === 'commit') throw new Error('a function');
    });
    const sent = send('a');
    expect(posted).toEqual(['commit', 'unpostable']);
    queue.answered({ type: 'rejected', code: 'conflict', message: 'cannot be copied' });
    await sent;
    expect(outcomes).toEqual(['a conflict']);
  });
});
