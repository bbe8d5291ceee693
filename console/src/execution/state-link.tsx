/** A state within a sentence: choosing it shows it in the views and the panel. */
import type { ReactNode } from 'react';
import { useSelection } from './context.tsx';
import css from './state-link.module.css';

interface StateLinkProps {
  /** Of the execution. */
  readonly arn: string;
  readonly visit: { readonly id: number; readonly name: string };
  readonly children: ReactNode;
}

export function StateLink({ arn, visit, children }: StateLinkProps) {
  const [, select] = useSelection();
  return (
    <button type="button" className={css.state} onClick={() => select({ arn, state: visit.name, visit: visit.id })}>
      {children}
    </button>
  );
}
