/** The graph of a definition that nothing runs in. Text that is no definition has a message instead. */
import { useMemo, useState } from 'react';
import { resourceLabel, startsExecution } from '../execution/words.ts';
import { parseDefinition } from '../history/definition-index.ts';
import { GraphCanvas } from './graph-canvas.tsx';
import type { NodeLook } from './graph-shapes.tsx';
import { type LayoutNode, layout } from './layout.ts';
import { typeIcon } from './type-icons.ts';

interface DefinitionGraphProps {
  readonly definition: string;
  /** Name of a state. */
  readonly selected?: string | undefined;
  readonly onSelect?: (stateName: string) => void;
}

export function DefinitionGraph({ definition, selected, onSelect }: DefinitionGraphProps) {
  const parsed = useMemo(() => parseDefinition(definition), [definition]);
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const [own, setOwn] = useState<string>();
  const drawn = useMemo(
    () => (parsed === undefined ? undefined : layout(parsed, { isClosed: (id) => closed.has(id) })),
    [parsed, closed],
  );
  if (drawn === undefined)
    return <p className="muted">The definition is not a JSON object, so there is nothing to draw.</p>;
  const fold = (node: LayoutNode) => {
    const next = new Set(closed);
    if (!next.delete(node.id)) next.add(node.id);
    setClosed(next);
  };
  return (
    <GraphCanvas
      layout={drawn}
      label="Graph of the definition"
      lookOf={lookOfDefinition}
      selected={selected ?? own}
      onSelect={(node) => {
        setOwn(node?.id);
        if (node !== undefined) onSelect?.(node.name);
      }}
      onFold={fold}
    />
  );
}

export function lookOfDefinition({ definition, type }: LayoutNode): NodeLook {
  const nested = startsExecution(definition);
  const what = resourceLabel(definition);
  const detail = what === undefined ? type : `${type} · ${what}`;
  return { detail, icon: typeIcon(definition, nested), tone: 'none', spoken: what ?? type };
}
