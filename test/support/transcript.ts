/**
 * Plays the `$ aws stepfunctions …` commands of a transcript through the API, as the AWS CLI would: options become
 * members of the request, `--query` picks from the answer. Understands what the documentation uses, nothing more.
 */
import { readFileSync } from 'node:fs';
import { repository } from './markdown.ts';

export interface Command {
  /** `create-state-machine` */
  readonly name: string;
  readonly options: ReadonlyMap<string, string>;
  /** What the transcript shows below the command; undefined when nothing. */
  readonly shown: unknown;
}

/** Commands of one block in their order; lines that are not `aws stepfunctions` are left out. */
export function awsCommands(block: string): Command[] {
  return block
    .split(/^\$ /m)
    .filter((text) => text.startsWith('aws stepfunctions '))
    .map(parseCommand);
}

function parseCommand(text: string): Command {
  const { words, rest } = shellWords(text);
  const options = new Map<string, string>();
  for (let i = 3; i < words.length; i += 2) {
    options.set((words[i] ?? '').replace(/^--/, ''), fileOrText(words[i + 1] ?? ''));
  }
  return { name: words[2] ?? '', options, shown: rest.trim() === '' ? undefined : JSON.parse(rest) };
}

function fileOrText(value: string): string {
  return value.startsWith('file://') ? readFileSync(new URL(value.slice('file://'.length), repository), 'utf8') : value;
}

/** Words up to the end of the command line; knows quotes and lines that go on after a backslash. */
function shellWords(text: string): { words: string[]; rest: string } {
  const token = /\\\n|'([^']*)'|"([^"]*)"|[ \t]+|\n|([^\s'"\\]+)/y;
  const words: string[] = [];
  let word: string | undefined;
  for (let match = token.exec(text); match !== null && match[0] !== '\n'; match = token.exec(text)) {
    const part = match[1] ?? match[2] ?? match[3];
    if (part !== undefined) word = (word ?? '') + part;
    else if (word !== undefined) {
      words.push(word);
      word = undefined;
    }
  }
  if (word !== undefined) words.push(word);
  return { words, rest: token.lastIndex === 0 ? '' : text.slice(token.lastIndex) };
}

/** `state-machine-arn` → `stateMachineArn`. */
function member(option: string): string {
  return option.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** Options whose value is a structure, not a text that may happen to be JSON. */
const STRUCTURES = ['logging-configuration'];

export function request(command: Command): { operation: string; input: Record<string, unknown> } {
  const inputs = [...command.options].filter(([option]) => option !== 'query');
  const operation = member(`-${command.name}`);
  const typed = (option: string, value: string) => (STRUCTURES.includes(option) ? JSON.parse(value) : value);
  const members = inputs.map(([option, value]) => [member(option), typed(option, value)]);
  return { operation, input: Object.fromEntries(members) };
}

/** The three forms of JMESPath that the documentation uses: `a`, `[a, b]` and `a[].b`. */
export function query(expression: string, answer: Record<string, unknown>): unknown {
  const list = /^\[(.*)\]$/.exec(expression);
  if (list) return (list[1] ?? '').split(',').map((name) => answer[name.trim()]);
  const [items, name] = expression.split('[].');
  if (name === undefined) return answer[expression];
  return (answer[items ?? ''] as Record<string, unknown>[]).map((item) => item[name]);
}
