/**
 * Draws a layout as SVG, with pan (drag, wheel), zoom (Ctrl and wheel, pinch, + and -) and keys: arrows go to the next
 * state, Enter selects, Space folds. One tab stop; the drawing is only presentation attributes and classes, so that it
 * can be saved as a file. Nothing here knows executions: how a node looks is given.
 */
import { ChevronDown, ChevronRight, type LucideIcon, Maximize, Minus, Plus } from 'lucide-react';
import {
  type KeyboardEvent,
  memo,
  type PointerEvent,
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
import type { Layout, LayoutEdge, LayoutNode } from './layout.ts';
import { type Direction, neighbour } from './neighbours.ts';

export interface NodeLook {
  /** Second line: status and numbers. */
  readonly detail: string;
  /** At the end of the second line. */
  readonly aside?: string;
  readonly icon: LucideIcon;
  /** Part of the names of the colours in tokens.css; `none` for what was not reached. */
  readonly tone: string;
  /** For screen readers, behind the name. */
  readonly spoken: string;
  readonly isMoving?: boolean;
}

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

interface Viewport {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

const MIN_SCALE = 0.08;
const MAX_SCALE = 2;
/** Below this the text cannot be read: rather show a part. */
const READABLE = 0.8;

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

function useDrag(
  viewport: { readonly current: Viewport },
  show: (next: Viewport) => void,
  touched: { current: boolean },
  onGround: () => void,
) {
  const from = useRef<{ x: number; y: number; at: Viewport; moved: boolean } | undefined>(undefined);
  return {
    onPointerDown(event: PointerEvent<SVGSVGElement>) {
      if (event.button !== 0 || (event.target as Element).closest('[data-id]') !== null) return;
      from.current = { x: event.clientX, y: event.clientY, at: viewport.current, moved: false };
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove(event: PointerEvent<SVGSVGElement>) {
      const start = from.current;
      if (start === undefined) return;
      const [dx, dy] = [event.clientX - start.x, event.clientY - start.y];
      if (!start.moved && Math.hypot(dx, dy) < 4) return;
      start.moved = true;
      touched.current = true;
      show({ ...start.at, x: start.at.x + dx, y: start.at.y + dy });
    },
    onPointerUp() {
      if (from.current?.moved === false) onGround();
      from.current = undefined;
    },
  };
}

function fitted({ width, height }: Layout, w: number, h: number, isAll: boolean): Viewport {
  const [kx, ky] = [w / width, h / height];
  const all = Math.min(1, kx, ky);
  const scale = Math.max(MIN_SCALE, isAll ? all : Math.max(all, Math.min(READABLE, Math.max(kx, 0.3))));
  const x = (w - width * scale) / 2;
  const y = height * scale > h ? 0 : Math.min((h - height * scale) / 2, 48);
  return { x: width * scale > w && !isAll ? Math.max(x, w - width * scale) : x, y, scale };
}

function zoomed({ x, y, scale }: Viewport, factor: number, at: { x: number; y: number }): Viewport {
  const next = Math.min(MAX_SCALE, Math.max(MIN_SCALE, scale * factor));
  const ratio = next / scale;
  return { x: at.x - (at.x - x) * ratio, y: at.y - (at.y - y) * ratio, scale: next };
}

/** Moves just as far as it takes to see the node (of a group, its header). */
function revealed(at: Viewport, node: LayoutNode, w: number, h: number): Viewport {
  const margin = 24;
  const height = node.isGroup ? 48 : node.height;
  const [left, top] = [node.x * at.scale + at.x, node.y * at.scale + at.y];
  const [right, bottom] = [left + node.width * at.scale, top + height * at.scale];
  const dx = left < margin ? margin - left : right > w - margin ? Math.max(w - margin - right, margin - left) : 0;
  const dy = top < margin ? margin - top : bottom > h - margin ? h - margin - bottom : 0;
  return dx === 0 && dy === 0 ? at : { ...at, x: at.x + dx, y: at.y + dy };
}

/** The ground of a group; its header is a Node, drawn over the lines. */
function Frame(props: {
  readonly node: LayoutNode;
  readonly lanes: Layout;
  readonly tone: string;
  readonly isSelected: boolean;
}) {
  const { node, lanes, tone, isSelected } = props;
  const { x, y, width, height, id } = node;
  return (
    <g data-tone={tone} data-type={node.type}>
      <rect
        className={css.group}
        data-selected={isSelected || undefined}
        x={x}
        y={y}
        width={width}
        height={height}
        rx={10}
      />
      {lanes.lanes
        .filter(({ group }) => group === id)
        .map((lane) => (
          <rect
            key={lane.x}
            className={css.lane}
            x={lane.x}
            y={lane.y}
            width={lane.width}
            height={lane.height}
            rx={7}
          />
        ))}
    </g>
  );
}

const Edge = memo(function Edge({ edge, isTaken }: { readonly edge: LayoutEdge; readonly isTaken: boolean }) {
  const { path, end, label, kind } = edge;
  const { x, y } = end;
  const tip =
    end.direction === 'down'
      ? `M${x - 4} ${y - 7}L${x} ${y - 1}L${x + 4} ${y - 7}`
      : `M${x + 7} ${y - 4}L${x + 1} ${y}L${x + 7} ${y + 4}`;
  return (
    <g className={css.edge} data-kind={kind} data-taken={isTaken || undefined}>
      <path className={css.line} d={path} />
      <path className={css.tip} d={tip} />
      {label !== undefined && (
        <>
          <rect
            className={css.labelGround}
            x={label.x - (label.text.length * 6.6 + 10) / 2}
            y={label.y - 9}
            width={label.text.length * 6.6 + 10}
            height={18}
            rx={4}
          />
          <text className={css.label} x={label.x} y={label.y + 4} textAnchor="middle">
            {label.text}
            <title>{label.full}</title>
          </text>
        </>
      )}
    </g>
  );
});

function Mark({ node }: { readonly node: LayoutNode }) {
  const { x, y, width, height, name } = node;
  return (
    <g className={css.mark}>
      <rect x={x} y={y} width={width} height={height} rx={height / 2} />
      <text x={x + width / 2} y={y + height / 2 + 4} textAnchor="middle">
        {name}
      </text>
    </g>
  );
}

interface NodeProps extends NodeLook {
  readonly node: LayoutNode;
  readonly isSelected: boolean;
  readonly isStop: boolean;
  readonly onSelect: (node: LayoutNode) => void;
  readonly onFold: ((node: LayoutNode) => void) | undefined;
  readonly onOpen: ((node: LayoutNode) => void) | undefined;
  readonly onFocus: (id: string) => void;
}

const HEADER = 48;

const Node = memo(function Node(props: NodeProps) {
  const {
    node,
    detail,
    aside,
    icon: Icon,
    tone,
    spoken,
    isMoving,
    isSelected,
    isStop,
    onSelect,
    onFold,
    onOpen,
    onFocus,
  } = props;
  const { x, y, width, name, isGroup, canFold } = node;
  const fold = canFold && onFold !== undefined;
  const room = width - 40 - (fold ? 26 : 10);
  const Chevron = isGroup ? ChevronDown : ChevronRight;
  return (
    <g
      className={css.node}
      data-id={node.id}
      data-tone={tone}
      data-type={node.type}
      data-group={isGroup || undefined}
      data-selected={isSelected || undefined}
      role="button"
      tabIndex={isStop ? 0 : -1}
      aria-description={spoken}
      aria-pressed={isSelected}
      aria-expanded={fold ? isGroup : undefined}
      onClick={() => onSelect(node)}
      onDoubleClick={() => onOpen?.(node)}
      onFocus={() => onFocus(node.id)}
    >
      <rect className={css.box} x={x} y={y} width={width} height={HEADER} rx={isGroup ? 10 : 8} />
      <g className={css.icon} data-moving={isMoving || undefined}>
        <Icon x={x + 12} y={y + 15} width={18} height={18} strokeWidth={2.1} aria-hidden />
      </g>
      <text className={css.name} x={x + 40} y={y + 20}>
        {shortened(name, room / 7.9)}
        {name.length > room / 7.9 && <title>{name}</title>}
      </text>
      <text className={css.detail} x={x + 40} y={y + 36}>
        {fittingParts(detail, (room - (aside?.length ?? 0) * 6.8 - 8) / 6.5)}
      </text>
      {aside !== undefined && (
        <text className={css.aside} x={x + width - (fold ? 30 : 12)} y={y + 36} textAnchor="end">
          {aside}
        </text>
      )}
      {fold && (
        // biome-ignore lint/a11y/noStaticElementInteractions: Space on the node does the same
        <g
          className={css.fold}
          data-fold={node.id}
          onClick={(event) => {
            event.stopPropagation();
            onFold(node);
          }}
        >
          <rect x={x + width - 28} y={y + 12} width={24} height={24} rx={5} />
          <Chevron x={x + width - 24} y={y + 16} width={16} height={16} aria-hidden />
        </g>
      )}
    </g>
  );
});

/** Drops what comes last in `Succeeded · Middle · attempt 2` until it fits; what is left is cut only when it is one part. */
function fittingParts(text: string, room: number): string {
  const parts = text.split(' · ');
  while (parts.length > 1 && parts.join(' · ').length > room) parts.pop();
  return shortened(parts.join(' · '), room);
}

export function shortened(text: string, room: number): string {
  const characters = Math.max(3, Math.floor(room));
  return text.length > characters ? `${text.slice(0, characters - 1).trimEnd()}…` : text;
}
