/** An editor for JSON and definitions, loaded when it is first shown. */
import { lazy, Suspense } from 'react';
import type { EditorProps } from '../editor/editor.tsx';
import { Loading } from './layout.tsx';

const Editor = lazy(() => import('../editor/editor.tsx').then((module) => ({ default: module.Editor })));

export function CodeEditor(props: EditorProps) {
  return (
    <Suspense fallback={<Loading rows={4} label="Loading the editor" />}>
      <Editor {...props} />
    </Suspense>
  );
}
