/**
 * What the terminal can do, and text for it. Colour only helps: every status is also a word and a sign.
 * Honours NO_COLOR, FORCE_COLOR, TERM=dumb and a locale that is set to something else than UTF-8.
 */

export interface Terminal {
  /** Whether lines that were written can be replaced. */
  readonly live: boolean;
  readonly colour: boolean;
  readonly unicode: boolean;
  columns(): number;
  rows(): number;
  write(text: string): void;
}

/** The part of a stream that is used here. */
export interface Output {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly rows?: number;
  write(text: string): unknown;
}

/** Width where none is known, such as in a file. */
const PLAIN_COLUMNS = 160;

export function createTerminal(
  output: Output = process.stdout,
  env: Readonly<Record<string, string | undefined>> = process.env,
): Terminal {
  const live = output.isTTY === true && env['TERM'] !== 'dumb';
  return {
    live,
    colour: showsColour(live, env),
    unicode: speaksUtf8(env),
    // A terminal may report 0 columns when nobody told it its size.
    columns: () => (output.isTTY ? output.columns || 80 : PLAIN_COLUMNS),
    rows: () => output.rows || 24,
    write: (text) => void output.write(text),
  };
}

function showsColour(live: boolean, env: Readonly<Record<string, string | undefined>>): boolean {
  if (env['NO_COLOR']) return false;
  if (env['FORCE_COLOR']) return env['FORCE_COLOR'] !== '0';
  return live;
}

function speaksUtf8(env: Readonly<Record<string, string | undefined>>): boolean {
  const locale = env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'];
  return !locale || /utf-?8/i.test(locale);
}

const CODES = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  cyan: [36, 39],
} as const;
export type Style = keyof typeof CODES;

export function styled(text: string, style: Style, colour: boolean): string {
  const [on, off] = CODES[style];
  return colour ? `\u001b[${on}m${text}\u001b[${off}m` : text;
}

/** Makes data harmless to print: no control characters that a terminal would obey. */
export function printable(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, ' ');
}

/** Cuts to `width` characters and shows that it did. */
export function cut(text: string, width: number, unicode: boolean): string {
  const mark = unicode ? '…' : '...';
  if (text.length <= width) return text;
  return width <= mark.length ? text.slice(0, Math.max(0, width)) : text.slice(0, width - mark.length) + mark;
}
