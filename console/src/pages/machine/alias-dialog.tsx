/** Creates an alias, or changes where an existing one leads to. */
import { useState } from 'react';
import { lastPart } from '../../api/arns.ts';
import type { InputOf, OutputOf } from '../../api/client.ts';
import { useAction } from '../../api/queries.ts';
import { Button } from '../../ui/button.tsx';
import { CliLine } from '../../ui/cli-line.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field, SelectInput, TextInput } from '../../ui/field.tsx';
import { toast } from '../../ui/toasts.tsx';
import css from './alias-dialog.module.css';
import { type AliasForm, aliasProblems, formOfRoutes, routesOfForm } from './alias-routes.ts';

interface AliasDialogProps {
  /** ARNs, newest first; at least one. */
  readonly versions: readonly string[];
  /** The one to change; undefined makes a new one. */
  readonly alias: OutputOf<'DescribeStateMachineAlias'> | undefined;
  readonly onClose: () => void;
}

const NONE = '';

export function AliasDialog({ versions, alias, onClose }: AliasDialogProps) {
  const [form, setForm] = useState<AliasForm>(() => ({
    ...{ name: alias?.name ?? '', description: alias?.description ?? '' },
    ...formOfRoutes(alias?.routingConfiguration ?? [{ stateMachineVersionArn: versions[0] ?? '', weight: 100 }]),
  }));
  const [isNamed, setNamed] = useState(alias !== undefined);
  const create = useAction('CreateStateMachineAlias');
  const update = useAction('UpdateStateMachineAlias');
  const change = (part: Partial<AliasForm>) => setForm((before) => ({ ...before, ...part }));
  const problems = aliasProblems(form);
  const isRight = Object.keys(problems).length === 0;
  const rest = 100 - Number(form.weight);
  const choices = versions.map((arn) => ({ value: arn, label: `Version ${lastPart(arn)}` }));
  const { description } = form;
  const routingConfiguration = routesOfForm(form);
  const inputs = {
    create: {
      ...{ name: form.name.trim(), routingConfiguration },
      ...(description !== '' && { description }),
    } satisfies InputOf<'CreateStateMachineAlias'>,
    update: {
      ...{ stateMachineAliasArn: alias?.stateMachineAliasArn ?? '', routingConfiguration },
      ...(description !== (alias?.description ?? '') && { description }),
    } satisfies InputOf<'UpdateStateMachineAlias'>,
  };
  const save = async () => {
    if (alias === undefined) await create.mutateAsync(inputs.create);
    else await update.mutateAsync(inputs.update);
    toast('done', alias === undefined ? `Alias ${form.name.trim()} created` : `Alias ${form.name} changed`);
    onClose();
  };
  const { error, isPending } = alias === undefined ? create : update;
  return (
    <Dialog
      open
      onClose={onClose}
      title={alias === undefined ? 'Create an alias' : `Alias ${alias.name}`}
      description="An alias sends starts to one version, or to two by weight."
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" disabled={!isRight || isPending} onClick={() => void save().catch(() => {})}>
            {alias === undefined ? 'Create' : 'Save'}
          </Button>
        </>
      }
    >
      {alias === undefined && (
        <Field
          label="Name"
          help="Starts name it behind the state machine’s ARN."
          error={isNamed ? problems.name : undefined}
        >
          <TextInput
            value={form.name}
            placeholder="live"
            onChange={(name) => {
              setNamed(true);
              change({ name });
            }}
          />
        </Field>
      )}
      <div className={css.route} data-split={form.second !== NONE || undefined}>
        <Field label="Version">
          <SelectInput value={form.first} onChange={(first) => change({ first })} choices={choices} />
        </Field>
        {form.second !== NONE && (
          <Field label="Weight, %">
            <TextInput type="number" min={0} max={100} value={form.weight} onChange={(weight) => change({ weight })} />
          </Field>
        )}
      </div>
      <div className={css.route} data-split={form.second !== NONE || undefined}>
        <Field
          label="Second version"
          {...(versions.length < 2 && { help: 'There is only one version. Publish another one to split starts.' })}
          error={problems.second}
        >
          <SelectInput
            value={form.second}
            onChange={(second) => change(form.second === NONE ? { second, weight: '90' } : { second })}
            choices={[{ value: NONE, label: 'None' }, ...choices]}
          />
        </Field>
        {form.second !== NONE && (
          <Field label="Weight, %">
            <TextInput
              type="number"
              min={0}
              max={100}
              value={problems.weight === undefined ? String(rest) : ''}
              onChange={(weight) => change({ weight: weight === '' ? '' : String(100 - Number(weight)) })}
            />
          </Field>
        )}
      </div>
      {problems.weight !== undefined && (
        <p role="alert" className={css.problem}>
          {problems.weight}
        </p>
      )}
      <Field label="Description">
        <TextInput value={description} onChange={(next) => change({ description: next })} />
      </Field>
      {error !== null && (
        <p role="alert" className={css.problem}>
          {error.message}
        </p>
      )}
      {isRight &&
        (alias === undefined ? (
          <CliLine operation="CreateStateMachineAlias" input={inputs.create} />
        ) : (
          <CliLine operation="UpdateStateMachineAlias" input={inputs.update} />
        ))}
    </Dialog>
  );
}
