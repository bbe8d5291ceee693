/**
 * A definition as text with what ValidateStateMachineDefinition says of it, marked in the text and listed below. The
 * server is asked a moment after the last change.
 */
import { CircleX, TriangleAlert } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Diagnostic, MachineType } from '../../api/operations.ts';
import { useOperation } from '../../api/queries.ts';
import type { EditorMark } from '../../editor/editor.tsx';
import { CodeEditor } from '../../ui/code-editor.tsx';
import css from './definition-editor.module.css';

const REST_MS = 350;
const NO_MARKS: readonly EditorMark[] = [];

interface DefinitionEditorProps {
  readonly value: string;
  /** Absent: read only. */
  readonly onChange?: (value: string) => void;
  readonly type: MachineType;
  readonly fill?: boolean;
}

export function DefinitionEditor({ value, onChange, type, fill = false }: DefinitionEditorProps) {
  const rested = useRested(value, REST_MS);
  const { data } = useOperation(
    'ValidateStateMachineDefinition',
    rested === '' ? undefined : { definition: rested, type, severity: 'WARNING' },
    { staleTime: Number.POSITIVE_INFINITY, placeholderData: (previous) => previous },
  );
  const marks = useMarks(rested, data?.diagnostics);
  return (
    <div className={fill ? css.fill : css.grow}>
      <div className={css.editor}>
        <CodeEditor
          label="Definition"
          value={value}
          marks={marks}
          fill={fill}
          minHeight={220}
          maxHeight={420}
          {...(onChange !== undefined && { onChange })}
        />
      </div>
      <div role="status" className={css.findings}>
        {data?.diagnostics.map((diagnostic) => (
          <Finding key={`${diagnostic.location} ${diagnostic.message}`} diagnostic={diagnostic} />
        ))}
        {data?.result === 'OK' && data.diagnostics.length === 0 && onChange !== undefined && (
          <span className={css.fine}>The definition is valid.</span>
        )}
      </div>
    </div>
  );
}

function Finding({ diagnostic: { severity, location, message } }: { readonly diagnostic: Diagnostic }) {
  const Icon = severity === 'ERROR' ? CircleX : TriangleAlert;
  return (
    <p className={css.finding} data-severity={severity}>
      <Icon size={14} aria-hidden />
      <span>
        <span className={css.severity}>{severity === 'ERROR' ? 'Error' : 'Warning'}</span>
        {location?.startsWith('/') && <code className={css.location}>{location}</code>} {message}
      </span>
    </p>
  );
}

/** The value as it was when it had not changed for a while. */
function useRested<T>(value: T, ms: number): T {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return rested;
}

/** The findings as marks in the text; the parser that finds their places comes with the editor. */
function useMarks(text: string, diagnostics: readonly Diagnostic[] | undefined): readonly EditorMark[] {
  const [marks, setMarks] = useState<readonly EditorMark[]>(NO_MARKS);
  useEffect(() => {
    if (diagnostics === undefined || diagnostics.length === 0) return setMarks(NO_MARKS);
    let isCurrent = true;
    void import('../../editor/place.ts').then(({ placeOf }) => {
      if (!isCurrent) return;
      setMarks(
        diagnostics.map(({ severity, message, location }) => ({
          ...placeOf(text, location),
          severity: severity === 'ERROR' ? 'error' : 'warning',
          message,
        })),
      );
    });
    return () => {
      isCurrent = false;
    };
  }, [text, diagnostics]);
  return marks;
}
