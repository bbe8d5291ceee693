/** The API over a real engine in this process, with virtual time and a store in memory; no sockets. */
import type { Json, JsonObject } from '../../asl/json.ts';
import { TestEngine, type TestEngineOptions } from '../../testkit/test-engine.ts';
import { createApi } from '../api.ts';
import { recordingLog } from '../workflow-service.fake.ts';

export const ROLE = 'arn:aws:iam::123456789012:role/r';
export const PREFIX = 'arn:aws:states:us-east-1:123456789012';
export const PASS = { StartAt: 'P', States: { P: { Type: 'Pass', End: true } } };
export const WAIT = { StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 600, End: true } } };

export class InProcessApi {
  readonly test: TestEngine;

  constructor(test: TestEngine) {
    this.test = test;
  }

  static async start(options: TestEngineOptions = {}): Promise<InProcessApi> {
    return new InProcessApi(await TestEngine.start(options));
  }

  /** What the operation answers; `{ __type, message, … }` when it refuses, with the code only as type. */
  async call(operation: string, input: object, account = '123456789012'): Promise<JsonObject> {
    const api = createApi({
      ...{ service: this.test.engine, defaultAccount: account, defaultRegion: 'us-east-1', tokenKey: 'key' },
      log: recordingLog(),
      nowMs: () => this.test.ports.nowMs(),
    });
    const target = `AWSStepFunctions.${operation}`;
    const { body } = await api.handle({ target, body: JSON.stringify(input) });
    const answer = JSON.parse(body) as JsonObject;
    const { __type: type } = answer;
    return typeof type === 'string' ? { ...answer, __type: type.replace(/^.*#/, '') } : answer;
  }

  /** The code and the message of a refusal. */
  async refusal(operation: string, input: object, account?: string): Promise<Json[]> {
    const { __type = null, message = null } = await this.call(operation, input, account);
    return [__type, message];
  }

  create(name: string, definition: object = PASS, more: object = {}): Promise<JsonObject> {
    const machine = { name, definition: JSON.stringify(definition), roleArn: ROLE, ...more };
    return this.call('CreateStateMachine', machine);
  }

  /** Creates a machine and publishes versions 1 to `count` of it. Answers with its ARN. */
  async versions(name: string, count: number): Promise<string> {
    const { stateMachineArn } = await this.create(name, PASS, { publish: true });
    for (let number = 2; number <= count; number++) await this.update(stateMachineArn as string, number);
    return stateMachineArn as string;
  }

  /** Changes the definition and publishes it. */
  update(stateMachineArn: string, number: number): Promise<JsonObject> {
    const definition = JSON.stringify({ ...PASS, Comment: `${number}` });
    return this.call('UpdateStateMachine', { stateMachineArn, definition, publish: true });
  }
}
