/** The four views of an execution and the panel beside them: one selection, kept in the address. */
import { GanttChart, ListTree, Network, ScrollText } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { Loading } from '../ui/layout.tsx';
import { useExecution, useRecord, useSelection, useTree } from './context.tsx';
import css from './execution-views.module.css';
import { GraphView } from './graph-view/graph-view.tsx';
import { Panel } from './panel/panel.tsx';
import type { View } from './search.ts';
import { Split } from './split.tsx';

const TreeView = lazy(() => import('./tree-view/tree-view.tsx').then(({ TreeView }) => ({ default: TreeView })));
const TimelineView = lazy(() =>
  import('./timeline-view/timeline-view.tsx').then(({ TimelineView }) => ({ default: TimelineView })),
);
const EventsView = lazy(() =>
  import('./events-view/events-view.tsx').then(({ EventsView }) => ({ default: EventsView })),
);

const TABS: readonly { readonly view: View; readonly label: string; readonly icon: typeof Network }[] = [
  { view: 'graph', label: 'Graph', icon: Network },
  { view: 'tree', label: 'Tree', icon: ListTree },
  { view: 'timeline', label: 'Timeline', icon: GanttChart },
  { view: 'events', label: 'Events', icon: ScrollText },
];

export function ExecutionViews() {
  const { arn, search, setSearch } = useExecution();
  const tree = useTree();
  const record = useRecord(arn);
  const [selection] = useSelection();
  const view = search.view ?? 'graph';
  const counts: Partial<Record<View, number>> = {
    events: record.history.events.length,
    tree: tree.root?.rollup?.executions,
  };
  return (
    <div className={css.card}>
      <Split
        label="Details"
        side={<Panel key={`${selection?.arn ?? arn}\n${selection?.state ?? ''}`} />}
        main={
          <div className={css.main}>
            <div className={css.tabs} role="tablist" aria-label="Views">
              {TABS.map(({ view: one, label, icon: Icon }, i) => (
                <button
                  key={one}
                  type="button"
                  role="tab"
                  id={`view-tab-${one}`}
                  aria-selected={one === view}
                  aria-controls="view"
                  tabIndex={one === view ? 0 : -1}
                  className={css.tab}
                  onClick={() => setSearch({ view: one })}
                  onKeyDown={(event) => {
                    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
                    if (step === undefined) return;
                    const next = TABS[(i + step + TABS.length) % TABS.length]!.view;
                    setSearch({ view: next });
                    document.getElementById(`view-tab-${next}`)?.focus();
                  }}
                >
                  <Icon size={15} aria-hidden />
                  {label}
                  {counts[one] !== undefined && <span className={css.count}>{counts[one].toLocaleString('en')}</span>}
                  <kbd className={css.key}>{i + 1}</kbd>
                </button>
              ))}
            </div>
            <div id="view" role="tabpanel" aria-labelledby={`view-tab-${view}`} className={css.view}>
              <Suspense fallback={<Loading label="Loading the view" />}>
                {view === 'graph' && <GraphView />}
                {view === 'tree' && <TreeView />}
                {view === 'timeline' && <TimelineView />}
                {view === 'events' && <EventsView />}
              </Suspense>
            </div>
          </div>
        }
      />
    </div>
  );
}
