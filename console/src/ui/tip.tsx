/** A tooltip for what has no visible name. Its trigger keeps its own accessible name. */
import { Tooltip } from '@base-ui/react/tooltip';
import type { ReactElement } from 'react';
import css from './tip.module.css';

interface TipProps {
  readonly text: string;
  readonly keys?: string | undefined;
  readonly children: ReactElement<Record<string, unknown>>;
}

export function Tip({ text, keys, children }: TipProps) {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger delay={350} render={children} />
      <Tooltip.Portal>
        <Tooltip.Positioner sideOffset={6} className={css.positioner}>
          <Tooltip.Popup className={css.tip}>
            {text}
            {keys !== undefined && <kbd className={css.keys}>{keys}</kbd>}
          </Tooltip.Popup>
        </Tooltip.Positioner>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}
