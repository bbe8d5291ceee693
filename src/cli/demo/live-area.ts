/** Lines at the end of a terminal that are drawn again and again in place. */
import type { Terminal } from '../terminal.ts';

const CLEAR_BELOW = '\u001b[0J';

export class LiveArea {
  readonly #terminal: Terminal;
  #drawn = 0;

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  /** What does not fit the height is left out at the top: lines that scrolled away cannot be drawn again. */
  draw(lines: readonly string[]): void {
    const visible = lines.slice(-Math.max(1, this.#terminal.rows() - 1));
    this.#replace(visible);
    this.#drawn = visible.length;
  }

  /** Draws for the last time, in full; what is written next comes below. */
  finish(lines: readonly string[]): void {
    this.#replace(lines);
    this.#drawn = 0;
  }

  /** One write, so that the terminal never shows the empty area between. */
  #replace(lines: readonly string[]): void {
    const back = this.#drawn === 0 ? '' : `\u001b[${this.#drawn}A\r${CLEAR_BELOW}`;
    this.#terminal.write(back + lines.map((line) => `${line}\n`).join(''));
  }
}
