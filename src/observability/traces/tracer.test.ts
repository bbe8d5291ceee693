/** Spans of real executions, as an exporter gets them. */

import { resourceFromAttributes } from '@opentelemetry/resources';
import { InMemorySpanExporter, type ReadableSpan } from '@opentelemetry/sdk-trace';
import { describe, expect, it } from 'vitest';
import { failWith, TestEngine, type TestEngineOptions } from '../../testkit/test-engine.ts';
import { Tracer } from './tracer.ts';

const LAMBDA = 'arn:aws:lambda:us-east-1:123456789012:function:f';
const START = 'arn:aws:states:::states:startExecution';
const HEADER = 'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1';

const task = (state: object) => ({ StartAt: 'T', States: { T: { Type: 'Task', End: true, ...state } } });
const PASS = { StartAt: 'P', States: { P: { Type: 'Pass', End: true } } };
const WAIT = { StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 60, End: true } } };
const nested = (child: string, pattern = '.sync:2') =>
  task({ Resource: `${START}${pattern}`, Parameters: { StateMachineArn: child } });

async function traced(options: TestEngineOptions = {}, maxOpen?: number) {
  const t = await TestEngine.start(options);
  const exporter = new InMemorySpanExporter();
  const listen = () => {
    const tracer = new Tracer({
      origin: { resource: resourceFromAttributes({ 'service.name': 'test' }), version: '0' },
      ended: (span) => exporter.export([span], () => {}),
      log: { error: (fields) => expect.fail(JSON.stringify(fields)) },
      traceHeaderOf: async (arn) => (await t.engine.describeExecution(arn)).traceHeader,
      ...(maxOpen !== undefined && { maxOpen }),
    });
    t.engine.feed.subscribe(tracer.listen);
    return tracer;
  };
  listen();
  const spans = () => exporter.getFinishedSpans();
  return { t, spans, listen, tree: () => tree(spans()) };
}

/** Every span as `name` under its parent's, deepest last; those whose parent is not there begin with `? `. */
function tree(spans: readonly ReadableSpan[]): string[] {
  const byId = new Map(spans.map((span) => [span.spanContext().spanId, span]));
  expect(byId.size).toBe(spans.length);
  const path = (span: ReadableSpan): string => {
    const parentId = span.parentSpanContext?.spanId;
    if (parentId === undefined) return span.name;
    const parent = byId.get(parentId);
    return parent === undefined ? `? ${span.name}` : `${path(parent)} > ${span.name}`;
  };
  return spans.map(path).sort();
}

const traceIds = (spans: readonly ReadableSpan[]) => [...new Set(spans.map((span) => span.spanContext().traceId))];
const seconds = ({ duration: [s, ns] }: ReadableSpan) => s + ns / 1e9;
const named = (spans: readonly ReadableSpan[], name: string) =>
  spans.find((span) => span.name === name) as ReadableSpan;

