/** All events of the execution: filter by kind, type and text; each opens to its details. Drawn as they come into sight. */
import { ChevronRight, Search } from 'lucide-react';
import { memo, useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import type { HistoryEvent } from '../../history/event.ts';
import { formatDuration } from '../../settings/time.ts';
import { JsonView } from '../../ui/json-view.tsx';
import { Loading } from '../../ui/layout.tsx';
import { Instant } from '../../ui/times.tsx';
import { useLatest } from '../../ui/use-latest.ts';
import { useExecution, useRecord, useSelection } from '../context.tsx';
import grid from '../grid-rows.module.css';
import { RowGrid, type RowGridHandle } from '../row-grid.tsx';
import { rowKeys } from '../row-keys.ts';
import { EVENT_GROUPS, type EventGroup, eventSummary, eventTone, hasWords, isInGroup } from './event-words.ts';
import css from './events-view.module.css';

const ROW_PX = 30;

export function EventsView() {
  const { arn } = useExecution();
  const [selection, select] = useSelection();
  const record = useRecord(arn);
  const { history } = record;
  const [group, setGroup] = useState<EventGroup>('all');
  const [type, setType] = useState('');
  const [words, setWords] = useState('');
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const [active, setActive] = useState(0);
  const wanted = useDeferredValue(words.trim());
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version stands for what the history says
  const types = useMemo(
    () => [...new Set(history.events.map((event) => event.type))].sort(),
    [history, history.version],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version stands for what the history says
  const events = useMemo(
    () =>
      history.events.filter(
        (event) =>
          isInGroup(event.type, group) &&
          (type === '' || event.type === type) &&
          (wanted === '' || hasWords(event, history.ownerOf(event.id)?.name, wanted)),
      ),
    [history, history.version, group, type, wanted],
  );
  const [heights, setHeights] = useState<ReadonlyMap<number, number>>(new Map());
  const extras = useMemo(
    () =>
      [...open]
        .map((id) => ({ index: indexOf(events, id), px: heights.get(id) ?? 0 }))
        .filter(({ index }) => index >= 0)
        .sort((a, b) => a.index - b.index),
    [open, heights, events],
  );
  const list = useRef<RowGridHandle>(null);
  const measured = useCallback(
    (id: number, px: number) => setHeights((before) => (before.get(id) === px ? before : new Map(before).set(id, px))),
    [],
  );
  const chosen = selection?.arn === arn ? selection.visit : undefined;
  // A state selected elsewhere brings its entry into sight.
  useEffect(() => {
    const i = chosen === undefined ? -1 : indexOf(events, chosen);
    if (i >= 0) list.current?.show(i);
  }, [chosen, events]);
  const onClick = useLatest((index: number) => {
    const event = events[index];
    if (event === undefined) return;
    setActive(index);
    choose(event);
    toggle(event.id);
  });
  if (record.state === 'loading') return <Loading label="Loading the history" />;

  const toggle = (id: number) => {
    const next = new Set(open);
    if (!next.delete(id)) next.add(id);
    setOpen(next);
  };
  const choose = (event: HistoryEvent) => {
    const visit = history.ownerOf(event.id);
    if (visit !== undefined) select({ arn, state: visit.name, visit: visit.id });
  };
  const onKey = rowKeys({
    count: events.length,
    active,
    page: 16,
    onMove: (to) => {
      setActive(to);
      list.current?.show(to);
      if (events[to] !== undefined) choose(events[to]);
    },
    onOpen: (at) => events[at] !== undefined && toggle(events[at].id),
    onToggle: (at) => events[at] !== undefined && toggle(events[at].id),
    onRight: (at) => events[at] !== undefined && !open.has(events[at].id) && toggle(events[at].id),
    onLeft: (at) => events[at] !== undefined && open.has(events[at].id) && toggle(events[at].id),
  });
  return (
    <div className={css.view}>
      <div className={css.bar}>
        <label className={css.search}>
          <Search size={14} aria-hidden />
          <span className="visually-hidden">Find in the events</span>
          <input
            type="search"
            data-search
            placeholder="Find in types, states and data"
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
        </label>
        <select
          aria-label="Kind of events"
          value={group}
          onChange={(event) => setGroup(event.target.value as EventGroup)}
        >
          {EVENT_GROUPS.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
        <select aria-label="Type of events" value={type} onChange={(event) => setType(event.target.value)}>
          <option value="">Every type</option>
          {types.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </select>
        <span className={css.count} role="status">
          {events.length === history.events.length
            ? `${events.length.toLocaleString('en')} events`
            : `${events.length.toLocaleString('en')} of ${history.events.length.toLocaleString('en')}`}
        </span>
      </div>
      <RowGrid
        ref={list}
        label="Events"
        className={css.scroller}
        count={events.length}
        rowPx={ROW_PX}
        head={HEAD}
        headPx={ROW_PX}
        extras={extras}
        activeId={events[active] === undefined ? undefined : `event-${events[active].id}`}
        onKeyDown={onKey}
        renderRow={({ index, slot, topPx }) => {
          const event = events[index]!;
          const isOpen = open.has(event.id);
          const owner = history.ownerOf(event.id);
          const isChosen =
            owner !== undefined &&
            selection?.arn === arn &&
            selection.state === owner.name &&
            (selection.visit ?? owner.id) === owner.id;
          return (
            <Row
              // What is open holds more than the row shows.
              key={isOpen ? `open ${event.id}` : slot}
              index={index}
              event={event}
              topPx={topPx}
              state={owner?.name}
              startMs={history.startMs}
              isOpen={isOpen}
              isActive={index === active}
              isChosen={isChosen}
              measured={measured}
              onClick={onClick}
            />
          );
        }}
      >
        {events.length === 0 && <p className={css.none}>No event is like that.</p>}
      </RowGrid>
    </div>
  );
}

const HEAD = (
  <div role="row" className={`${grid.head} ${css.head}`}>
    <span role="columnheader" className={css.id}>
      Id
    </span>
    <span role="columnheader">Type</span>
    <span role="columnheader">State</span>
    <span role="columnheader">What</span>
    <span role="columnheader" className={`${grid.number} ${css.number}`}>
      After start
    </span>
    <span role="columnheader">Time</span>
  </div>
);

const ROW_CLASS = `${grid.row} ${grid.cells} ${css.row}`;

interface RowProps {
  readonly index: number;
  readonly event: HistoryEvent;
  readonly topPx: number;
  /** Name of the state that the event belongs to. */
  readonly state: string | undefined;
  /** Of the execution. */
  readonly startMs: number;
  readonly isOpen: boolean;
  readonly isActive: boolean;
  readonly isChosen: boolean;
  /** Told the height of the details. */
  readonly measured: (id: number, px: number) => void;
  readonly onClick: (index: number) => void;
}

const Row = memo(function Row(props: RowProps) {
  const { index, event, topPx, state, startMs, isOpen, isActive, isChosen, measured, onClick } = props;
  return (
    <div role="presentation" className={grid.placed} style={{ top: topPx }}>
      <div
        id={`event-${event.id}`}
        role="row"
        aria-rowindex={index + 2}
        aria-level={1}
        aria-expanded={isOpen}
        aria-selected={isChosen}
        tabIndex={-1}
        className={ROW_CLASS}
        data-active={isActive || undefined}
        onClick={() => onClick(index)}
        onKeyDown={undefined}
      >
        <span role="gridcell" className={css.id}>
          <span className={`${grid.chevron} ${css.chevron}`}>
            <ChevronRight size={13} data-open={isOpen || undefined} aria-hidden />
          </span>
          {event.id}
        </span>
        <span role="gridcell" className={css.type} data-tone={eventTone(event.type)} title={event.type}>
          <i className={css.dot} aria-hidden />
          {event.type}
        </span>
        <span role="gridcell" className={css.state}>
          {state ?? ''}
        </span>
        <span role="gridcell" className={css.what}>
          {eventSummary(event).slice(0, 300)}
        </span>
        <span role="gridcell" className={`${grid.number} ${css.number}`}>
          +{formatDuration(event.atMs - startMs)}
        </span>
        <span role="gridcell" className={css.time}>
          <Instant at={event.atMs / 1000} />
        </span>
      </div>
      {isOpen && <Details event={event} measured={measured} />}
    </div>
  );
});

interface DetailsProps {
  readonly event: HistoryEvent;
  readonly measured: (id: number, px: number) => void;
}

function Details({ event, measured }: DetailsProps) {
  const measure = useCallback(
    (element: HTMLDivElement | null) => {
      if (element === null) return;
      const observer = new ResizeObserver(() => measured(event.id, element.offsetHeight));
      observer.observe(element);
      return () => observer.disconnect();
    },
    [event.id, measured],
  );
  return (
    <div ref={measure} className={css.details}>
      <p className={css.previous}>follows event {event.previousEventId}</p>
      {event.member !== undefined && (
        <JsonView label={`details of event ${event.id}`} text={JSON.stringify(readable(event))} maxHeight={320} />
      )}
    </div>
  );
}

/** -1 for one that is not among them. Ids rise. */
function indexOf(events: readonly HistoryEvent[], id: number): number {
  let low = 0;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (events[middle]!.id < id) low = middle + 1;
    else high = middle;
  }
  return events[low]?.id === id ? low : -1;
}

/** Payloads stand as JSON in strings; as values they can be read and searched. */
function readable({ details }: HistoryEvent): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(details).map(([member, value]) => {
      if (typeof value !== 'string' || !['input', 'output', 'parameters'].includes(member)) return [member, value];
      try {
        return [member, JSON.parse(value) as unknown];
      } catch {
        return [member, value];
      }
    }),
  );
}
