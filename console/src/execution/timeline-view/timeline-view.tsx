/**
 * What happened when, over all levels: states, retries, waits, and the executions that were started, with their states.
 * Rows are drawn as they come into sight. Ctrl and wheel zooms in time, a drag over the axis zooms to what it covers.
 */
import { ChevronRight, Maximize, Minus, Plus } from 'lucide-react';
import { memo, type PointerEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { formatDuration } from '../../settings/time.ts';
import { IconButton } from '../../ui/button.tsx';
import { Loading } from '../../ui/layout.tsx';
import { StatusIcon } from '../../ui/status.tsx';
import { lookOf } from '../../ui/status-look.ts';
import { useNow } from '../../ui/times.tsx';
import { useLatest } from '../../ui/use-latest.ts';
import { useExecution, useRecord, useSelection } from '../context.tsx';
import grid from '../grid-rows.module.css';
import { RowGrid, type RowGridHandle } from '../row-grid.tsx';
import { rowKeys } from '../row-keys.ts';
import { indent } from '../words.ts';
import { type Segment, type TimelineRow, ticks, timelineRows } from './timeline-rows.ts';
import css from './timeline-view.module.css';

const ROW_PX = 28;

interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

export function TimelineView() {
  const { arn, openExecution } = useExecution();
  const record = useRecord(arn);
  const [selection, select] = useSelection();
  const { rows, toggle } = useRows(arn);
  const isRunning = record.history.status === 'RUNNING';
  const now = useNow(isRunning);
  const whole = useMemo(() => wholeSpan(rows, now), [rows, now]);
  const [zoomed, setZoomed] = useState<Span>();
  const span = zoomed ?? whole;
  const [active, setActive] = useState(0);
  const lane = useRef<HTMLDivElement>(null);
  const list = useRef<RowGridHandle>(null);
  const scroller = useWheelZoom(lane, span, whole, setZoomed);

  const choose = (row: TimelineRow) => {
    if (row.kind === 'execution') select(row.arn === arn ? undefined : { arn: row.arn });
    else if (row.visit !== undefined) select({ arn: row.arn, state: row.visit.name, visit: row.visit.id });
  };
  const onKey = rowKeys({
    count: rows.length,
    active,
    page: 16,
    onMove: (to) => {
      setActive(to);
      list.current?.show(to);
      choose(rows[to]!);
    },
    onOpen: (at) => {
      const row = rows[at];
      if (row?.kind === 'execution' && row.arn !== arn) openExecution?.(row.arn);
      else if (row !== undefined) choose(row);
    },
    onToggle: (at) => rows[at]?.canOpen === true && toggle(rows[at]),
    onRight: (at) => rows[at]?.canOpen === true && !rows[at].isOpen && toggle(rows[at]),
    onLeft: (at) => {
      const row = rows[at];
      if (row?.isOpen === true) toggle(row);
      else if (row !== undefined)
        setActive(
          Math.max(
            0,
            rows.findLastIndex((other, i) => i < at && other.depth < row.depth),
          ),
        );
    },
  });
  const chooseRow = useLatest((index: number, row: TimelineRow) => {
    setActive(index);
    choose(row);
  });
  const openRow = useLatest((row: TimelineRow) => {
    if (row.kind === 'execution' && row.arn !== arn) openExecution?.(row.arn);
  });
  const acts = useMemo<RowActs>(() => ({ choose: chooseRow, open: openRow, toggle }), [chooseRow, openRow, toggle]);
  if (record.state === 'loading') return <Loading label="Loading the history" />;
  const isChosen = (row: TimelineRow) =>
    selection !== undefined &&
    selection.arn === row.arn &&
    (row.visit === undefined
      ? row.kind === 'execution' && selection.state === undefined
      : selection.state === row.visit.name && (selection.visit ?? row.visit.id) === row.visit.id);
  return (
    <div className={css.view}>
      <div className={css.head}>
        <div className={css.headLabel}>
          <span>
            {formatDuration(span.toMs - span.fromMs)}
            {zoomed !== undefined && ` of ${formatDuration(whole.toMs - whole.fromMs)}`}
          </span>
          <span className={css.tools}>
            <IconButton label="Zoom in" onClick={() => setZoomed(scaled(span, 0.5, 0.5, whole))}>
              <Plus size={14} aria-hidden />
            </IconButton>
            <IconButton label="Zoom out" onClick={() => setZoomed(scaled(span, 2, 0.5, whole))}>
              <Minus size={14} aria-hidden />
            </IconButton>
            <IconButton label="Show all" onClick={() => setZoomed(undefined)}>
              <Maximize size={13} aria-hidden />
            </IconButton>
          </span>
        </div>
        <Axis span={span} originMs={record.history.startMs} onBrush={setZoomed} laneRef={lane} />
      </div>
      <RowGrid
        ref={list}
        label="Timeline"
        className={css.scroller}
        count={rows.length}
        rowPx={ROW_PX}
        activeId={rows[active] === undefined ? undefined : `timeline-${active}`}
        onKeyDown={onKey}
        scroller={scroller}
        renderRow={({ index, slot, topPx }) => {
          const row = rows[index]!;
          return (
            <Row
              key={slot}
              index={index}
              row={row}
              topPx={topPx}
              span={span}
              endMs={row.endMs ?? whole.toMs}
              isActive={index === active}
              isChosen={isChosen(row)}
              acts={acts}
            />
          );
        }}
      />
      <Legend />
    </div>
  );
}

const ROW_CLASS = `${grid.placed} ${grid.row} ${css.row}`;

/** What a row does; the same object for all of them, so that rows are not drawn again while others come into sight. */
interface RowActs {
  readonly choose: (index: number, row: TimelineRow) => void;
  readonly toggle: (row: TimelineRow) => void;
  readonly open: (row: TimelineRow) => void;
}

interface RowProps {
  readonly index: number;
  readonly row: TimelineRow;
  readonly topPx: number;
  readonly span: Span;
  /** Its end, or how far it is. */
  readonly endMs: number;
  readonly isActive: boolean;
  readonly isChosen: boolean;
  readonly acts: RowActs;
}

const Row = memo(function Row({ index, row, topPx, span, endMs, isActive, isChosen, acts }: RowProps) {
  return (
    <div
      id={`timeline-${index}`}
      role="row"
      aria-level={row.depth + 1}
      aria-rowindex={index + 1}
      aria-expanded={row.canOpen ? row.isOpen : undefined}
      aria-selected={isChosen}
      tabIndex={-1}
      className={ROW_CLASS}
      data-kind={row.kind}
      data-active={isActive || undefined}
      style={{ top: topPx }}
      onClick={() => acts.choose(index, row)}
      onKeyDown={undefined}
      onDoubleClick={() => acts.open(row)}
    >
      <div role="gridcell" className={css.label} style={{ paddingLeft: indent(row.depth) }}>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: the arrow keys do the same */}
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: see above */}
        <span
          className={`${grid.chevron} ${css.chevron}`}
          onClick={(event) => {
            if (!row.canOpen) return;
            event.stopPropagation();
            acts.toggle(row);
          }}
        >
          {row.canOpen && <ChevronRight size={13} data-open={row.isOpen || undefined} aria-hidden />}
        </span>
        <StatusIcon status={row.status} size={13} named />
        <span className={css.name} title={row.label}>
          {row.label}
        </span>
        <span className={css.detail}>{row.detail}</span>
      </div>
      <div role="gridcell" className={css.lane}>
        <Bars row={row} span={span} nowMs={endMs} />
      </div>
    </div>
  );
});

