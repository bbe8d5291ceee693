/** What every file in operations/ exports. */
import type { Realm } from '../aws/arn.ts';
import type { WorkflowService } from '../engine/service.ts';
import type { Logger } from './logger.ts';
import type { Input, OperationName } from './model.ts';
import type { NextTokens } from './next-token.ts';

export interface OperationContext {
  readonly service: WorkflowService;
  /** Account and Region of the caller. */
  readonly realm: Realm;
  readonly tokens: NextTokens;
  /** For what whoever runs the server should know. */
  readonly log: Logger;
  /** Makes a signal that is aborted when the caller goes away; for operations that wait. */
  readonly whenGone?: (() => AbortSignal) | undefined;
  /** Of this server. */
  readonly about?: About | undefined;
  /** Milliseconds since the epoch. */
  nowMs(): number;
}

/** Its version, and the size of its data where that is known. */
export type About = () => Promise<{ readonly version: string; readonly storeBytes?: number }>;

export interface Operation<N extends OperationName = OperationName> {
  readonly name: N;
  /** `input` fits the API model. Answers with the output, or with its JSON text; throws ApiError. */
  handle(input: Input<N>, context: OperationContext): Promise<object | string>;
}
