/** A dialog over the page: focus stays in it, Escape closes it. */
import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import css from './dialog.module.css';

interface DialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: string;
  /** One sentence under the title. */
  readonly description?: ReactNode;
  readonly children?: ReactNode;
  /** Buttons at the foot. */
  readonly actions?: ReactNode;
  /** Width in pixels. */
  readonly width?: number;
}

/** What gets the focus when a dialog opens; the close button when there is none. */
const FIELDS = 'input, select, textarea, [contenteditable=true]';

export function Dialog({ open, onClose, title, description, children, actions, width = 520 }: DialogProps) {
  const popup = useRef<HTMLDivElement>(null);
  const firstField = () => popup.current?.querySelector<HTMLElement>(FIELDS) ?? true;
  return (
    <Base.Root open={open} onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Base.Portal>
        <Base.Backdrop className={css.backdrop} />
        <Base.Popup className={css.popup} style={{ width }} ref={popup} initialFocus={firstField}>
          <header className={css.header}>
            <Base.Title className={css.title}>{title}</Base.Title>
            <Base.Close className={css.close} aria-label="Close">
              <X size={16} aria-hidden />
            </Base.Close>
          </header>
          {description !== undefined && <Base.Description className={css.description}>{description}</Base.Description>}
          {children !== undefined && <div className={css.body}>{children}</div>}
          {actions !== undefined && <footer className={css.actions}>{actions}</footer>}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
