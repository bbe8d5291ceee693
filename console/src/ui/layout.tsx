/** The parts that pages are made of: header, cards, lists of facts, and what stands there when there is nothing. */
import { CircleAlert, RefreshCw } from 'lucide-react';
import { type ReactNode, useEffect } from 'react';
import { ApiFailure } from '../api/client.ts';
import { Button } from './button.tsx';
import css from './layout.module.css';

interface PageProps {
  readonly title: string;
  /** Above the title: breadcrumb. */
  readonly above?: ReactNode;
  /** Beside the title: status. */
  readonly beside?: ReactNode;
  /** Under the title: one line of facts. */
  readonly facts?: ReactNode;
  readonly actions?: ReactNode;
  /** Fills the height of the window; its parts scroll. */
  readonly fill?: boolean;
  readonly children: ReactNode;
}

export function Page({ title, above, beside, facts, actions, fill = false, children }: PageProps) {
  useEffect(() => {
    document.title = `${title} · Stairwell`;
  }, [title]);
  return (
    <div className={fill ? `${css.page} ${css.fill}` : css.page}>
      <header className={css.header}>
        {above}
        <div className={css.titleRow}>
          <h1 className={css.title} title={title}>
            {title}
          </h1>
          {beside}
          <div className={css.actions}>{actions}</div>
        </div>
        {facts !== undefined && <div className={css.facts}>{facts}</div>}
      </header>
      {children}
    </div>
  );
}

interface CardProps {
  readonly title?: string;
  readonly actions?: ReactNode;
  /** Without padding, for tables. */
  readonly flush?: boolean;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

export function Card({ title, actions, flush = false, className = '', children }: CardProps) {
  return (
    <section className={`${css.card} ${className}`} aria-label={title}>
      {title !== undefined && (
        <header className={css.cardHeader}>
          <h2>{title}</h2>
          {actions}
        </header>
      )}
      <div className={flush ? css.flush : css.cardBody}>{children}</div>
    </section>
  );
}

/** Names and values in two columns. */
export function Facts({ children }: { readonly children: ReactNode }) {
  return <dl className={css.factList}>{children}</dl>;
}

export function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className={css.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

interface EmptyProps {
  readonly icon?: ReactNode;
  readonly title: string;
  /** What it is and how to get one. */
  readonly children?: ReactNode;
}

export function Empty({ icon, title, children }: EmptyProps) {
  return (
    <div className={css.empty}>
      {icon !== undefined && <span className={css.emptyIcon}>{icon}</span>}
      <h2>{title}</h2>
      {children !== undefined && <div className={css.emptyText}>{children}</div>}
    </div>
  );
}

/** Why something could not be shown, what to do about it, and a button to try again. */
export function Failure({ error, onRetry }: { readonly error: unknown; readonly onRetry?: () => void }) {
  const code = error instanceof ApiFailure ? error.code : 'Error';
  return (
    <div className={css.empty} role="alert">
      <span className={css.emptyIcon} data-tone="failed">
        <CircleAlert size={22} aria-hidden />
      </span>
      <h2>{code === 'Unreachable' ? 'The server does not answer' : code}</h2>
      <div className={css.emptyText}>
        <p>{error instanceof Error ? error.message : String(error)}</p>
        {adviceOn(code)}
      </div>
      {onRetry !== undefined && (
        <Button icon={<RefreshCw size={14} aria-hidden />} onClick={onRetry}>
          Try again
        </Button>
      )}
    </div>
  );
}

function adviceOn(code: string): ReactNode {
  if (code === 'Unreachable') {
    return (
      <p>
        Start it with <code>stairwell serve</code>. This page goes on as soon as it is there.
      </p>
    );
  }
  if (code.endsWith('DoesNotExist')) return <p>It may have been deleted, or the address has a typing error.</p>;
  if (code === 'UnknownOperationException') return <p>This server is older than its console. Restart it.</p>;
  return undefined;
}

/** In percent; as different as texts are. */
const BAR_WIDTHS = [92, 75, 84, 58, 88, 66, 79, 61, 90, 70];

/** Grey bars where something will be. */
export function Loading({ rows = 6, label = 'Loading' }: { readonly rows?: number; readonly label?: string }) {
  return (
    <div className={css.loading} role="status" data-loading>
      <span className="visually-hidden">{label}</span>
      {BAR_WIDTHS.slice(0, rows).map((width) => (
        <span key={width} className={css.bar} style={{ width: `${width}%` }} />
      ))}
    </div>
  );
}
