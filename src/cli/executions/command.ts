/** The arguments of the commands that ask a running server: tree, ls, logs, stop, redrive. */
import { type Command, InvalidArgumentError } from 'commander';
import type { RedriveOptions, StopOptions } from './change.ts';
import { addEndpoint } from './endpoint.ts';
import type { LogsOptions } from './logs.ts';
import type { LsOptions } from './ls.ts';
import type { TreeOptions } from './tree.ts';

const EXECUTION = 'ARN of the execution, or machine:name';

const QUERY = `
The query is made of words that must all hold:
  status:FAILED,TIMED_OUT   one of these statuses
  machine:Order*  name:x?   globs over the names of state machines and executions
  error:States.*            a glob over the name of the error
  since:2h  before:1d       started since, or before: 90s, 30m, 2h, 7d ago, or a date
  is:root                   not nested in another
  root:ARN  parent:ARN      of one tree, or the children of one execution
  input.$.order.id=42       a member of the input (or output.…): = or != a value, ~ contains it
  anything else             a part of the name, error or cause

Examples:
  stairwell ls                                   the newest executions
  stairwell ls is:root status:FAILED since:1d    what failed in the last day
  stairwell ls --json machine:Order* | jq .name  for programs: one JSON object a line
`;

export function addExecutions(program: Command): void {
  addTree(program);
  addLs(program);
  addLogs(program);
  addStop(program);
  addRedrive(program);
}

/** Loaded when needed: the other commands do not pay for it. */
function addTree(program: Command): void {
  addEndpoint(program.command('tree').argument('<execution>', EXECUTION))
    .description('show an execution and everything nested below it')
    .option('--watch', 'draw it again until all of it has ended')
    .option('--depth <levels>', 'levels below the execution', positive)
    .option('--limit <number>', 'executions that are shown at most', positive, 1000)
    .option('--json', 'print one JSON document, for programs')
    .action(async (reference: string, options: TreeOptions) => (await import('./tree.ts')).tree(reference, options));
}

function addLs(program: Command): void {
  addEndpoint(program.command('ls').argument('[query...]', 'which executions; see below'))
    .description('list executions of all state machines, newest first')
    .option('--limit <number>', 'executions that are shown at most', positive, 50)
    .option('--json', 'print one JSON object a line, for programs')
    .addHelpText('after', QUERY)
    .action(async (words: string[], options: LsOptions) => (await import('./ls.ts')).ls(words, options));
}

function addLogs(program: Command): void {
  addEndpoint(program.command('logs').argument('<execution>', EXECUTION))
    .description('print the history of an execution, an event a line')
    .option('-f, --follow', 'go on until the execution has ended')
    .option('--json', 'print one JSON object a line, for programs')
    .action(async (reference: string, options: LogsOptions) => (await import('./logs.ts')).logs(reference, options));
}

function addStop(program: Command): void {
  addEndpoint(program.command('stop').argument('<execution>', EXECUTION))
    .description('stop an execution')
    .option('--tree', 'and everything that runs below it, also what nobody waits for')
    .option('--error <name>', 'error that the execution ends with')
    .option('--cause <text>', 'and its cause')
    .action(async (reference: string, options: StopOptions) => (await import('./change.ts')).stop(reference, options));
}

function addRedrive(program: Command): void {
  addEndpoint(program.command('redrive').argument('<execution>', EXECUTION))
    .description('let an execution that failed go on')
    .option('--tree', 'inside the nested execution that failed, instead of starting another')
    .action(async (reference: string, options: RedriveOptions) =>
      (await import('./change.ts')).redrive(reference, options),
    );
}

function positive(text: string): number {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (value < 1) throw new InvalidArgumentError('It must be a whole number from 1.');
  return value;
}
