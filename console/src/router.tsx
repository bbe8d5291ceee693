/**
 * The addresses of the console. What a page shows is in its address (search parameters), so a view can be saved and
 * sent as a link. Pages with editors and graphs are loaded when they are opened.
 */
import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { ExecutionsPage } from './pages/executions/executions-page.tsx';
import { NotFound, PageCrash } from './shell/fallbacks.tsx';
import { Shell } from './shell/shell.tsx';

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound });

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

export interface ExecutionsSearch {
  /** The query as typed; see pages/executions/query.ts. */
  readonly q?: string;
  /** Absent: as chosen last. */
  readonly roots?: boolean;
}

export const MACHINE_TABS = ['executions', 'definition', 'versions', 'nesting', 'details'] as const;
export type MachineTab = (typeof MACHINE_TABS)[number];

const overview = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: lazyRouteComponent(() => import('./pages/overview/overview-page.tsx'), 'OverviewPage'),
});

const executions = createRoute({
  getParentRoute: () => root,
  path: '/executions',
  validateSearch: (search: Record<string, unknown>): ExecutionsSearch => ({
    q: text(search.q === undefined ? undefined : String(search.q)),
    roots: typeof search.roots === 'boolean' ? search.roots : undefined,
  }),
  component: ExecutionsPage,
});

const execution = createRoute({
  getParentRoute: () => root,
  path: '/executions/$executionArn',
  validateSearch: (search: Record<string, unknown>) => search as Record<string, string | number | boolean | undefined>,
  component: lazyRouteComponent(() => import('./pages/execution/execution-route.tsx'), 'ExecutionRoute'),
});

const machines = createRoute({
  getParentRoute: () => root,
  path: '/machines',
  validateSearch: (search: Record<string, unknown>): { q?: string } => ({ q: text(search.q) }),
  component: lazyRouteComponent(() => import('./pages/machines/machines-page.tsx'), 'MachinesPage'),
});

const machine = createRoute({
  getParentRoute: () => root,
  path: '/machines/$stateMachineArn',
  validateSearch: (search: Record<string, unknown>): { tab?: MachineTab; start?: boolean; from?: string } => ({
    tab: MACHINE_TABS.find((tab) => tab === search.tab),
    start: search.start === true || undefined,
    from: text(search.from),
  }),
  component: lazyRouteComponent(() => import('./pages/machine/machine-page.tsx'), 'MachinePage'),
});

const mapRun = createRoute({
  getParentRoute: () => root,
  path: '/map-runs/$mapRunArn',
  component: lazyRouteComponent(() => import('./pages/map-run/map-run-page.tsx'), 'MapRunPage'),
});

const inbox = createRoute({
  getParentRoute: () => root,
  path: '/inbox',
  validateSearch: (search: Record<string, unknown>): { kind?: 'token' | 'activity' } => ({
    kind: search.kind === 'token' || search.kind === 'activity' ? search.kind : undefined,
  }),
  component: lazyRouteComponent(() => import('./pages/inbox/inbox-page.tsx'), 'InboxPage'),
});

const importPage = createRoute({
  getParentRoute: () => root,
  path: '/import',
  component: lazyRouteComponent(() => import('./pages/import/import-page.tsx'), 'ImportPage'),
});

export const router = createRouter({
  routeTree: root.addChildren([overview, executions, execution, machines, machine, mapRun, inbox, importPage]),
  basepath: '/console',
  defaultPreload: 'intent',
  defaultErrorComponent: PageCrash,
  pathParamsAllowedCharacters: [':', '@'],
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
