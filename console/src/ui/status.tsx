/** The status of an execution or of a state: icon, word and colour, never colour alone. */
import { memo } from 'react';
import css from './status.module.css';
import { lookOf } from './status-look.ts';

interface StatusIconProps {
  readonly status: string;
  readonly size?: number;
  /** Nothing beside it says what it means: it has a tooltip, and a word for screen readers. */
  readonly named?: boolean;
}

/** Icon in the colour of the status. */
export const StatusIcon = memo(function StatusIcon({ status, size = 15, named = false }: StatusIconProps) {
  const { icon: Icon, word, tone } = lookOf(status);
  return (
    <span
      className={css.icon}
      data-tone={tone}
      data-spin={status === 'RUNNING' || undefined}
      title={named ? word : undefined}
    >
      <Icon size={size} strokeWidth={2.25} aria-hidden />
      {named && <span className="visually-hidden">{word}</span>}
    </span>
  );
});

/** The word alone, beside an icon that stands elsewhere in the row. */
export function StatusWord({ status }: { status: string }) {
  const { word, tone } = lookOf(status);
  return (
    <span className={css.text} data-tone={tone}>
      {word}
    </span>
  );
}

/** Icon and word. `badge` puts them on a tinted ground. */
export function StatusText({ status, badge = false }: { status: string; badge?: boolean }) {
  const { word, tone } = lookOf(status);
  return (
    <span className={badge ? css.badge : css.text} data-tone={tone}>
      <StatusIcon status={status} size={14} />
      {word}
    </span>
  );
}
