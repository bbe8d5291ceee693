/** A menu of actions or choices behind a button. */
import { Menu as Base } from '@base-ui/react/menu';
import { Check } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import css from './menu.module.css';

interface MenuProps {
  /** The button that opens it. */
  readonly trigger: ReactElement<Record<string, unknown>>;
  readonly children: ReactNode;
  readonly align?: 'start' | 'end';
}

export function Menu({ trigger, children, align = 'end' }: MenuProps) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner sideOffset={4} align={align} className={css.positioner}>
          <Base.Popup className={css.popup}>{children}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

interface MenuItemProps {
  readonly onSelect: () => void;
  readonly icon?: ReactNode;
  readonly danger?: boolean;
  readonly disabled?: boolean;
  /** Shown at the end: keys, or why it is disabled. */
  readonly hint?: string;
  readonly children: ReactNode;
}

export function MenuItem({ onSelect, icon, danger = false, disabled = false, hint, children }: MenuItemProps) {
  return (
    <Base.Item className={css.item} data-danger={danger || undefined} disabled={disabled} onClick={onSelect}>
      <span className={css.icon}>{icon}</span>
      <span className={css.label}>{children}</span>
      {hint !== undefined && <span className={css.hint}>{hint}</span>}
    </Base.Item>
  );
}

interface MenuChoiceProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly choices: readonly { readonly value: T; readonly label: string }[];
  readonly onChange: (value: T) => void;
}

/** One of several, as radio items. */
export function MenuChoice<T extends string>({ label, value, choices, onChange }: MenuChoiceProps<T>) {
  return (
    <Base.Group>
      <Base.GroupLabel className={css.groupLabel}>{label}</Base.GroupLabel>
      <Base.RadioGroup value={value} onValueChange={(next) => onChange(next as T)}>
        {choices.map((choice) => (
          <Base.RadioItem key={choice.value} value={choice.value} className={css.item} closeOnClick>
            <span className={css.icon}>
              <Base.RadioItemIndicator>
                <Check size={14} aria-hidden />
              </Base.RadioItemIndicator>
            </span>
            <span className={css.label}>{choice.label}</span>
          </Base.RadioItem>
        ))}
      </Base.RadioGroup>
    </Base.Group>
  );
}

interface MenuChecksProps<T extends string> {
  readonly label: string;
  readonly checked: ReadonlySet<T>;
  readonly choices: readonly { readonly value: T; readonly label: string }[];
  readonly onChange: (value: T, to: boolean) => void;
}

/** Any of several; the menu stays open. */
export function MenuChecks<T extends string>({ label, checked, choices, onChange }: MenuChecksProps<T>) {
  return (
    <Base.Group>
      <Base.GroupLabel className={css.groupLabel}>{label}</Base.GroupLabel>
      {choices.map(({ value, label: name }) => (
        <Base.CheckboxItem
          key={value}
          className={css.item}
          checked={checked.has(value)}
          onCheckedChange={(to) => onChange(value, to)}
        >
          <span className={css.icon}>
            <Base.CheckboxItemIndicator>
              <Check size={14} aria-hidden />
            </Base.CheckboxItemIndicator>
          </span>
          <span className={css.label}>{name}</span>
        </Base.CheckboxItem>
      ))}
    </Base.Group>
  );
}

export function MenuSeparator() {
  return <Base.Separator className={css.separator} />;
}
