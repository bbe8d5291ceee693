/**
 * Shows JSON text as a tree: folds, search, copies the path or the value of a row, tells the size. Rows are drawn as
 * they come into sight, so a value of 256 KB is as quick as a small one. Text that is no JSON is shown as it is.
 */
import { ChevronRight, Copy, Search } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useMemo, useState } from 'react';
import { copyText } from './copy-button.tsx';
import { findInJson, type JsonRow, jsonRows, openAtFirst } from './json-rows.ts';
import css from './json-view.module.css';
import { useRowWindow } from './row-window.ts';

interface JsonViewProps {
  /** JSON text; undefined shows `empty`. */
  readonly text: string | undefined;
  /** Names it for screen readers: "Input". */
  readonly label: string;
  readonly empty?: string;
  /** Grows to this many pixels and scrolls then; without it, it fills its container. */
  readonly maxHeight?: number;
  /** Without the bar with search and size. */
  readonly bare?: boolean;
}

const ROW_PX = 20;
const INDENT = 14;

export function JsonView({ text, label, empty = 'Nothing here.', maxHeight, bare = false }: JsonViewProps) {
  const parsed = useMemo(() => parse(text), [text]);
  if (text === undefined) return <p className={css.empty}>{empty}</p>;
  if (parsed === undefined) return <pre className={css.plain}>{text}</pre>;
  return <JsonTree key={text} text={text} value={parsed.value} label={label} maxHeight={maxHeight} bare={bare} />;
}

