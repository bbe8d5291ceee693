/** Calls of the Step Functions API over HttpClient: AWS JSON 1.0 with a signature that looks like one. */
import { HttpClient } from './http-client.ts';

export const ACCOUNT = '123456789012';
export const REGION = 'us-east-1';
export const ROLE = `arn:aws:iam::${ACCOUNT}:role/bench`;

const AUTHORIZATION = `AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260101/${REGION}/states/aws4_request, SignedHeaders=host;x-amz-date;x-amz-target, Signature=${'0'.repeat(64)}`;
const FIXED_HEADERS = `content-type: application/x-amz-json-1.0\r\nx-amz-date: 20260101T000000Z\r\nauthorization: ${AUTHORIZATION}\r\n`;

/** An error of the API; `code` is its name without namespace. */
export class SfnError extends Error {
  readonly code: string;

  constructor(operation: string, status: number, body: string) {
    super(`${operation}: HTTP ${status} ${body.slice(0, 300)}`);
    this.code = /"__type" *: *"(?:[^"]*#)?([^"]+)"/.exec(body)?.[1] ?? `HTTP ${status}`;
  }
}

export type Answer = Readonly<Record<string, unknown>>;

export class SfnClient {
  readonly #http: HttpClient;

  constructor(url: string, maxConnections: number) {
    this.#http = new HttpClient(url, maxConnections);
  }

  /** Opens so many connections before they are needed. */
  open(connections: number): Promise<void> {
    return this.#http.open(connections);
  }

  /** The body of the answer as text: what the hot loops use, which look into few answers. */
  async send(operation: string, body: string): Promise<string> {
    const headers = `x-amz-target: AWSStepFunctions.${operation}\r\n${FIXED_HEADERS}`;
    const answer = await this.#http.post('/', headers, body);
    if (answer.status !== 200) throw new SfnError(operation, answer.status, answer.body);
    return answer.body;
  }

  async call(operation: string, request: object): Promise<Answer> {
    return JSON.parse(await this.send(operation, JSON.stringify(request))) as Answer;
  }

  async createStateMachine(name: string, definition: object, type: 'STANDARD' | 'EXPRESS'): Promise<string> {
    const request = { name, definition: JSON.stringify(definition), roleArn: ROLE, type };
    return String((await this.call('CreateStateMachine', request))['stateMachineArn']);
  }

  async startExecution(stateMachineArn: string, name: string, input: string): Promise<string> {
    return String((await this.call('StartExecution', { stateMachineArn, name, input }))['executionArn']);
  }

  /** Whether any execution of the machine is RUNNING. */
  async isAnyRunning(stateMachineArn: string): Promise<boolean> {
    const request = { stateMachineArn, statusFilter: 'RUNNING', maxResults: 1 };
    return ((await this.call('ListExecutions', request))['executions'] as unknown[]).length > 0;
  }

  async countEvents(executionArn: string): Promise<number> {
    let count = 0;
    let nextToken: unknown;
    do {
      const page = await this.call('GetExecutionHistory', { executionArn, maxResults: 1000, nextToken });
      count += (page['events'] as unknown[]).length;
      nextToken = page['nextToken'];
    } while (nextToken !== undefined);
    return count;
  }

  close(): void {
    this.#http.close();
  }
}
