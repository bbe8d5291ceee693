/**
 * A small client of the Step Functions API (AWS JSON 1.0 over HTTP): just the operations that the command line uses.
 * Requests carry no signature; the server takes its default account and Region for them.
 * Times in answers are seconds since the epoch, with a fraction.
 */

export type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED' | 'PENDING_REDRIVE';

export interface ExecutionDescription {
  readonly executionArn: string;
  readonly stateMachineArn: string;
  readonly name: string;
  readonly status: ExecutionStatus;
  readonly startDate: number;
  readonly stopDate?: number;
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
}

/** The members of history events that the command line looks at. */
export interface HistoryEvent {
  readonly id: number;
  readonly previousEventId?: number;
  readonly type: string;
  readonly stateEnteredEventDetails?: { readonly name: string };
  readonly taskScheduledEventDetails?: { readonly resourceType: string; readonly resource: string };
  readonly taskSubmittedEventDetails?: { readonly output?: string };
  readonly taskSucceededEventDetails?: { readonly output?: string };
}

interface Page {
  readonly nextToken?: string;
}

interface Paging extends Page {
  readonly maxResults?: number;
}

export interface Operations {
  CreateStateMachine: {
    input: { name: string; definition: string; roleArn: string };
    output: { stateMachineArn: string };
  };
  ListStateMachines: {
    input: Paging;
    output: Page & { stateMachines: readonly { stateMachineArn: string; name: string; type: string }[] };
  };
  StartExecution: {
    input: { stateMachineArn: string; name?: string; input?: string };
    output: { executionArn: string; startDate: number };
  };
  DescribeExecution: { input: { executionArn: string }; output: ExecutionDescription };
  ListExecutions: {
    input: Paging & { stateMachineArn: string; statusFilter?: ExecutionStatus };
    output: Page & { executions: readonly { executionArn: string }[] };
  };
  StopExecution: { input: { executionArn: string; error?: string; cause?: string }; output: { stopDate: number } };
  RedriveExecution: { input: { executionArn: string }; output: { redriveDate: number } };
  GetExecutionHistory: {
    input: Paging & { executionArn: string; reverseOrder?: boolean };
    output: Page & { events: readonly HistoryEvent[] };
  };
}

export type OperationName = keyof Operations;

export interface ApiClient {
  call<O extends OperationName>(operation: O, input: Operations[O]['input']): Promise<Operations[O]['output']>;
}

/** An answer that is not 200; `code` is the part of `__type` behind `#`. */
export class ApiCallError extends Error {
  override readonly name = 'ApiCallError';
  readonly operation: string;
  readonly code: string;

  constructor(operation: string, code: string, message: string) {
    super(`${operation}: ${code}${message === '' ? '' : `: ${message}`}`);
    this.operation = operation;
    this.code = code;
  }
}

export function createClient(url: string): ApiClient {
  return { call: (operation, input) => post(url, 'AWSStepFunctions', operation, input) };
}

/** Calls an operation of a family, such as `AWSStepFunctions`. Throws ApiCallError. */
export async function post<T>(url: string, family: string, operation: string, input: object): Promise<T> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': `${family}.${operation}` },
    body: JSON.stringify(input),
  });
  const body = await response.text();
  if (!response.ok) throw failure(operation, response.status, body);
  return JSON.parse(body) as T;
}

function failure(operation: string, status: number, body: string): ApiCallError {
  try {
    const { __type: type, message } = JSON.parse(body) as { __type?: unknown; message?: unknown };
    if (typeof type === 'string') {
      return new ApiCallError(operation, type.replace(/^.*#/, ''), typeof message === 'string' ? message : '');
    }
  } catch {
    // Not an answer of this API; the status has to do.
  }
  return new ApiCallError(operation, `HTTP ${status}`, body.slice(0, 200));
}

/** Follows `nextToken` until there is none or `limit` items are there. */
export async function allPages<I extends Paging, O extends Page, T>(
  call: (input: I) => Promise<O>,
  input: I,
  items: (page: O) => readonly T[],
  limit = Number.POSITIVE_INFINITY,
): Promise<T[]> {
  const all: T[] = [];
  let nextToken: string | undefined;
  do {
    const page: O = await call(nextToken === undefined ? input : { ...input, nextToken });
    all.push(...items(page));
    nextToken = page.nextToken;
  } while (nextToken !== undefined && all.length < limit);
  return all;
}
