/** The events of one visit, as recorded. */
import { useMemo } from 'react';
import type { Visit } from '../../history/visit.ts';
import { JsonView } from '../../ui/json-view.tsx';
import type { ExecutionRecord } from '../records.ts';
import css from './panel.module.css';

/** A Map of thousands has thousands. */
const MAX_EVENTS = 500;

export function RawEvents({ record, visit }: { readonly record: ExecutionRecord; readonly visit: Visit | undefined }) {
  const { history, version } = record;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version stands for what the history says
  const text = useMemo(() => {
    if (visit === undefined) return undefined;
    const events = visit.eventIds.slice(0, MAX_EVENTS).map((id) => history.event(id));
    return JSON.stringify(
      events.map(
        (event) =>
          event && { id: event.id, type: event.type, previousEventId: event.previousEventId, ...event.details },
      ),
    );
  }, [history, version, visit]);
  const cut = (visit?.eventIds.length ?? 0) - MAX_EVENTS;
  return (
    <>
      <JsonView label="events of the state" text={text} empty="This state was not reached." />
      {cut > 0 && <p className={css.note}>{cut.toLocaleString('en')} more are in the events view.</p>}
    </>
  );
}
