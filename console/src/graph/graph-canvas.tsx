/**
 * Draws a layout as SVG, with pan (drag, wheel), zoom (Ctrl and wheel, pinch, + and -) and keys: arrows go to the next
 * state, Enter selects, Space folds. One tab stop; the drawing is only presentation attributes and classes, so that it
 * can be saved as a file. Nothing here knows executions: how a node looks is given.
 */
import { Maximize, Minus, Plus } from 'lucide-react';
import {
  type KeyboardEvent,
  type ReactNode,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { IconButton } from '../ui/button.tsx';
import css from './graph-canvas.module.css';
import { Edge, Frame, Mark, Node, type NodeLook } from './graph-shapes.tsx';
import type { Layout, LayoutEdge, LayoutNode } from './layout.ts';
import { type Direction, neighbour } from './neighbours.ts';
import { useDrag } from './use-drag.ts';
import { fitted, revealed, type Viewport, zoomed } from './viewport.ts';

interface GraphCanvasProps {
  readonly layout: Layout;
  readonly label: string;
  readonly lookOf: (node: LayoutNode) => NodeLook;
  /** Lines that were walked. */
  readonly isTaken?: (edge: LayoutEdge) => boolean;
  readonly selected: string | undefined;
  readonly onSelect: (node: LayoutNode | undefined) => void;
  readonly onFold?: (node: LayoutNode) => void;
  /** Opened by a double click. */
  readonly onOpen?: (node: LayoutNode) => void;
  readonly corner?: ReactNode;
}

const ARROWS: Readonly<Record<string, Direction>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
};

export function GraphCanvas(props: GraphCanvasProps) {
  const { layout, label, lookOf, isTaken, selected, onSelect, onFold, onOpen, corner } = props;
  const frame = useRef<HTMLDivElement>(null);
  const stage = useRef<SVGGElement>(null);
  const viewport = useRef<Viewport>({ x: 0, y: 0, scale: 1 });
  const touched = useRef(false);
  const [focused, setFocused] = useState<string>();

  const show = useCallback((next: Viewport) => {
    viewport.current = next;
    stage.current?.setAttribute('transform', `translate(${next.x} ${next.y}) scale(${next.scale})`);
  }, []);

  const showAll = useCallback(
    (isAll: boolean) => {
      const box = frame.current;
      if (box !== null) show(fitted(layout, box.clientWidth, box.clientHeight, isAll));
    },
    [layout, show],
  );

  useLayoutEffect(() => {
    if (!touched.current) showAll(false);
    const box = frame.current;
    if (box === null) return;
    const observer = new ResizeObserver(() => {
      if (!touched.current) showAll(false);
    });
    observer.observe(box);
    return () => observer.disconnect();
  }, [showAll]);

  const zoom = useCallback(
    (factor: number, at?: { x: number; y: number }) => {
      const box = frame.current;
      if (box === null) return;
      touched.current = true;
      show(zoomed(viewport.current, factor, at ?? { x: box.clientWidth / 2, y: box.clientHeight / 2 }));
    },
    [show],
  );

  // React listens to wheels passively, and the page must not scroll or zoom.
  useEffect(() => {
    const box = frame.current;
    if (box === null) return;
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      const { left, top } = box.getBoundingClientRect();
      if (event.ctrlKey || event.metaKey) {
        zoom(Math.exp(-event.deltaY * 0.01), { x: event.clientX - left, y: event.clientY - top });
        return;
      }
      touched.current = true;
      const { x, y, scale } = viewport.current;
      show({
        x: x - (event.shiftKey ? event.deltaY : event.deltaX),
        y: y - (event.shiftKey ? 0 : event.deltaY),
        scale,
      });
    };
    box.addEventListener('wheel', onWheel, { passive: false });
    return () => box.removeEventListener('wheel', onWheel);
  }, [show, zoom]);

  const drag = useDrag(viewport, show, touched, () => onSelect(undefined));

  const reveal = useCallback(
    (id: string) => {
      const node = layout.nodes.find((one) => one.id === id);
      const box = frame.current;
      if (node === undefined || box === null) return;
      const next = revealed(viewport.current, node, box.clientWidth, box.clientHeight);
      if (next !== viewport.current) show(next);
    },
    [layout, show],
  );
  useEffect(() => {
    if (selected !== undefined) reveal(selected);
  }, [selected, reveal]);

  const activate = (node: LayoutNode | undefined) => {
    if (node === undefined) return;
    setFocused(node.id);
    reveal(node.id);
    onSelect(node);
    frame.current?.querySelector<SVGElement>(`[data-id="${CSS.escape(node.id)}"]`)?.focus({ preventScroll: true });
  };
  const current = focused ?? selected;
  const onKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const arrow = ARROWS[event.key];
    const node = layout.nodes.find(({ id }) => id === current);
    if (arrow !== undefined) activate(neighbour(layout, current, arrow));
    else if (event.key === 'Enter') node !== undefined && onSelect(node);
    else if (event.key === ' ' || event.key === 'e') node?.canFold === true && onFold?.(node);
    else if (event.key === '+' || event.key === '=') zoom(1.2);
    else if (event.key === '-') zoom(1 / 1.2);
    else if (event.key === '0') showAll(true);
    else return;
    event.preventDefault();
  };

  const stop = current ?? layout.nodes.find(({ type }) => type !== 'start' && type !== 'end')?.id;
  const taken = useMemo(() => new Set(isTaken === undefined ? [] : layout.edges.filter(isTaken)), [layout, isTaken]);
  return (
    <div className={css.frame} ref={frame}>
      <svg className={css.svg} role="group" aria-label={label} data-graph onKeyDown={onKey} {...drag}>
        <g ref={stage}>
          {layout.nodes.map((node) =>
            node.isGroup ? (
              <Frame
                key={node.id}
                node={node}
                lanes={layout}
                tone={lookOf(node).tone}
                isSelected={node.id === selected}
              />
            ) : null,
          )}
          {layout.edges.map((edge, i) => (
            // Rules that lead to the same state are one line, but nested copies share ids.
            // biome-ignore lint/suspicious/noArrayIndexKey: edges have no identity of their own
            <Edge key={`${edge.id}\t${i}`} edge={edge} isTaken={isTaken === undefined || taken.has(edge)} />
          ))}
          {layout.nodes.map((node) =>
            node.type === 'start' || node.type === 'end' ? (
              <Mark key={node.id} node={node} />
            ) : (
              <Node
                key={node.id}
                node={node}
                {...lookOf(node)}
                isSelected={node.id === selected}
                isStop={node.id === stop}
                onSelect={onSelect}
                onFold={onFold}
                onOpen={onOpen}
                onFocus={setFocused}
              />
            ),
          )}
        </g>
      </svg>
      <div className={css.tools}>
        <IconButton label="Zoom in" keys="+" onClick={() => zoom(1.25)}>
          <Plus size={15} aria-hidden />
        </IconButton>
        <IconButton label="Zoom out" keys="-" onClick={() => zoom(1 / 1.25)}>
          <Minus size={15} aria-hidden />
        </IconButton>
        <IconButton
          label="Show all"
          keys="0"
          onClick={() => {
            touched.current = false;
            showAll(true);
          }}
        >
          <Maximize size={14} aria-hidden />
        </IconButton>
      </div>
      {corner !== undefined && <div className={css.corner}>{corner}</div>}
    </div>
  );
}
