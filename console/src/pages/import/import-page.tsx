/** Looks at an execution from elsewhere: its history, exported from AWS, dropped here. Nothing leaves the browser. */
import { FileUp, RotateCcw } from 'lucide-react';
import { lazy, Suspense, useRef, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Empty, Loading, Page } from '../../ui/layout.tsx';
import css from './import-page.module.css';
import { type Imported, readImport } from './read-import.ts';

const ImportedExecution = lazy(() =>
  import('../../execution/imported-execution.tsx').then((module) => ({ default: module.ImportedExecution })),
);
const MOST_BYTES = 64 * 1024 * 1024;

export function ImportPage() {
  const [imported, setImported] = useState<Imported>();
  const [problem, setProblem] = useState<string>();
  const take = async (files: readonly File[]) => {
    try {
      if (files.reduce((sum, { size }) => sum + size, 0) > MOST_BYTES)
        throw new Error('The files are larger than 64 MB.');
      const texts = await Promise.all(files.map(async (file) => ({ name: file.name, text: await file.text() })));
      setImported(readImport(texts));
      setProblem(undefined);
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
  };
  if (imported !== undefined) {
    return (
      <Page
        title={imported.name}
        fill
        facts={
          <>
            <span>Imported history</span>
            <span>{imported.events.length.toLocaleString('en')} events</span>
            {imported.definition === undefined && <span>without its definition</span>}
          </>
        }
        actions={
          <Button icon={<RotateCcw size={14} aria-hidden />} onClick={() => setImported(undefined)}>
            Import another
          </Button>
        }
      >
        <Suspense fallback={<Loading rows={8} />}>
          <ImportedExecution name={imported.name} events={imported.events} definition={imported.definition} />
        </Suspense>
      </Page>
    );
  }
  return (
    <Page title="Import history">
      <DropZone onFiles={(files) => void take(files)} />
      {problem !== undefined && (
        <p role="alert" className={css.problem}>
          {problem}
        </p>
      )}
    </Page>
  );
}

function DropZone({ onFiles }: { readonly onFiles: (files: readonly File[]) => void }) {
  const [isOver, setOver] = useState(false);
  const chooser = useRef<HTMLInputElement>(null);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the button inside does the same without a mouse
    <div
      className={css.zone}
      data-over={isOver || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        onFiles([...event.dataTransfer.files]);
      }}
    >
      <Empty icon={<FileUp size={22} aria-hidden />} title="Drop the history of an execution here">
        <p>See an execution from AWS, or from a colleague, in the same views. The files stay in this browser.</p>
        <pre className={css.commands}>
          {`aws stepfunctions get-execution-history --execution-arn ARN > history.json
aws stepfunctions describe-state-machine-for-execution --execution-arn ARN > machine.json`}
        </pre>
        <p>The second file is optional: with the definition there is a graph.</p>
        <p>
          <Button look="primary" onClick={() => chooser.current?.click()}>
            Choose files
          </Button>
        </p>
      </Empty>
      <input
        ref={chooser}
        type="file"
        multiple
        hidden
        aria-label="Files with the history"
        accept=".json,.jsonl,.txt,application/json"
        onChange={(event) => onFiles([...(event.currentTarget.files ?? [])])}
      />
    </div>
  );
}
