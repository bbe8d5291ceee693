/**
 * The search over executions: the query as text, what it says as chips, and menus for what is asked for most. The
 * text is applied while typing, after a short rest.
 */
import { ListFilter, Search, TriangleAlert, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { Status } from '../../api/operations.ts';
import { useKeys } from '../../shell/keyboard.ts';
import { Button } from '../../ui/button.tsx';
import { Menu, MenuChoice } from '../../ui/menu.tsx';
import { StatusIcon } from '../../ui/status.tsx';
import { EXECUTION_STATUSES, lookOf } from '../../ui/status-look.ts';
import { type ParsedQuery, type Term, termValue, withoutTerm, withTerm } from './query.ts';
import css from './query-bar.module.css';

const REST_MS = 120;

interface QueryBarProps {
  readonly query: string;
  readonly parsed: ParsedQuery;
  /** `isSameTyping`: it goes on with what was typed before, and takes its place in the history of the browser. */
  readonly onChange: (query: string, isSameTyping: boolean) => void;
}

export function QueryBar({ query, parsed, onChange }: QueryBarProps) {
  const [text, setText] = useState(query);
  const [applied, setApplied] = useState(query);
  const input = useRef<HTMLInputElement>(null);
  const isTyping = useRef(false);
  if (query !== applied) {
    // The address changed by something else: a chip, a saved view, the back button.
    setApplied(query);
    if (query !== text.trim()) setText(query);
  }
  useEffect(() => {
    const wanted = text.trim();
    if (wanted === query) return;
    const timer = setTimeout(() => {
      onChange(wanted, isTyping.current);
      isTyping.current = true;
    }, REST_MS);
    return () => clearTimeout(timer);
  }, [text, query, onChange]);
  useKeys({
    '/': (event) => {
      event.preventDefault();
      input.current?.focus();
      input.current?.select();
    },
  });
  const apply = (next: string) => {
    setText(next);
    isTyping.current = false;
    onChange(next, false);
  };
  return (
    <div className={css.bar}>
      <form
        className={css.row}
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          onChange(text.trim(), isTyping.current);
          isTyping.current = false;
        }}
      >
        <label className={css.field}>
          <Search size={15} aria-hidden />
          <span className="visually-hidden">Search executions</span>
          <input
            ref={input}
            className={css.input}
            value={text}
            spellCheck={false}
            autoComplete="off"
            placeholder="Search by name, error or cause, or status:FAILED machine:Order* input.$.customer=42 started:>-24h"
            onChange={(event) => setText(event.currentTarget.value)}
            onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
            onBlur={() => {
              isTyping.current = false;
            }}
          />
          {text === '' ? (
            <kbd className={css.key}>/</kbd>
          ) : (
            <button type="button" className={css.clear} aria-label="Clear the search" onClick={() => apply('')}>
              <X size={14} aria-hidden />
            </button>
          )}
        </label>
        <StatusMenu query={query} onChange={apply} />
        <StartedMenu query={query} onChange={apply} />
      </form>
      {parsed.terms.length > 0 && (
        <ul className={css.chips} aria-label="Filters">
          {parsed.terms.map((term) => (
            <Chip key={`${term.start} ${term.text}`} term={term} onRemove={() => apply(withoutTerm(query, term))} />
          ))}
        </ul>
      )}
    </div>
  );
}

function Chip({ term, onRemove }: { readonly term: Term; readonly onRemove: () => void }) {
  const { text, problem } = term;
  const colon = /^[\w.$[\]]+?(?=[:=!~])/.exec(text)?.[0] ?? '';
  const status = text.startsWith('status:') && !text.includes(',') ? text.slice(7).toUpperCase() : undefined;
  return (
    <li className={css.chip} data-problem={problem !== undefined || undefined} title={problem ?? text}>
      {problem !== undefined && <TriangleAlert size={13} aria-hidden />}
      {status !== undefined && problem === undefined && <StatusIcon status={status} size={13} />}
      <span className={css.chipText}>
        <span className={css.chipKey}>{colon}</span>
        {status !== undefined && problem === undefined ? `: ${lookOf(status).word}` : text.slice(colon.length)}
      </span>
      {problem !== undefined && <span className={css.problem}>{problem}</span>}
      <button type="button" className={css.remove} aria-label={`Remove ${text}`} onClick={onRemove}>
        <X size={12} aria-hidden />
      </button>
    </li>
  );
}

interface MenuProps {
  readonly query: string;
  readonly onChange: (query: string) => void;
}

const ANY = '';
const STATUS_CHOICES = [
  { value: ANY, label: 'Any' },
  ...EXECUTION_STATUSES.map((status) => ({ value: status, label: lookOf(status).word })),
];

function StatusMenu({ query, onChange }: MenuProps) {
  const value = (termValue(query, 'status') ?? ANY) as Status | '';
  return (
    <Menu trigger={<Button icon={<ListFilter size={14} aria-hidden />}>Status</Button>}>
      <MenuChoice
        label="Status"
        value={value}
        choices={STATUS_CHOICES}
        onChange={(next) => onChange(withTerm(query, 'status', next === ANY ? undefined : next))}
      />
    </Menu>
  );
}

const STARTED_CHOICES = [
  { value: ANY, label: 'Any time' },
  { value: '>-15m', label: 'Last 15 minutes' },
  { value: '>-1h', label: 'Last hour' },
  { value: '>-24h', label: 'Last 24 hours' },
  { value: '>-7d', label: 'Last 7 days' },
];

function StartedMenu({ query, onChange }: MenuProps) {
  return (
    <Menu trigger={<Button icon={<ListFilter size={14} aria-hidden />}>Started</Button>}>
      <MenuChoice
        label="Started"
        value={termValue(query, 'started') ?? ANY}
        choices={STARTED_CHOICES}
        onChange={(next) => onChange(withTerm(query, 'started', next === ANY ? undefined : next))}
      />
    </Menu>
  );
}
