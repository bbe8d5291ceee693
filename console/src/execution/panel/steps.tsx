/** How the state made its output of its input, step by step. */
import { useMemo } from 'react';
import type { StatePosition } from '../../history/definition-index.ts';
import { evaluationSteps } from '../../history/evaluation-steps.ts';
import type { Visit } from '../../history/visit.ts';
import { JsonView } from '../../ui/json-view.tsx';
import type { ExecutionRecord } from '../records.ts';
import css from './panel.module.css';

interface StepsProps {
  readonly record: ExecutionRecord;
  readonly visit: Visit | undefined;
  readonly position: StatePosition | undefined;
}

export default function Steps({ record, visit, position }: StepsProps) {
  const { version } = record;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version stands for what the record says
  const steps = useMemo(() => {
    if (visit === undefined) return [];
    const { arn, history } = record;
    return evaluationSteps(visit, position, {
      executionArn: arn,
      startMs: history.startMs,
      ...(history.input !== undefined && { executionInput: history.input }),
    });
  }, [record, version, visit, position]);
  if (visit === undefined) return <p className={css.note}>This state was not reached.</p>;
  return (
    <ol className={css.steps}>
      {steps.map(({ title, definition, value, origin, note }) => (
        <li key={title} className={css.step}>
          <div className={css.stepHead}>
            <strong>{title}</strong>
            {definition !== undefined && <code className={css.expression}>{expressionText(definition)}</code>}
            <span className={css.origin} data-origin={origin}>
              {origin}
            </span>
          </div>
          {value === undefined ? (
            <p className={css.muted}>{note}</p>
          ) : (
            <JsonView label={title} text={value} maxHeight={180} bare />
          )}
        </li>
      ))}
    </ol>
  );
}

function expressionText(definition: unknown): string {
  const text = typeof definition === 'string' ? definition : JSON.stringify(definition);
  return text.length > 200 ? `${text.slice(0, 199)}…` : text;
}
