/** Which part of a drawing is seen, and how large. Pure; pixels of the frame. */
import type { Layout, LayoutNode } from './layout.ts';

export interface Viewport {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

const MIN_SCALE = 0.08;
const MAX_SCALE = 2;
/** Below this the text cannot be read: rather show a part. */
const READABLE = 0.8;

/** All of a layout in a frame of this size, or as much of it as can be read. */
export function fitted({ width, height }: Layout, w: number, h: number, isAll: boolean): Viewport {
  const [kx, ky] = [w / width, h / height];
  const all = Math.min(1, kx, ky);
  const scale = Math.max(MIN_SCALE, isAll ? all : Math.max(all, Math.min(READABLE, Math.max(kx, 0.3))));
  const x = (w - width * scale) / 2;
  const y = height * scale > h ? 0 : Math.min((h - height * scale) / 2, 48);
  return { x: width * scale > w && !isAll ? Math.max(x, w - width * scale) : x, y, scale };
}

/** Zooms so that what is at this point stays there. */
export function zoomed({ x, y, scale }: Viewport, factor: number, at: { x: number; y: number }): Viewport {
  const next = Math.min(MAX_SCALE, Math.max(MIN_SCALE, scale * factor));
  const ratio = next / scale;
  return { x: at.x - (at.x - x) * ratio, y: at.y - (at.y - y) * ratio, scale: next };
}

/** Moves just as far as it takes to see the node (of a group, its header). */
export function revealed(at: Viewport, node: LayoutNode, w: number, h: number): Viewport {
  const margin = 24;
  const height = node.isGroup ? 48 : node.height;
  const [left, top] = [node.x * at.scale + at.x, node.y * at.scale + at.y];
  const [right, bottom] = [left + node.width * at.scale, top + height * at.scale];
  const dx = left < margin ? margin - left : right > w - margin ? Math.max(w - margin - right, margin - left) : 0;
  const dy = top < margin ? margin - top : bottom > h - margin ? h - margin - bottom : 0;
  return dx === 0 && dy === 0 ? at : { ...at, x: at.x + dx, y: at.y + dy };
}
