/** Inputs with their label, help and error. */
import { createContext, type ReactNode, useContext, useId } from 'react';
import css from './field.module.css';

interface FieldIds {
  readonly id: string;
  readonly describedBy: string | undefined;
  readonly invalid: boolean;
}

const Ids = createContext<FieldIds>({ id: '', describedBy: undefined, invalid: false });

interface FieldProps {
  readonly label: string;
  readonly help?: ReactNode;
  readonly error?: string | undefined;
  readonly children: ReactNode;
}

export function Field({ label, help, error, children }: FieldProps) {
  const id = useId();
  const hasNote = help !== undefined || error !== undefined;
  return (
    <div className={css.field}>
      <label className={css.label} htmlFor={id}>
        {label}
      </label>
      <Ids value={{ id, describedBy: hasNote ? `${id}-note` : undefined, invalid: error !== undefined }}>
        {children}
      </Ids>
      {hasNote && (
        <p id={`${id}-note`} className={error === undefined ? css.help : css.error}>
          {error ?? help}
        </p>
      )}
    </div>
  );
}

/** What ties an input to the Field around it. */
export function useFieldIds() {
  const { id, describedBy, invalid } = useContext(Ids);
  return { id, 'aria-describedby': describedBy, 'aria-invalid': invalid || undefined };
}

interface TextInputProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onEnter?: () => void;
  readonly placeholder?: string;
  readonly mono?: boolean;
  readonly type?: 'text' | 'number';
  readonly min?: number;
  readonly max?: number;
}

export function TextInput({ value, onChange, onEnter, placeholder, mono, type = 'text', min, max }: TextInputProps) {
  return (
    <input
      {...useFieldIds()}
      className={css.input}
      data-mono={mono || undefined}
      type={type}
      min={min}
      max={max}
      value={value}
      placeholder={placeholder}
      spellCheck={false}
      autoComplete="off"
      onChange={(event) => onChange(event.currentTarget.value)}
      onKeyDown={(event) => event.key === 'Enter' && onEnter?.()}
    />
  );
}

interface SelectInputProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  readonly label?: string;
}

/** The browser's own select: it works everywhere and needs no explanation. */
export function SelectInput({ value, onChange, choices, label }: SelectInputProps) {
  return (
    <select
      {...useFieldIds()}
      className={css.input}
      value={value}
      aria-label={label}
      onChange={(event) => onChange(event.currentTarget.value)}
    >
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value}>
          {choice.label}
        </option>
      ))}
    </select>
  );
}

interface ToggleProps {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly children: ReactNode;
}

export function Toggle({ checked, onChange, children }: ToggleProps) {
  return (
    <label className={css.toggle}>
      <input
        type="checkbox"
        role="switch"
        checked={checked}
        aria-checked={checked}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span className={css.track} aria-hidden />
      {children}
    </label>
  );
}
