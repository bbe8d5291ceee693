/**
 * HTTP under the AWS SDK clients: connections that are kept, answers that are bounded.
 * - No time limit of its own: TimeoutSeconds of a state is the limit, and aborts the request.
 * - An idle connection is dropped before usual servers drop it (Node's after 5 s): a request sent on a connection that
 *   the other side is just closing would fail, and nobody here may repeat it, for the function may have run.
 * - An answer longer than `maxAnswerBytes` is cut off with `AnswerTooLarge`, never buffered.
 */
import type { IncomingMessage } from 'node:http';
import { pipeline, Transform } from 'node:stream';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { CONNECTION_TIMEOUT_MS, keptConnections } from './kept-connections.ts';

export interface HttpHandlerOptions {
  readonly maxAnswerBytes: number;
  /** Longest wait for an answer; none when absent. */
  readonly requestTimeoutMs?: number;
  readonly idleSocketMs?: number;
}

/** Why an answer was cut off. */
export class AnswerTooLarge extends Error {
  override readonly name = 'AnswerTooLarge';
}

type Handle = NodeHttpHandler['handle'];

export class AwsHttpHandler extends NodeHttpHandler {
  readonly #maxAnswerBytes: number;

  constructor(options: HttpHandlerOptions) {
    super({
      ...keptConnections(options.idleSocketMs),
      connectionTimeout: CONNECTION_TIMEOUT_MS,
      socketTimeout: 0,
      ...(options.requestTimeoutMs !== undefined && {
        requestTimeout: options.requestTimeoutMs,
        throwOnRequestTimeout: true,
      }),
    });
    this.#maxAnswerBytes = options.maxAnswerBytes;
  }

  override async handle(...args: Parameters<Handle>): ReturnType<Handle> {
    const { response } = await super.handle(...args);
    const message: IncomingMessage = response.body;
    response.body = limitBytes(message, this.#maxAnswerBytes);
    return { response };
  }
}

function limitBytes(message: IncomingMessage, maxBytes: number): Transform {
  let bytes = 0;
  const limited = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes > maxBytes) done(new AnswerTooLarge(`The answer is longer than ${maxBytes} bytes`));
      else done(null, chunk);
    },
  });
  // Errors reach the reader of `limited`; the pipeline closes the other end.
  pipeline(message, limited, () => {});
  return limited;
}
