/**
 * CreateLogStream and PutLogEvents of CloudWatch Logs through the AWS SDK: one client per Region (for a stand-in also
 * per account), on the same connections. The SDK is loaded with the first call and repeats nothing: queues do.
 */
import type { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { type Environment, standInCredentials } from '../integrations/aws-credentials.ts';
import { AwsHttpHandler } from '../integrations/aws-http-handler.ts';
import type { LogGroup } from './logging-settings.ts';

export interface LogEvent {
  readonly timestamp: number;
  readonly message: string;
}

/** Both reject with an error whose `name` is the code that the service gave. */
export interface CloudWatchLogs {
  createLogStream(group: LogGroup, stream: string, signal: AbortSignal): Promise<void>;
  /** Answers with how many of the events were too old, too new or expired. */
  putLogEvents(group: LogGroup, stream: string, events: readonly LogEvent[], signal: AbortSignal): Promise<number>;
  close(): void;
}

const MAX_ANSWER_BYTES = 1024 * 1024;
const REQUEST_TIMEOUT_MS = 30_000;
const MAX_CLIENTS = 100;

type Sdk = typeof import('@aws-sdk/client-cloudwatch-logs');

export class CloudWatchLogsClients implements CloudWatchLogs {
  readonly #environment: Environment;
  readonly #handler = new AwsHttpHandler({ maxAnswerBytes: MAX_ANSWER_BYTES, requestTimeoutMs: REQUEST_TIMEOUT_MS });
  readonly #clients = new Map<string, CloudWatchLogsClient>();

  constructor(environment: Environment = process.env) {
    this.#environment = environment;
  }

  async createLogStream(group: LogGroup, stream: string, signal: AbortSignal): Promise<void> {
    const sdk = await loadSdk();
    const command = new sdk.CreateLogStreamCommand({ logGroupName: group.name, logStreamName: stream });
    await this.#client(sdk, group).send(command, { abortSignal: signal });
  }

  async putLogEvents(
    group: LogGroup,
    stream: string,
    events: readonly LogEvent[],
    signal: AbortSignal,
  ): Promise<number> {
    const sdk = await loadSdk();
    const input = { logGroupName: group.name, logStreamName: stream, logEvents: [...events] };
    const output = await this.#client(sdk, group).send(new sdk.PutLogEventsCommand(input), { abortSignal: signal });
    const { tooOldLogEventEndIndex, expiredLogEventEndIndex, tooNewLogEventStartIndex } =
      output.rejectedLogEventsInfo ?? {};
    const old = Math.max(tooOldLogEventEndIndex ?? 0, expiredLogEventEndIndex ?? 0);
    return old + (events.length - (tooNewLogEventStartIndex ?? events.length));
  }

  close(): void {
    this.#clients.clear();
    this.#handler.destroy();
  }

  #client(sdk: Sdk, { region, account }: LogGroup): CloudWatchLogsClient {
    const credentials = standInCredentials(this.#environment, 'CLOUDWATCH_LOGS', account);
    const key = credentials === undefined ? region : `${region}/${account}`;
    let client = this.#clients.get(key);
    if (client === undefined) {
      if (this.#clients.size >= MAX_CLIENTS) this.#clients.clear();
      client = new sdk.CloudWatchLogsClient({
        region,
        maxAttempts: 1,
        requestHandler: this.#handler,
        ...(credentials && { credentials }),
      });
      this.#clients.set(key, client);
    }
    return client;
  }
}

let loading: Promise<Sdk> | undefined;

function loadSdk(): Promise<Sdk> {
  loading ??= import('@aws-sdk/client-cloudwatch-logs');
  return loading;
}
