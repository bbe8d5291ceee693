/** The status of a state's visit: icon, word and colour. */
import type { StateStatus } from './state-look.ts';
import { STATE_LOOKS } from './state-look.ts';
import css from './state-status.module.css';

export function StateStatusIcon({ status, size = 14 }: { readonly status: StateStatus; readonly size?: number }) {
  const { icon: Icon, tone, word } = STATE_LOOKS[status];
  return (
    <span className={css.icon} data-tone={tone} title={word}>
      <Icon size={size} strokeWidth={2.25} aria-hidden />
    </span>
  );
}

export function StateStatusText({ status }: { readonly status: StateStatus }) {
  const { word, tone } = STATE_LOOKS[status];
  return (
    <span className={css.text} data-tone={tone}>
      <StateStatusIcon status={status} />
      {word}
    </span>
  );
}
