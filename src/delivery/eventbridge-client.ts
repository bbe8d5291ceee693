/**
 * PutEvents of EventBridge through the AWS SDK: one client per Region (for a stand-in also per account), on the same
 * connections. The SDK is loaded with the first call and repeats nothing: queues do.
 */
import type { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import type { Realm } from '../aws/arn.ts';
import { type Environment, standInCredentials } from '../integrations/aws-credentials.ts';
import { AwsHttpHandler } from '../integrations/aws-http-handler.ts';

export interface BusEvent {
  readonly source: string;
  readonly detailType: string;
  /** JSON text. */
  readonly detail: string;
  readonly resources: readonly string[];
  readonly timeMs: number;
}

export interface PutFailure {
  readonly code: string;
  readonly message?: string;
}

export interface EventBus {
  /** Answers with one member for each event, undefined where it was taken. Rejects with an error named as its code. */
  putEvents(realm: Realm, events: readonly BusEvent[], signal: AbortSignal): Promise<(PutFailure | undefined)[]>;
  close(): void;
}

const MAX_ANSWER_BYTES = 1024 * 1024;
const REQUEST_TIMEOUT_MS = 30_000;
const MAX_CLIENTS = 100;

type Sdk = typeof import('@aws-sdk/client-eventbridge');

export class EventBridgeClients implements EventBus {
  readonly #environment: Environment;
  readonly #handler = new AwsHttpHandler({ maxAnswerBytes: MAX_ANSWER_BYTES, requestTimeoutMs: REQUEST_TIMEOUT_MS });
  readonly #clients = new Map<string, EventBridgeClient>();

  constructor(environment: Environment = process.env) {
    this.#environment = environment;
  }

  async putEvents(realm: Realm, events: readonly BusEvent[], signal: AbortSignal): Promise<(PutFailure | undefined)[]> {
    const sdk = await loadSdk();
    const Entries = events.map(({ source, detailType, detail, resources, timeMs }) => ({
      Source: source,
      DetailType: detailType,
      Detail: detail,
      Resources: [...resources],
      Time: new Date(timeMs),
    }));
    const output = await this.#client(sdk, realm).send(new sdk.PutEventsCommand({ Entries }), { abortSignal: signal });
    return events.map((_, i) => {
      const { ErrorCode, ErrorMessage } = output.Entries?.[i] ?? {};
      if (!ErrorCode) return undefined;
      return { code: ErrorCode, ...(ErrorMessage !== undefined && { message: ErrorMessage }) };
    });
  }

  close(): void {
    this.#clients.clear();
    this.#handler.destroy();
  }

  #client(sdk: Sdk, { region, account }: Realm): EventBridgeClient {
    const credentials = standInCredentials(this.#environment, 'EVENTBRIDGE', account);
    const key = credentials === undefined ? region : `${region}/${account}`;
    let client = this.#clients.get(key);
    if (client === undefined) {
      if (this.#clients.size >= MAX_CLIENTS) this.#clients.clear();
      client = new sdk.EventBridgeClient({
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
  loading ??= import('@aws-sdk/client-eventbridge');
  return loading;
}
