/** `stairwell logs`: the history of an execution as lines, once or until it has ended. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { ApiClient, HistoryEvent } from '../client.ts';
import { createTerminal, cut, printable, type Terminal } from '../terminal.ts';
import { type EndpointOptions, running } from './endpoint.ts';
import { executionArn } from './reference.ts';
import { paint } from './text.ts';

export interface LogsOptions extends EndpointOptions {
  readonly follow?: true;
  readonly json?: true;
}

const FOLLOW_MS = 250;
const PAGE = 1000;

type Event = HistoryEvent & { readonly timestamp: number };

export function logs(reference: string, options: LogsOptions): Promise<void> {
  return running(options, async (server) => {
    const arn = await executionArn(server, reference);
    const terminal = createTerminal();
    const show = (event: Event) => {
      const line = options.json ? JSON.stringify(event) : eventLine(event, terminal);
      terminal.write(`${line}\n`);
    };
    let lastId = 0;
    for (;;) {
      // In this order: the history of an execution that is closed by now is complete.
      const { status } = await server.api.call('DescribeExecution', { executionArn: arn });
      for (const event of await eventsAfter(server.api, arn, lastId)) {
        show(event);
        lastId = event.id;
      }
      if (!options.follow || status !== 'RUNNING') return;
      await sleep(FOLLOW_MS);
    }
  });
}

/** From the newest back to the last that is known, so that following a long history costs little. */
async function eventsAfter(api: ApiClient, arn: string, lastId: number): Promise<Event[]> {
  const events: Event[] = [];
  let nextToken: string | undefined;
  do {
    const request = { executionArn: arn, maxResults: PAGE, reverseOrder: true, ...(nextToken && { nextToken }) };
    const page = await api.call('GetExecutionHistory', request);
    for (const event of page.events as readonly Event[]) {
      if (event.id <= lastId) return events.reverse();
      events.push(event);
    }
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return events.reverse();
}

/** `12:00:01.250   5 TaskStateEntered  Pay  {"amount":1}` */
export function eventLine(event: Event, terminal: Pick<Terminal, 'colour' | 'live' | 'unicode' | 'columns'>): string {
  const time = new Date(event.timestamp * 1000).toISOString().slice(11, 23);
  const head = `${time} ${String(event.id).padStart(4)} ${event.type.padEnd(TYPE_WIDTH)}`;
  const line = printable(`${head}  ${detailsText(event)}`).trimEnd();
  const shown = terminal.live ? cut(line, terminal.columns() - 1, terminal.unicode) : line;
  const look = lookOf(event.type);
  return look === undefined ? shown : paint(shown, look, terminal.colour);
}

const TYPE_WIDTH = 'LambdaFunctionScheduled'.length;

function lookOf(type: string) {
  if (/(Failed|TimedOut)$/.test(type)) return 'FAILED';
  if (type === 'ExecutionSucceeded') return 'SUCCEEDED';
  return /Aborted$/.test(type) ? 'ABORTED' : undefined;
}

/** Names and errors first, then what went in or came out. */
const SHOWN = ['name', 'resource', 'error', 'cause', 'redriveCount', 'workerName', 'input', 'parameters', 'output'];

function detailsText(event: Event): string {
  const details = Object.entries(event).find(([member]) => member.endsWith('EventDetails'))?.[1];
  if (typeof details !== 'object' || details === null) return '';
  const members = details as Readonly<Record<string, unknown>>;
  return SHOWN.flatMap((member) => (members[member] === undefined ? [] : [String(members[member])])).join('  ');
}