describe('traces', () => {
  it('show parent and child in one trace, the child below the attempt that started it', async () => {
    const { t, spans, tree } = await traced();
    const child = await t.createMachine('child', WAIT);
    const parent = await t.createMachine('parent', nested(child));
    await t.finish(await t.start(parent));
    expect(tree()).toEqual([
      'parent',
      'parent > T',
      'parent > T > states:startExecution.sync:2',
      'parent > T > states:startExecution.sync:2 > child',
      'parent > T > states:startExecution.sync:2 > child > W',
    ]);
    expect(traceIds(spans())).toHaveLength(1);
    expect(seconds(named(spans(), 'W'))).toBe(60);
    expect(seconds(named(spans(), 'child'))).toBe(60);
  });

  it('show branches and iterations below their state', async () => {
    const { t, tree } = await traced();
    const branch = (name: string) => ({ StartAt: name, States: { [name]: { Type: 'Pass', End: true } } });
    const machine = await t.createMachine('m', {
      StartAt: 'Both',
      States: {
        Both: { Type: 'Parallel', Branches: [branch('A'), branch('B')], Next: 'Each' },
        Each: {
          Type: 'Map',
          ItemsPath: '$$.Execution.Input.items',
          MaxConcurrency: 1,
          ItemProcessor: { StartAt: 'In', States: { In: { Type: 'Parallel', Branches: [branch('C')], End: true } } },
          Next: 'Last',
        },
        Last: { Type: 'Pass', End: true },
      },
    });
    await t.finish(await t.start(machine, { items: [1, 2, 3] }));
    expect(tree()).toEqual([
      'm',
      'm > Both',
      'm > Both > A',
      'm > Both > B',
      'm > Each',
      ...['m > Each > In', 'm > Each > In', 'm > Each > In'],
      ...['m > Each > In > C', 'm > Each > In > C', 'm > Each > In > C'],
      'm > Last',
    ]);
  });

  it('record errors of attempts, of the states that they fail and of the execution; a later attempt mends the state', async () => {
    let calls = 0;
    const { t, spans } = await traced({
      service: () => (++calls === 1 ? failWith('Once', 'secret cause') : failWith('Always', 'secret cause')),
    });
    const retried = { Resource: LAMBDA, Retry: [{ ErrorEquals: ['Once'], IntervalSeconds: 1 }] };
    await t.finish(await t.start(await t.createMachine('m', task(retried))));
    expect(spans().map(({ name, status }) => [name, status.message])).toEqual([
      [LAMBDA, 'Once'],
      [LAMBDA, 'Always'],
      ['T', 'Always'],
      ['m', 'Always'],
    ]);
    expect(JSON.stringify(spans().map(({ events, attributes }) => [events, attributes]))).not.toContain('secret');
  });

  it('put the items of a Distributed Map below its Map Run', async () => {
    const { t, tree } = await traced();
    const processor = { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }, ...PASS };
    const machine = await t.createMachine('m', {
      StartAt: 'M',
      States: { M: { Type: 'Map', Label: 'l', ItemsPath: '$', ItemProcessor: processor, End: true } },
    });
    await t.finish(await t.start(machine, [1, 2]));
    expect(tree()).toEqual([
      'm',
      'm > M',
      'm > M > Map Run',
      ...['m > M > Map Run > m/l', 'm > M > Map Run > m/l'],
      ...['m > M > Map Run > m/l > P', 'm > M > Map Run > m/l > P'],
    ]);
  });

  it('keep trace and parent over a restart; of states that were open only the execution is told', async () => {
    const { t, spans, listen, tree } = await traced();
    const child = await t.createMachine('child', WAIT);
    const parent = await t.createMachine('parent', nested(child));
    const request = { stateMachineArn: parent, traceHeader: HEADER };
    const { executionArn } = await t.engine.startExecution(request);
    await t.settle();
    await t.crash();
    listen();
    await t.finish(executionArn);
    expect(tree()).toEqual(['? child', '? parent']);
    expect(traceIds(spans())).toEqual(['5759e988bd862e3fe1be46a994272793']);
    expect(named(spans(), 'parent').parentSpanContext?.spanId).toBe('53995c3f42cd8ad8');
  });

  it('leave out what an X-Ray header says is not sampled', async () => {
    const { t, spans } = await traced();
    const parent = await t.createMachine('parent', nested(await t.createMachine('child', PASS)));
    const traceHeader = HEADER.replace('Sampled=1', 'Sampled=0');
    await t.finish((await t.engine.startExecution({ stateMachineArn: parent, traceHeader })).executionArn);
    expect(spans()).toEqual([]);
  });

  it('remember a bounded number of open states, and tell of every execution all the same', async () => {
    const { t, tree } = await traced({}, 50);
    const machine = await t.createMachine('m', WAIT);
    for (let n = 0; n < 100; n++) await t.start(machine);
    await t.advance(120);
    const names = tree();
    expect(names.filter((name) => name === 'm')).toHaveLength(100);
    expect(names.filter((name) => name === 'm > W').length).toBeLessThan(30);
  });

  it('give a redriven execution a span of its own for each run', async () => {
    let isBroken = true;
    const { t, spans, tree } = await traced({
      service: ({ parameters }) => (isBroken ? failWith('Broken') : { type: 'succeeded', result: parameters }),
    });
    const arn = await t.start(await t.createMachine('m', task({ Resource: LAMBDA })));
    await t.finish(arn);
    isBroken = false;
    await t.engine.redriveExecution(arn);
    await t.finish(arn);
    expect(tree()).toEqual(['m', 'm', `m > T`, `m > T > ${LAMBDA}`, `m > ${LAMBDA}`]);
    expect(traceIds(spans())).toHaveLength(1);
  });
});