/** The rows, with the children that are open loaded and followed. */
function useRows(arn: string): { rows: readonly TimelineRow[]; toggle: (row: TimelineRow) => void } {
  const { records } = useExecution();
  const record = records.get(arn);
  const [folds, setFolds] = useState<ReadonlyMap<string, boolean>>(new Map());
  const [followed, setFollowed] = useState(0);
  const children = useRef(new Map<string, () => void>());
  // biome-ignore lint/correctness/useExhaustiveDependencies: the versions stand for what the records say
  const { rows, used } = useMemo(() => {
    const met = new Set<string>();
    const recordOf = (child: string) => {
      met.add(child);
      return records.get(child);
    };
    return { rows: timelineRows(record, { folds, recordOf }), used: met };
  }, [record, record.version, folds, records, followed]);
  useEffect(() => {
    for (const child of used) {
      if (children.current.has(child)) continue;
      children.current.set(
        child,
        records.get(child).subscribe(() => setFollowed((before) => before + 1)),
      );
    }
  }, [used, records]);
  useEffect(() => {
    const held = children.current;
    return () => {
      for (const stop of held.values()) stop();
      held.clear();
    };
  }, []);
  const toggle = useCallback((row: TimelineRow) => setFolds((before) => new Map(before).set(row.key, !row.isOpen)), []);
  return { rows, toggle };
}

