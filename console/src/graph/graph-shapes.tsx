/**
 * What a drawing is made of: nodes, the grounds of groups, lines, and the marks of start and end. Only presentation
 * attributes and classes, so that it can be saved as a file.
 */
import { ChevronDown, ChevronRight, type LucideIcon } from 'lucide-react';
import { memo } from 'react';
import css from './graph-canvas.module.css';
import type { Layout, LayoutEdge, LayoutNode } from './layout.ts';

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

/** The ground of a group; its header is a Node, drawn over the lines. */
export function Frame(props: {
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

export const Edge = memo(function Edge({ edge, isTaken }: { readonly edge: LayoutEdge; readonly isTaken: boolean }) {
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

export function Mark({ node }: { readonly node: LayoutNode }) {
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

export const Node = memo(function Node(props: NodeProps) {
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
