/**
 * A stand-in for Lambda on the loopback interface, in a thread of its own. Servers under test and peers call it alike.
 */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

export interface LambdaFunction {
  readonly url: string;
  close(): Promise<void>;
}

export async function startLambda(): Promise<LambdaFunction> {
  const worker = new Worker(new URL('./lambda-thread.ts', import.meta.url));
  const [port] = (await once(worker, 'message')) as [number];
  return { url: `http://127.0.0.1:${port}`, close: async () => void (await worker.terminate()) };
}