function parse(text: string | undefined): { value: unknown } | undefined {
  try {
    return text === undefined ? undefined : { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}

interface JsonTreeProps {
  readonly text: string;
  readonly value: unknown;
  readonly label: string;
  readonly maxHeight: number | undefined;
  readonly bare: boolean;
}

function JsonTree({ text, value, label, maxHeight, bare }: JsonTreeProps) {
  const [open, setOpen] = useState<ReadonlySet<string>>(() => openAtFirst(value));
  const [query, setQuery] = useState('');
  const [match, setMatch] = useState(0);
  const [active, setActive] = useState(0);
  const found = useMemo(() => findInJson(value, query), [value, query]);
  const visible = useMemo(() => (query === '' ? open : new Set([...open, ...found.around])), [open, query, found]);
  const rows = useMemo(() => jsonRows(value, visible), [value, visible]);
  const matches = useMemo(() => new Set(found.matches), [found]);
  const id = useId();
  const { ref, rows: inSight, heightPx, show } = useRowWindow({ count: rows.length, rowPx: ROW_PX });
  const current = found.matches[match % Math.max(1, found.matches.length)];
  useEffect(() => {
    const i = current === undefined ? -1 : rows.findIndex(({ path }) => path === current);
    if (i >= 0) show(i, 'middle');
  }, [current, rows, show]);

  const toggle = (path: string) => {
    const next = new Set(open);
    if (!next.delete(path)) next.add(path);
    setOpen(next);
  };
  const move = (to: number) => {
    const next = Math.max(0, Math.min(rows.length - 1, to));
    setActive(next);
    show(next);
  };
  const onKey = (event: KeyboardEvent) => {
    const row = rows[active];
    const moves: Record<string, () => void> = {
      ArrowDown: () => move(active + 1),
      ArrowUp: () => move(active - 1),
      Home: () => move(0),
      End: () => move(rows.length - 1),
      ArrowRight: () => (row?.kind === 'closed' ? toggle(row.path) : move(active + 1)),
      ArrowLeft: () => (row?.kind === 'open' ? toggle(row.path) : move(parentIndex(rows, active))),
      Enter: () => row !== undefined && row.kind !== 'leaf' && toggle(row.path),
      c: () => row !== undefined && void copyText(row.path),
    };
    if (event.ctrlKey || event.metaKey || !Object.hasOwn(moves, event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    moves[event.key]?.();
  };
  const height = heightPx + 12;
  return (
    <div className={css.root} data-fill={maxHeight === undefined || undefined}>
      {!bare && (
        <div className={css.bar}>
          <Search size={13} aria-hidden />
          <input
            className={css.search}
            type="search"
            placeholder="Find"
            aria-label={`Find in ${label}`}
            value={query}
            onChange={(event) => {
              setQuery(event.target.value);
              setMatch(0);
            }}
            onKeyDown={(event) => {
              if (event.key === 'Enter')
                setMatch(
                  (match + (event.shiftKey ? -1 : 1) + found.matches.length) % Math.max(1, found.matches.length),
                );
            }}
          />
          {query !== '' && (
            <span className={css.count} role="status">
              {found.matches.length === 0 ? 'none' : `${(match % found.matches.length) + 1} of ${found.matches.length}`}
            </span>
          )}
          <span className={css.size}>{sizeLabel(text)}</span>
          <button
            type="button"
            className={css.copy}
            onClick={() => void copyText(pretty(value, text))}
            title={`Copy ${label}`}
          >
            <Copy size={13} aria-hidden />
            <span className="visually-hidden">Copy {label}</span>
          </button>
        </div>
      )}
      <div
        ref={ref}
        className={css.scroller}
        style={maxHeight === undefined ? undefined : { height: Math.min(maxHeight, height) }}
        role="tree"
        aria-label={label}
        tabIndex={0}
        aria-activedescendant={`${id}-${active}`}
        onKeyDown={onKey}
      >
        <div className={css.rows} style={{ height }} role="presentation">
          {inSight.map(({ index, topPx }) => {
            const row = rows[index]!;
            return (
              <div
                key={row.path}
                id={`${id}-${index}`}
                role="treeitem"
                aria-level={row.depth + 1}
                aria-expanded={row.kind === 'leaf' ? undefined : row.kind === 'open'}
                aria-selected={index === active}
                tabIndex={-1}
                className={css.row}
                data-active={index === active || undefined}
                data-match={matches.has(row.path) ? (row.path === current ? 'current' : 'yes') : undefined}
                style={{ top: topPx + 6, paddingLeft: 8 + row.depth * INDENT }}
                onMouseDown={() => setActive(index)}
                onClick={() => row.kind !== 'leaf' && toggle(row.path)}
                onKeyDown={undefined}
              >
                <span className={css.chevron}>
                  {row.kind !== 'leaf' && (
                    <ChevronRight size={12} data-open={row.kind === 'open' || undefined} aria-hidden />
                  )}
                </span>
                <RowText row={row} />
                <button
                  type="button"
                  className={css.path}
                  tabIndex={-1}
                  aria-hidden
                  title={`Copy path ${row.path}`}
                  onClick={(event) => {
                    event.stopPropagation();
                    void copyText(row.path);
                  }}
                >
                  path
                </button>
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

function RowText({ row }: { readonly row: JsonRow }) {
  return (
    <span className={css.text}>
      {row.name !== undefined && <span className={css.name}>{row.name}</span>}
      {row.name !== undefined && <span className={css.colon}>: </span>}
      {row.kind === 'leaf' ? (
        <span className={css.value} data-type={row.type} title={row.text.length > 60 ? row.text : undefined}>
          {row.text}
        </span>
      ) : (
        <span className={css.summary}>
          {row.type === 'array' ? '[' : '{'} {row.text} {row.type === 'array' ? ']' : '}'}
        </span>
      )}
    </span>
  );
}

function parentIndex(rows: readonly JsonRow[], index: number): number {
  const depth = rows[index]?.depth ?? 0;
  for (let i = index - 1; i >= 0; i--) if (rows[i]!.depth < depth) return i;
  return 0;
}

function pretty(value: unknown, text: string): string {
  try {
    return JSON.stringify(value, null, 2);
  } catch {
    return text; // nested too deeply to be written again
  }
}

function sizeLabel(text: string): string {
  const bytes = new TextEncoder().encode(text).length;
  return bytes < 1024 ? `${bytes} B` : `${(bytes / 1024).toFixed(1)} KB`;
}
