/** Short messages about what an action did, at the corner of the screen; read out by screen readers. */
import { Toast } from '@base-ui/react/toast';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import css from './toasts.module.css';

const manager = Toast.createToastManager();

export type ToastKind = 'done' | 'failed' | 'info';

/** Says something; failures stay until they are closed. */
export function toast(kind: ToastKind, title: string, description?: string): void {
  manager.add({
    type: kind,
    title,
    ...(description !== undefined && { description }),
    timeout: kind === 'failed' ? 0 : 5_000,
    priority: kind === 'failed' ? 'high' : 'low',
  });
}

/** Tells why an action failed, in the server's words. */
export function toastFailure(title: string, error: unknown): void {
  toast('failed', title, error instanceof Error ? error.message : String(error));
}

export function ToastHost({ children }: { readonly children: ReactNode }) {
  return (
    <Toast.Provider toastManager={manager} limit={4}>
      {children}
      <Toast.Portal>
        <Toast.Viewport className={css.viewport}>
          <ToastList />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function ToastList() {
  const { toasts } = Toast.useToastManager();
  return toasts.map((item) => (
    <Toast.Root key={item.id} toast={item} className={css.toast} data-kind={item.type} swipeDirection="right">
      <div className={css.text}>
        <Toast.Title className={css.title} />
        <Toast.Description className={css.description} />
      </div>
      <Toast.Close className={css.close} aria-label="Close message">
        <X size={14} aria-hidden />
      </Toast.Close>
    </Toast.Root>
  ));
}
