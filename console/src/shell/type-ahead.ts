/** What is typed between the keys that open the palette and its field being there. */

/** The palette did not come: the keys mean what they mean again. */
const PATIENCE_MS = 3_000;

let typed = '';
let timer: ReturnType<typeof setTimeout> | undefined;

function collect(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key.length === 1) typed += event.key;
  else if (event.key === 'Backspace') typed = typed.slice(0, -1);
  else return;
  event.preventDefault();
  event.stopImmediatePropagation();
}

export function startTypeAhead(): void {
  endTypeAhead();
  document.addEventListener('keydown', collect, { capture: true });
  timer = setTimeout(endTypeAhead, PATIENCE_MS);
}

/** Gives what was typed since the start. */
export function endTypeAhead(): string {
  clearTimeout(timer);
  document.removeEventListener('keydown', collect, { capture: true });
  const text = typed;
  typed = '';
  return text;
}
