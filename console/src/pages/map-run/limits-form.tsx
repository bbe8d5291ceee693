/** Concurrency and tolerated failures of a Map Run, changed while it runs (UpdateMapRun). */
import { useState } from 'react';
import type { MapRunDescription } from '../../api/operations.ts';
import { useAction } from '../../api/queries.ts';
import { Button } from '../../ui/button.tsx';
import { CliLine } from '../../ui/cli-line.tsx';
import { Field, TextInput } from '../../ui/field.tsx';
import { toast } from '../../ui/toasts.tsx';
import css from './limits-form.module.css';

const NAMES = ['maxConcurrency', 'toleratedFailureCount', 'toleratedFailurePercentage'] as const;
type Limit = (typeof NAMES)[number];
const LABELS: Readonly<Record<Limit, string>> = {
  maxConcurrency: 'Max concurrency',
  toleratedFailureCount: 'Tolerated failures',
  toleratedFailurePercentage: 'Tolerated failures, %',
};

export function LimitsForm({ mapRun }: { readonly mapRun: MapRunDescription }) {
  const [texts, setTexts] = useState<Partial<Record<Limit, string>>>({});
  const update = useAction('UpdateMapRun');
  if (mapRun.status !== 'RUNNING') {
    return (
      <dl className={css.facts}>
        {NAMES.map((name) => (
          <div key={name} className={css.fact}>
            <dt>{LABELS[name]}</dt>
            <dd>{shown(name, mapRun[name])}</dd>
          </div>
        ))}
      </dl>
    );
  }
  const changed = NAMES.filter((name) => texts[name] !== undefined && Number(texts[name]) !== mapRun[name]);
  const input = {
    mapRunArn: mapRun.mapRunArn,
    ...Object.fromEntries(changed.map((name) => [name, Number(texts[name])])),
  };
  const save = async () => {
    await update.mutateAsync(input);
    setTexts({});
    toast('done', 'Limits of the map run changed');
  };
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (changed.length > 0) void save().catch(() => {});
      }}
    >
      <div className={css.fields}>
        {NAMES.map((name) => (
          <Field key={name} label={LABELS[name]}>
            <TextInput
              type="number"
              min={0}
              {...(name === 'toleratedFailurePercentage' && { max: 100 })}
              value={texts[name] ?? String(mapRun[name])}
              onChange={(value) => setTexts({ ...texts, [name]: value })}
            />
          </Field>
        ))}
      </div>
      {update.error !== null && (
        <p role="alert" className={css.error}>
          {update.error.message}
        </p>
      )}
      {changed.length > 0 && (
        <>
          <CliLine operation="UpdateMapRun" input={input} />
          <div className={css.actions}>
            <Button onClick={() => setTexts({})}>Reset</Button>
            <Button type="submit" look="primary" disabled={update.isPending}>
              Apply
            </Button>
          </div>
        </>
      )}
    </form>
  );
}

function shown(name: Limit, value: number): string {
  if (name === 'maxConcurrency' && value === 0) return 'No limit';
  return name === 'toleratedFailurePercentage' ? `${value} %` : value.toLocaleString('en');
}