function wholeSpan(rows: readonly TimelineRow[], nowMs: number): Span {
  let fromMs = Number.POSITIVE_INFINITY;
  let toMs = 0;
  for (const { startMs, endMs, status } of rows) {
    if (startMs === 0) continue;
    fromMs = Math.min(fromMs, startMs);
    toMs = Math.max(toMs, endMs ?? (status === 'RUNNING' || status === 'RETRYING' ? nowMs : startMs));
  }
  if (!Number.isFinite(fromMs)) return { fromMs: 0, toMs: 1 };
  return { fromMs, toMs: Math.max(toMs, fromMs + 1) };
}

/** At least a millisecond, and nothing beside the whole. */
function scaled({ fromMs, toMs }: Span, factor: number, at: number, whole: Span): Span | undefined {
  const width = Math.max(1, (toMs - fromMs) * factor);
  if (width >= whole.toMs - whole.fromMs) return undefined;
  const pivot = fromMs + (toMs - fromMs) * at;
  return within({ fromMs: pivot - width * at, toMs: pivot + width * (1 - at) }, whole);
}

function within({ fromMs, toMs }: Span, whole: Span): Span {
  const width = toMs - fromMs;
  const from = Math.max(whole.fromMs, Math.min(fromMs, whole.toMs - width));
  return { fromMs: from, toMs: from + width };
}

/** For what scrolls: Ctrl and wheel zooms around the pointer, a wheel to the side moves in time. */
function useWheelZoom(
  lane: { readonly current: HTMLDivElement | null },
  span: Span,
  whole: Span,
  setZoomed: (next: Span | undefined) => void,
): (element: HTMLDivElement | null) => (() => void) | undefined {
  const latest = useRef({ span, whole });
  useEffect(() => {
    latest.current = { span, whole };
  });
  return useCallback(
    (box) => {
      if (box === null) return;
      const onWheel = (event: WheelEvent) => {
        const axis = lane.current?.getBoundingClientRect();
        if (axis === undefined) return;
        const now = latest.current;
        if (event.ctrlKey || event.metaKey) {
          event.preventDefault();
          const at = Math.max(0, Math.min(1, (event.clientX - axis.left) / axis.width));
          setZoomed(scaled(now.span, Math.exp(event.deltaY * 0.005), at, now.whole));
        } else if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
          event.preventDefault();
          const by = ((now.span.toMs - now.span.fromMs) * event.deltaX) / axis.width;
          setZoomed(within({ fromMs: now.span.fromMs + by, toMs: now.span.toMs + by }, now.whole));
        }
      };
      box.addEventListener('wheel', onWheel, { passive: false });
      return () => box.removeEventListener('wheel', onWheel);
    },
    [lane, setZoomed],
  );
}

interface AxisProps {
  readonly span: Span;
  readonly originMs: number;
  readonly onBrush: (span: Span) => void;
  readonly laneRef: { current: HTMLDivElement | null };
}

