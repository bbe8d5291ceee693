/**
 * CodeMirror with JSON, its own diagnostics and those of the caller. Styles are added under the page's nonce. Tab moves
 * on, as everywhere else on the page; Escape leaves the editor.
 */
import { closeBrackets, closeBracketsKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { json } from '@codemirror/lang-json';
import { bracketMatching, foldGutter, foldKeymap, indentOnInput } from '@codemirror/language';
import { type Diagnostic, lintGutter, setDiagnostics } from '@codemirror/lint';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { Compartment, EditorState, type Extension } from '@codemirror/state';
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view';
import { useEffect, useRef } from 'react';
import { cspNonce } from '../ui/csp.ts';
import { editorLook } from './look.ts';

/** A mark in the text; offsets are in characters. */
export interface EditorMark {
  readonly from: number;
  readonly to: number;
  readonly severity: 'error' | 'warning';
  readonly message: string;
}

export interface EditorProps {
  /** Name for screen readers. */
  readonly label: string;
  readonly value: string;
  /** Absent: read only. */
  readonly onChange?: (value: string) => void;
  readonly marks?: readonly EditorMark[];
  /** Height: a number of pixels at least, growing with the text up to `maxHeight`; or all there is. */
  readonly minHeight?: number;
  readonly maxHeight?: number;
  readonly fill?: boolean;
}

const NO_MARKS: readonly EditorMark[] = [];

export function Editor(props: EditorProps) {
  const { label, value, onChange, marks = NO_MARKS, minHeight = 120, maxHeight = 480, fill = false } = props;
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(undefined);
  const changed = useRef(onChange);
  const writable = useRef(new Compartment());
  useEffect(() => {
    changed.current = onChange;
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: the editor is made once; what changes is given to it below.
  useEffect(() => {
    const editor = new EditorView({
      parent: host.current as HTMLDivElement,
      state: EditorState.create({
        doc: value,
        extensions: [
          EditorView.cspNonce.of(cspNonce()),
          EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) changed.current?.(update.state.doc.toString());
          }),
          writable.current.of(accessOf(onChange !== undefined)),
          ...setup(),
        ],
      }),
    });
    view.current = editor;
    return () => editor.destroy();
  }, []);

  useEffect(() => {
    const editor = view.current;
    if (editor === undefined || editor.state.doc.toString() === value) return;
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: value } });
  }, [value]);

  const isWritable = onChange !== undefined;
  useEffect(() => {
    view.current?.dispatch({ effects: writable.current.reconfigure(accessOf(isWritable)) });
  }, [isWritable]);

  useEffect(() => {
    const editor = view.current;
    if (editor === undefined) return;
    const { length } = editor.state.doc;
    const diagnostics = marks.map(({ from, to, ...mark }): Diagnostic => {
      return { ...mark, from: Math.min(from, length), to: Math.min(to, length) };
    });
    editor.dispatch(setDiagnostics(editor.state, diagnostics));
  }, [marks]);

  return (
    <div
      ref={host}
      data-editor={fill ? 'fill' : 'grow'}
      style={fill ? { height: '100%' } : { minHeight, maxHeight, display: 'flex' }}
    />
  );
}

function accessOf(isWritable: boolean): Extension {
  // Read only, but with a cursor: the text can be selected and searched by keyboard.
  return EditorState.readOnly.of(!isWritable);
}

function leave(editor: EditorView): boolean {
  editor.contentDOM.blur();
  return true;
}

function setup(): Extension[] {
  return [
    lineNumbers(),
    foldGutter(),
    lintGutter(),
    history(),
    drawSelection(),
    indentOnInput(),
    bracketMatching(),
    closeBrackets(),
    highlightActiveLine(),
    highlightSelectionMatches(),
    search({ top: true }),
    json(),
    editorLook,
    EditorState.tabSize.of(2),
    keymap.of([
      { key: 'Escape', run: leave },
      ...closeBracketsKeymap,
      ...searchKeymap,
      ...historyKeymap,
      ...foldKeymap,
      ...defaultKeymap,
    ]),
  ];
}
