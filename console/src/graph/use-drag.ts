/** Moves a drawing by dragging its ground; a click on the ground is told. */
import { type PointerEvent, useRef } from 'react';
import type { Viewport } from './viewport.ts';

export function useDrag(
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
