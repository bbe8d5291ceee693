/** Which state machines start this one and which ones it starts, as a map and as a table. */
import { Link } from '@tanstack/react-router';
import { Network } from 'lucide-react';
import { machineName } from '../../api/arns.ts';
import type { NestingEdge } from '../../api/operations.ts';
import { useOperation } from '../../api/queries.ts';
import { Card, Empty, Failure, Loading } from '../../ui/layout.tsx';
import table from '../../ui/table.module.css';
import { type MapNode, nestingMap } from './nesting-map.ts';
import css from './nesting-tab.module.css';

const CARD = { width: 200, height: 44 };
const STEP = { x: 280, y: 64 };
const MARGIN = 24;

export function NestingTab({ stateMachineArn }: { readonly stateMachineArn: string }) {
  const { data, error, refetch } = useOperation('GetMachineNesting', {});
  if (error !== null && data === undefined) return <Failure error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Loading rows={5} />;
  const { nodes, edges } = nestingMap(data.edges, stateMachineArn);
  if (edges.length === 0) {
    return (
      <Empty icon={<Network size={22} aria-hidden />} title="It stands alone">
        <p>
          No state machine starts this one and it starts none. A Task nests another with the resource{' '}
          <code>arn:aws:states:::states:startExecution.sync:2</code>.
        </p>
      </Empty>
    );
  }
  return (
    <div className={css.cards}>
      <Card title="Who nests whom" flush>
        <NestingDiagram nodes={nodes} edges={edges} centre={stateMachineArn} />
      </Card>
      <Card title="Nested starts" flush>
        <EdgeTable edges={edges} />
      </Card>
    </div>
  );
}

interface DiagramProps {
  readonly nodes: readonly MapNode[];
  readonly edges: readonly NestingEdge[];
  readonly centre: string;
}

function NestingDiagram({ nodes, edges, centre }: DiagramProps) {
  const left = Math.min(...nodes.map(({ column }) => column));
  const right = Math.max(...nodes.map(({ column }) => column));
  const rows = Map.groupBy(nodes, ({ column }) => column);
  const tallest = Math.max(...[...rows.values()].map(({ length }) => length));
  const place = ({ column, row }: MapNode) => ({
    x: MARGIN + (column - left) * STEP.x,
    y: MARGIN + row * STEP.y + ((tallest - (rows.get(column)?.length ?? 0)) * STEP.y) / 2,
  });
  const places = new Map(nodes.map((node) => [node.id, place(node)]));
  const width = (right - left) * STEP.x + CARD.width + 2 * MARGIN;
  const height = (tallest - 1) * STEP.y + CARD.height + 2 * MARGIN;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area has to be reachable by keyboard
    <div className={css.scroll} role="group" aria-label="Map of nested state machines" tabIndex={0}>
      <div className={css.diagram} style={{ width, height }}>
        <svg width={width} height={height} aria-hidden="true" className={css.lines}>
          <defs>
            <marker
              id="nesting-arrow"
              viewBox="0 0 8 8"
              refX="7"
              refY="4"
              markerWidth="7"
              markerHeight="7"
              orient="auto"
            >
              <path d="M0 0 8 4 0 8z" className={css.arrow} />
            </marker>
          </defs>
          {[...Map.groupBy(edges, ({ from, to }) => `${from} ${to}`)].map(([key, same]) => {
            const { from, to } = same[0] as NestingEdge;
            return <EdgeLine key={key} from={places.get(from)} to={places.get(to)} edges={same} />;
          })}
        </svg>
        {nodes.map((node) => {
          const { x, y } = place(node);
          return (
            <div key={node.id} className={css.node} style={{ transform: `translate(${x}px, ${y}px)`, ...CARD }}>
              <NodeCard node={node} isCentre={node.id === centre} />
            </div>
          );
        })}
      </div>
    </div>
  );
}

function NodeCard({ node, isCentre }: { readonly node: MapNode; readonly isCentre: boolean }) {
  const name = machineName(node.id);
  if (node.isDynamic || !node.id.startsWith('arn:')) {
    return (
      <span className={css.card} data-dynamic title={node.id}>
        {node.id}
      </span>
    );
  }
  return (
    <Link
      to="/machines/$stateMachineArn"
      params={{ stateMachineArn: node.id }}
      search={{ tab: 'nesting' }}
      className={css.card}
      data-centre={isCentre || undefined}
      aria-current={isCentre ? 'page' : undefined}
      title={node.id}
    >
      {name}
    </Link>
  );
}

type Point = { readonly x: number; readonly y: number };

interface EdgeLineProps {
  readonly from: Point | undefined;
  readonly to: Point | undefined;
  readonly edges: readonly NestingEdge[];
}

function EdgeLine({ from, to, edges }: EdgeLineProps) {
  if (from === undefined || to === undefined) return null;
  const start = { x: from.x + CARD.width, y: from.y + CARD.height / 2 };
  const end = { x: to.x - 3, y: to.y + CARD.height / 2 };
  const bend = Math.max(40, Math.abs(end.x - start.x) / 2);
  const patterns = [...new Set(edges.map(({ pattern }) => pattern))];
  return (
    <g>
      <path
        d={`M${start.x} ${start.y}C${start.x + bend} ${start.y} ${end.x - bend} ${end.y} ${end.x} ${end.y}`}
        className={css.line}
        markerEnd="url(#nesting-arrow)"
      />
      <title>{edges.map(({ state, pattern }) => `${state} (${pattern})`).join(', ')}</title>
      {patterns.length === 1 && end.x > start.x && end.y === start.y && (
        <text x={(start.x + end.x) / 2} y={start.y - 6} className={css.pattern}>
          {patterns[0]}
        </text>
      )}
    </g>
  );
}

function EdgeTable({ edges }: { readonly edges: readonly NestingEdge[] }) {
  return (
    <div className={table.wrap}>
      <table className={table.table}>
        <thead>
          <tr>
            <th>State machine</th>
            <th>State</th>
            <th>Pattern</th>
            <th>Starts</th>
          </tr>
        </thead>
        <tbody>
          {edges.map(({ from, state, pattern, to, dynamic }) => (
            <tr key={`${from} ${state} ${to}`}>
              <td>
                <MachineLink arn={from} />
              </td>
              <td>{state}</td>
              <td className={table.mono}>{pattern}</td>
              <td>{dynamic ? <code>{to}</code> : <MachineLink arn={to} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function MachineLink({ arn }: { readonly arn: string }) {
  if (!arn.startsWith('arn:')) return <code>{arn}</code>;
  return (
    <Link
      to="/machines/$stateMachineArn"
      params={{ stateMachineArn: arn }}
      search={{ tab: 'nesting' }}
      className={table.strong}
    >
      {machineName(arn)}
    </Link>
  );
}
