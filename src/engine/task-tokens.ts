/**
 * Task tokens: opaque to their holders, and self-describing to us: they name the attempt that they complete and carry
 * an HMAC under the key of the installation, so that none can be guessed or altered. Nothing is stored for them;
 * whether the attempt still waits is for its execution to say. Spec of nested executions, "Task token rules".
 */
import type { TaskRef } from '../asl/execution.ts';
import type { Ports } from './ports.ts';

export interface TokenTarget extends TaskRef {
  readonly executionId: number;
}

export class TaskTokens {
  readonly #ports: Ports;
  readonly #key: string;

  constructor(ports: Ports, key: string) {
    this.#ports = ports;
    this.#key = key;
  }

  /** At most 1,024 characters, all of them safe in URLs and headers. */
  make({ executionId, path, taskId }: TokenTarget): string {
    const body = `${VERSION}.${executionId}.${taskId}.${path.replaceAll('.', '-')}`;
    return `${body}.${this.#mac(body)}`;
  }

  /** Undefined: we never gave this token out. */
  read(token: string): TokenTarget | undefined {
    const cut = token.lastIndexOf('.');
    if (cut < 0) return undefined;
    const body = token.slice(0, cut);
    if (!this.#ports.equalInConstantTime(token.slice(cut + 1), this.#mac(body))) return undefined;
    const [, executionId, taskId, path = ''] = body.split('.');
    return { executionId: Number(executionId), taskId: Number(taskId), path: path.replaceAll('-', '.') };
  }

  #mac(body: string): string {
    return this.#ports.hmac(this.#key, `task-token:${body}`);
  }
}

/** First part of every token, so that a later form can be told from this one. */
const VERSION = 'AQ1';