function Axis({ span, originMs, onBrush, laneRef }: AxisProps) {
  const [brush, setBrush] = useState<{ from: number; to: number }>();
  const at = (event: PointerEvent<HTMLDivElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    return Math.max(0, Math.min(1, (event.clientX - left) / width));
  };
  const width = span.toMs - span.fromMs;
  return (
    <div
      ref={laneRef}
      className={css.axis}
      title="Drag to zoom in"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        setBrush({ from: at(event), to: at(event) });
      }}
      onPointerMove={(event) => brush !== undefined && setBrush({ ...brush, to: at(event) })}
      onPointerUp={() => {
        if (brush !== undefined && Math.abs(brush.to - brush.from) > 0.01) {
          const [a, b] = [Math.min(brush.from, brush.to), Math.max(brush.from, brush.to)];
          onBrush({ fromMs: span.fromMs + a * width, toMs: span.fromMs + b * width });
        }
        setBrush(undefined);
      }}
    >
      {ticks(span.fromMs - originMs, span.toMs - originMs, 7).map(({ atMs }) => {
        const place = (atMs + originMs - span.fromMs) / width;
        return (
          <span key={atMs} className={css.tick} style={{ left: `${place * 100}%` }}>
            {place > 0.92 ? '' : atMs === 0 ? '0' : `+${formatDuration(atMs)}`}
          </span>
        );
      })}
      {brush !== undefined && (
        <span
          className={css.brush}
          style={{
            left: `${Math.min(brush.from, brush.to) * 100}%`,
            width: `${Math.abs(brush.to - brush.from) * 100}%`,
          }}
        />
      )}
    </div>
  );
}

function Bars({ row, span, nowMs }: { readonly row: TimelineRow; readonly span: Span; readonly nowMs: number }) {
  const width = span.toMs - span.fromMs;
  const place = (ms: number) => ((ms - span.fromMs) / width) * 100;
  const end = row.endMs ?? (isOpenStatus(row.status) ? nowMs : row.startMs);
  const endsAt = place(end);
  return (
    <>
      {row.segments.map((segment, i) => {
        const left = Math.max(-1, place(segment.startMs));
        const right = Math.min(101, place(segment.endMs ?? end));
        if (right < -0.5 || left > 100.5) return null;
        return (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: segments are appended only
            key={i}
            className={css.bar}
            data-kind={segment.kind}
            data-row={row.kind}
            data-tone={lookOf(segment.status).tone}
            data-open={segment.endMs === undefined && isOpenStatus(segment.status) ? true : undefined}
            title={titleOf(segment, end)}
            style={{ left: `${left}%`, width: `max(3px, ${right - left}%)` }}
          />
        );
      })}
      {endsAt > -1 && endsAt < 101 && (
        <span
          className={css.duration}
          data-side={endsAt > 84 ? 'left' : 'right'}
          style={endsAt > 84 ? { right: `${100 - Math.max(0, place(row.startMs))}%` } : { left: `${endsAt}%` }}
        >
          {formatDuration(end - row.startMs)}
        </span>
      )}
    </>
  );
}

function isOpenStatus(status: Segment['status']): boolean {
  return status === 'RUNNING' || status === 'RETRYING';
}

function titleOf({ title, startMs, endMs, status }: Segment, end: number): string {
  return [title, lookOf(status).word, formatDuration((endMs ?? end) - startMs)]
    .filter((word) => word !== '')
    .join(' · ');
}

const KINDS: readonly [Segment['kind'], string][] = [
  ['run', 'at work'],
  ['child', 'child execution'],
  ['wait', 'wait'],
  ['token', 'waits for a token'],
  ['queued', 'queued'],
  ['retry', 'waits to retry'],
];

function Legend() {
  return (
    <ul className={css.legend} aria-label="Legend">
      {KINDS.map(([kind, word]) => (
        <li key={kind}>
          <span className={css.bar} data-kind={kind} data-tone="aborted" aria-hidden />
          {word}
        </li>
      ))}
    </ul>
  );
}
