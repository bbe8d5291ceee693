/** How far a long piece of work is, on a line of its own that is replaced; nothing where lines cannot be replaced. */
import { createTerminal, type Output, type Terminal } from '../terminal.ts';

export interface Progress {
  /** `done`: from 0 to 1. */
  show(what: string, done: number): void;
  /** Takes the line away. */
  end(): void;
}

const MIN_INTERVAL_MS = 100;

/** `isQuiet`: for programs. Goes to the standard error stream, as the result goes to the standard output. */
export function createProgress(isQuiet: boolean, output: Output = process.stderr, nowMs = Date.now): Progress {
  const terminal: Terminal = createTerminal(output);
  if (isQuiet || !terminal.live) return { show() {}, end() {} };
  let shown = '';
  let lastMs = 0;
  return {
    show(what, done) {
      const percent = `${what} ${Math.floor(done * 100)} %`;
      const isNews = !shown.startsWith(what) || nowMs() - lastMs >= MIN_INTERVAL_MS;
      if (percent === shown || !isNews) return;
      shown = percent;
      lastMs = nowMs();
      terminal.write(`\r\u001b[2K${percent}`);
    },
    end() {
      if (shown !== '') terminal.write('\r\u001b[2K');
    },
  };
}

/** `1.2 GB`. */
export function sizeText(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];
  let size = bytes;
  let unit = 0;
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1000;
    unit++;
  }
  return `${unit === 0 ? size : size.toFixed(1)} ${units[unit]}`;
}
