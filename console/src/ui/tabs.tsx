/** Tabs whose choice is kept by the page (usually in its address). */
import { Tabs as Base } from '@base-ui/react/tabs';
import type { ReactNode } from 'react';
import css from './tabs.module.css';

export interface TabChoice<T extends string> {
  readonly value: T;
  readonly label: string;
  /** A number behind the label. */
  readonly count?: number | undefined;
}

interface TabsProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly tabs: readonly TabChoice<T>[];
  readonly onChange: (value: T) => void;
  /** The panel of the chosen tab. */
  readonly children: ReactNode;
}

export function Tabs<T extends string>({ label, value, tabs, onChange, children }: TabsProps<T>) {
  return (
    <Base.Root value={value} onValueChange={(next) => onChange(next as T)} className={css.root}>
      <Base.List className={css.list} aria-label={label}>
        {tabs.map((tab) => (
          <Base.Tab key={tab.value} value={tab.value} className={css.tab}>
            {tab.label}
            {tab.count !== undefined && <span className={css.count}>{tab.count}</span>}
          </Base.Tab>
        ))}
      </Base.List>
      <Base.Panel value={value} className={css.panel}>
        {children}
      </Base.Panel>
    </Base.Root>
  );
}
