/** A loopback server that stands in for an AWS service of the JSON protocols: keeps requests, answers as it is told. */
import type { IncomingHttpHeaders, Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface Request {
  readonly operation: string;
  readonly headers: IncomingHttpHeaders;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into it as they like
  readonly body: any;
}

export class StandIn {
  readonly requests: Request[] = [];
  answer: (request: Request) => { readonly status?: number; readonly body?: object } = () => ({});
  readonly #server: Server;

  private constructor() {
    this.#server = createServer(async (message, response) => {
      const operation = String(message.headers['x-amz-target']).split('.').pop() ?? '';
      const request = { operation, headers: message.headers, body: JSON.parse(await text(message)) };
      this.requests.push(request);
      const { status = 200, body = {} } = this.answer(request);
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
    });
  }

  static async start(): Promise<StandIn> {
    const standIn = new StandIn();
    await new Promise<void>((resolve) => standIn.#server.listen(0, '127.0.0.1', resolve));
    return standIn;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

/** Lets the AWS SDK in this process find the stand-in under `variable`, and nothing else. Answers with what undoes it. */
export function pointSdkAt(variable: string, url: string): () => void {
  const saved = { ...process.env };
  for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) delete process.env[name];
  Object.assign(process.env, {
    [variable]: url,
    AWS_CONFIG_FILE: '/nonexistent',
    AWS_SHARED_CREDENTIALS_FILE: '/nonexistent',
    AWS_EC2_METADATA_DISABLED: 'true',
  });
  return () => {
    process.env = saved;
  };
}
