/** Buttons, and links that look like them. */
import type { ComponentProps, ReactNode, Ref } from 'react';
import css from './button.module.css';
import { Tip } from './tip.tsx';

export type ButtonLook = 'primary' | 'plain' | 'quiet' | 'danger';

interface ButtonProps extends ComponentProps<'button'> {
  readonly look?: ButtonLook;
  readonly icon?: ReactNode;
  readonly ref?: Ref<HTMLButtonElement>;
}

export function Button({ look = 'plain', icon, children, className = '', ...rest }: ButtonProps) {
  return (
    <button type="button" {...rest} className={`${css.button} ${css[look]} ${className}`}>
      {icon}
      {children !== undefined && <span className={css.label}>{children}</span>}
    </button>
  );
}

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'aria-label'> {
  /** Name for screen readers and tooltip. */
  readonly label: string;
  /** Keys that do the same, shown in the tooltip. */
  readonly keys?: string;
  readonly pressed?: boolean;
}

export function IconButton({ label, keys, pressed, className = '', children, ...rest }: IconButtonProps) {
  return (
    <Tip text={label} keys={keys}>
      <button
        type="button"
        {...rest}
        aria-label={label}
        aria-pressed={pressed}
        className={`${css.button} ${css.quiet} ${css.icon} ${className}`}
      >
        {children}
      </button>
    </Tip>
  );
}
