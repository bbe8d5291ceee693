/** The frame around every page: navigation, search, settings, and the keys that work everywhere. */
import { Tooltip } from '@base-ui/react/tooltip';
import { Link, Outlet } from '@tanstack/react-router';
import {
  CircleHelp,
  FileUp,
  Inbox,
  LayoutDashboard,
  ListTree,
  type LucideIcon,
  Moon,
  Search,
  Sun,
  SunMoon,
  Workflow,
} from 'lucide-react';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useLiveState } from '../api/live.ts';
import { useOperation } from '../api/queries.ts';
import { changeSettings, type Theme, type TimeMode, useSettings } from '../settings/settings.ts';
import { IconButton } from '../ui/button.tsx';
import { Menu, MenuChoice } from '../ui/menu.tsx';
import { isMac, useGlobalKeys } from './keyboard.ts';
import { LostNote } from './lost-note.tsx';
import css from './shell.module.css';
import { startTypeAhead } from './type-ahead.ts';

const loadPalette = () => import('./palette.tsx').then((module) => ({ default: module.Palette }));
const Palette = lazy(loadPalette);
const KeyboardHelp = lazy(() => import('./keyboard-help.tsx').then((module) => ({ default: module.KeyboardHelp })));

/** After everything that the page itself needs. */
const PALETTE_MS = 1_500;

type Overlay = 'palette' | 'help' | undefined;

export function Shell() {
  const [overlay, setOverlay] = useState<Overlay>();
  useGlobalKeys({
    onPalette: () => {
      if (overlay !== 'palette') startTypeAhead();
      setOverlay('palette');
    },
    onHelp: () => setOverlay('help'),
  });
  const close = () => setOverlay(undefined);
  useEffect(() => {
    // So that what is typed right behind its keys finds it there.
    const timer = setTimeout(() => void loadPalette().catch(() => undefined), PALETTE_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <Tooltip.Provider>
      <div className={css.shell}>
        <a className={css.skip} href="#content">
          Skip to content
        </a>
        <Sidebar onPalette={() => setOverlay('palette')} onHelp={() => setOverlay('help')} />
        <main id="content" className={css.content} tabIndex={-1}>
          <Suspense>
            <Outlet />
          </Suspense>
        </main>
      </div>
      <LostNote />
      <Suspense>
        {overlay === 'palette' && <Palette onClose={close} onHelp={() => setOverlay('help')} />}
        {overlay === 'help' && <KeyboardHelp onClose={close} />}
      </Suspense>
    </Tooltip.Provider>
  );
}

function Sidebar({ onPalette, onHelp }: { readonly onPalette: () => void; readonly onHelp: () => void }) {
  const overview = useOperation('GetOverview', {}, { staleTime: 5_000 });
  return (
    <header className={css.sidebar}>
      <Link to="/" className={css.brand}>
        <Logo />
        <span className={css.brandName}>Stairwell</span>
      </Link>
      <button type="button" className={css.search} onClick={onPalette}>
        <Search size={14} aria-hidden />
        <span className={css.searchText}>Go to…</span>
        <kbd className={css.keys}>{isMac ? '⌘K' : 'Ctrl K'}</kbd>
      </button>
      <nav className={css.nav} aria-label="Pages">
        <NavLink to="/" icon={LayoutDashboard} label="Overview" exact />
        <NavLink to="/executions" icon={ListTree} label="Executions" count={overview.data?.byStatus.RUNNING} />
        <NavLink to="/machines" icon={Workflow} label="State machines" />
        <NavLink to="/inbox" icon={Inbox} label="Task inbox" count={overview.data?.waitingTasks} />
        <NavLink to="/import" icon={FileUp} label="Import history" />
      </nav>
      <div className={css.foot}>
        <LiveDot />
        <div className={css.footButtons}>
          <SettingsMenu />
          <IconButton label="Keyboard shortcuts" keys="?" onClick={onHelp}>
            <CircleHelp size={16} aria-hidden />
          </IconButton>
        </div>
      </div>
    </header>
  );
}

interface NavLinkProps {
  readonly to: '/' | '/executions' | '/machines' | '/inbox' | '/import';
  readonly icon: LucideIcon;
  readonly label: string;
  readonly count?: number | undefined;
  readonly exact?: boolean;
}

function NavLink({ to, icon: Icon, label, count, exact = false }: NavLinkProps) {
  return (
    <Link to={to} className={css.link} activeOptions={{ exact, includeSearch: false }} title={label}>
      <Icon size={16} aria-hidden />
      <span className={css.linkLabel}>{label}</span>
      {count !== undefined && count > 0 && <span className={css.count}>{compact(count)}</span>}
    </Link>
  );
}

const compactFormat = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });
const compact = (count: number) => compactFormat.format(count);

const LIVE_WORDS = { idle: '', connecting: 'Connecting', live: 'Live', lost: 'Not connected' } as const;

function LiveDot() {
  const state = useLiveState();
  return (
    <span className={css.live} data-state={state} role="status">
      <span className={css.dot} aria-hidden />
      {LIVE_WORDS[state]}
    </span>
  );
}

const THEMES: readonly { value: Theme; label: string }[] = [
  { value: 'system', label: 'As the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
];
const TIMES: readonly { value: TimeMode; label: string }[] = [
  { value: 'local', label: 'Local time' },
  { value: 'utc', label: 'UTC' },
  { value: 'relative', label: 'Relative to now' },
];
const THEME_ICONS = { system: SunMoon, light: Sun, dark: Moon } as const;

function SettingsMenu() {
  const { theme, time } = useSettings();
  const Icon = THEME_ICONS[theme];
  return (
    <Menu
      align="start"
      trigger={
        <button type="button" className={css.settings} aria-label="Theme and times">
          <Icon size={16} aria-hidden />
        </button>
      }
    >
      <MenuChoice label="Theme" value={theme} choices={THEMES} onChange={(value) => changeSettings({ theme: value })} />
      <MenuChoice label="Times" value={time} choices={TIMES} onChange={(value) => changeSettings({ time: value })} />
    </Menu>
  );
}

function Logo() {
  return (
    <svg width="24" height="24" viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="8" className={css.logoGround} />
      <path d="M7 24h5v-5h5v-5h5V9h4" className={css.logoStairs} />
    </svg>
  );
}
