/** An error with its cause, which may be long text or JSON in a string. */
import { CircleX } from 'lucide-react';
import { type ReactNode, useMemo, useState } from 'react';
import { JsonView } from '../ui/json-view.tsx';
import css from './failure-note.module.css';
import { machineOf, nameOf } from './words.ts';

interface FailureNoteProps {
  readonly error: string | undefined;
  readonly cause: string | undefined;
  /** Before the cause: in which state it was. */
  readonly where?: ReactNode;
  readonly actions?: ReactNode;
}

/** Longest cause that is shown whole, in characters. */
const SHORT = 240;

export function FailureNote({ error, cause, where, actions }: FailureNoteProps) {
  const [isOpen, setOpen] = useState(false);
  const json = useMemo(() => jsonOf(cause), [cause]);
  const isLong = json !== undefined || (cause?.length ?? 0) > SHORT;
  return (
    <section className={css.note} aria-label="Failure">
      <CircleX size={16} className={css.icon} aria-hidden />
      <div className={css.text}>
        <p className={css.head}>
          <strong>{error ?? 'Failed without a name'}</strong>
          {where}
        </p>
        {cause !== undefined && !isOpen && (
          <p className={css.cause}>
            {json?.error !== undefined && <strong>{json.error}: </strong>}
            {short(json?.summary ?? cause)}
          </p>
        )}
        {cause !== undefined && isOpen && json === undefined && <p className={css.cause}>{cause}</p>}
        {isOpen && json !== undefined && <JsonView label="cause" text={json.text} maxHeight={320} />}
        {isLong && (
          <button type="button" className={css.more} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {isOpen ? 'Show less' : 'Show the whole cause'}
          </button>
        )}
      </div>
      {actions !== undefined && <div className={css.actions}>{actions}</div>}
    </section>
  );
}

function short(text: string): string {
  return text.length > SHORT ? `${text.slice(0, SHORT - 1)}…` : text;
}

/**
 * The cause of a failed child is the child's description as JSON, whose cause is that of its own child, and so on: the
 * innermost error says what happened.
 */
function jsonOf(cause: string | undefined): { text: string; error?: string; summary: string } | undefined {
  if (cause === undefined || !/^\s*[{[]/.test(cause)) return undefined;
  const first = objectOf(cause);
  if (first === undefined) return undefined;
  let inner = first;
  for (let next = objectOf(inner['Cause']); next !== undefined; next = objectOf(inner['Cause'])) inner = next;
  const textOf = (...members: string[]) =>
    members.map((member) => inner[member]).find((value) => typeof value === 'string');
  const error = textOf('Error', 'errorType');
  const what = textOf('Cause', 'errorMessage');
  const arn = inner['ExecutionArn'];
  const where = typeof arn === 'string' ? ` – in ${machineOf(arn)} ${nameOf(arn)}` : '';
  if (error === undefined && what === undefined) return { text: cause, summary: cause };
  return { text: cause, ...(error !== undefined && { error }), summary: `${what ?? ''}${where}` };
}

function objectOf(json: unknown): Record<string, unknown> | undefined {
  if (typeof json !== 'string' || !json.startsWith('{')) return undefined;
  try {
    return JSON.parse(json) as Record<string, unknown>;
  } catch {
    return undefined; // AWS cuts long causes
  }
}
