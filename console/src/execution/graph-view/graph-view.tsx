/** The definition with what happened in it. A Task that started an execution opens in place and shows that one's graph. */
import { useCallback, useEffect, useMemo, useState } from 'react';
import { GraphCanvas } from '../../graph/graph-canvas.tsx';
import type { NodeLook } from '../../graph/graph-shapes.tsx';
import { type LayoutEdge, type LayoutNode, layout } from '../../graph/layout.ts';
import { formatDuration } from '../../settings/time.ts';
import { Empty, Loading } from '../../ui/layout.tsx';
import { lookOf } from '../../ui/status-look.ts';
import { useNow } from '../../ui/times.tsx';
import { useExecution, useRecord, useSelection } from '../context.tsx';
import type { ExecutionRecord } from '../records.ts';
import { type StateSummary, summarise } from '../state-summary.ts';
import { childArnOf, childMachine, endMsOf, machineOf, resourceLabel, waitsForToken } from '../words.ts';
import { canShowChild, edgeKey, nodeIdOf, resolve, takenEdges } from './graph-model.ts';

/** Definitions with more states than this start with their Parallels and Maps closed. */
const OPEN_STATES = 60;

export function GraphView() {
  const { arn, records, openExecution } = useExecution();
  const record = useRecord(arn);
  const [selection, select] = useSelection();
  const [folds, setFolds] = useState<ReadonlyMap<string, boolean>>(new Map());
  const childVersions = useChildren(record, folds);
  const now = useNow(record.history.status === 'RUNNING');

  const recordOf = useCallback((child: string) => records.get(child), [records]);
  const isLarge = record.index.size > OPEN_STATES;
  // biome-ignore lint/correctness/useExhaustiveDependencies: childVersions stands for what the records say
  const { drawn, arns } = useMemo(() => {
    const shown = new Map([[record.arn, '']]);
    if (record.definition === undefined) return { drawn: undefined, arns: shown };
    const childOf = (id: string) => {
      if (folds.get(id) !== true) return undefined;
      const found = resolve(record, id, recordOf);
      const child = found === undefined ? undefined : childArnOf(found.visits.at(-1));
      if (found === undefined || child === undefined || !canShowChild(found)) return undefined;
      shown.set(child, id);
      return recordOf(child).definition;
    };
    const hasChild = (id: string) => {
      const found = resolve(record, id, recordOf);
      return found !== undefined && canShowChild(found);
    };
    const isClosed = (id: string) => !(folds.get(id) ?? !isLarge);
    return { drawn: layout(record.definition, { childOf, hasChild, isClosed }), arns: shown };
    // Layouts follow the events only where children appear; the key says when.
  }, [record.definition, folds, childVersions, isLarge, recordOf, record]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the versions stand for what the records say
  const summaries = useMemo(() => {
    const found = new Map<string, StateSummary & { record: ExecutionRecord }>();
    for (const node of drawn?.nodes ?? []) {
      const resolved = node.id.includes('\t') ? undefined : resolve(record, node.id, recordOf);
      if (resolved !== undefined) found.set(node.id, { ...summarise(resolved.visits), record: resolved.record });
    }
    return found;
  }, [drawn, record, record.version, childVersions, recordOf]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the versions stand for what the records say
  const taken = useMemo(() => {
    const byArn = new Map<string, Set<string>>();
    for (const [shown] of arns) byArn.set(shown, takenEdges(recordOf(shown)));
    return byArn;
  }, [arns, record.version, childVersions, recordOf]);

  const lookOf = (node: LayoutNode): NodeLook => lookOfState(node, summaries.get(node.id), now);
  const isTaken = useCallback(
    (edge: LayoutEdge) => {
      const at = Math.max(edge.from.lastIndexOf('\n'), -1);
      const host = at < 0 ? '' : edge.from.slice(0, at);
      const owner = [...arns].find(([, id]) => id === host)?.[0] ?? record.arn;
      return taken.get(owner)?.has(edgeKey(edge)) === true;
    },
    [arns, taken, record],
  );
  const fold = useCallback((node: LayoutNode) => setFolds((before) => new Map(before).set(node.id, !node.isGroup)), []);
  const onSelect = useCallback(
    (node: LayoutNode | undefined) => {
      if (node === undefined) return select(undefined);
      const found = resolve(record, node.id, recordOf);
      if (found !== undefined) select({ arn: found.record.arn, state: node.name });
    },
    [record, recordOf, select],
  );
  const onOpen = useCallback(
    (node: LayoutNode) => {
      const found = resolve(record, node.id, recordOf);
      const child = found === undefined ? undefined : childArnOf(found.visits.at(-1));
      if (child !== undefined) openExecution?.(child);
    },
    [record, recordOf, openExecution],
  );

  if (record.state === 'loading') return <Loading label="Loading the definition" />;
  if (drawn === undefined) {
    return (
      <Empty title="No definition">
        The definition that this execution ran by is not known, so there is no graph. The other views show its history.
      </Empty>
    );
  }
  const selected = selection?.state === undefined ? undefined : nodeIdOf(arns, selection.arn, selection.state);
  return (
    <GraphCanvas
      layout={drawn}
      label="Graph of the states"
      lookOf={lookOf}
      isTaken={isTaken}
      selected={selected}
      onSelect={onSelect}
      onFold={fold}
      onOpen={onOpen}
    />
  );
}

/** Subscribes to the children that are shown; the text changes when one of them does, or a child appears. */
function useChildren(record: ExecutionRecord, folds: ReadonlyMap<string, boolean>): string {
  const { records } = useExecution();
  const [version, setVersion] = useState(0);
  const arns: string[] = [];
  for (const [id, isOpen] of folds) {
    if (!isOpen) continue;
    const found = resolve(record, id, (arn) => records.get(arn));
    const child = found === undefined ? undefined : childArnOf(found.visits.at(-1));
    if (child !== undefined) arns.push(child);
  }
  const key = arns.join('\n');
  useEffect(() => {
    const stops = (key === '' ? [] : key.split('\n')).map((arn) =>
      records.get(arn).subscribe(() => setVersion((before) => before + 1)),
    );
    return () => {
      for (const stop of stops) stop();
    };
  }, [key, records]);
  const started = record.history.visits.reduce((count, visit) => count + (childArnOf(visit) === undefined ? 0 : 1), 0);
  return `${key} ${started} ${version}`;
}

function lookOfState(
  node: LayoutNode,
  summary: (StateSummary & { record: ExecutionRecord }) | undefined,
  nowMs: number,
): NodeLook {
  const { status, last, visits, open, bad } = summary ?? {
    status: 'NONE' as const,
    last: undefined,
    visits: 0,
    open: 0,
    bad: 0,
  };
  const look = lookOf(status);
  if (last === undefined || summary === undefined) {
    const what = childMachine(node.definition) ?? resourceLabel(node.definition);
    return {
      detail: what === undefined ? node.type : `${node.type} · ${what}`,
      icon: look.icon,
      tone: look.tone,
      spoken: look.word,
    };
  }
  const inFlight = waitsForToken(last) ? 'Waits for token' : look.word;
  const words = [visits > 1 ? counts(visits, open, bad, look.word) : inFlight];
  const child = childArnOf(last);
  if (node.type === 'Map') words.push(itemsOf(last));
  else if (child !== undefined) words.push(machineOf(child));
  const tries = last.attempts.length;
  const isBranching = node.type === 'Map' || node.type === 'Parallel';
  if (tries > 1) words.push(isBranching ? `round ${tries}` : `attempt ${tries}`);
  const duration = formatDuration(endMsOf(last, summary.record.history, nowMs) - last.enterMs);
  return {
    detail: words.filter((word) => word !== '').join(' · '),
    aside: visits > 1 ? `× ${visits.toLocaleString('en')}` : duration,
    icon: look.icon,
    tone: look.tone,
    spoken: `${words.join(', ')}, ${duration}`,
    isMoving: status === 'RUNNING',
  };
}

function counts(visits: number, open: number, bad: number, word: string): string {
  if (open > 0) return `${open.toLocaleString('en')} running`;
  if (bad > 0) return `${bad.toLocaleString('en')} of ${visits.toLocaleString('en')} failed`;
  return word;
}

function itemsOf({ scopes, length, attempts }: NonNullable<StateSummary['last']>): string {
  const round = Math.max(1, attempts.length);
  let done = 0;
  let failed = 0;
  let count = 0;
  for (const scope of scopes) {
    if (scope.round !== round) continue;
    count++;
    if (scope.status === 'SUCCEEDED' || scope.status === 'CAUGHT') done++;
    else if (scope.status === 'FAILED' || scope.status === 'TIMED_OUT') failed++;
  }
  const total = Math.max(length ?? 0, count);
  if (total === 0) return '';
  return `${done} of ${total}${failed > 0 ? `, ${failed} failed` : ''}`;
}
