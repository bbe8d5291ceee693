/**
 * The API quotas of AWS, for those who want to meet them before they move there (`--quotas aws`): a token bucket per
 * account, Region and operation. Source: "Quotas related to API action throttling" of the Step Functions quotas, with the
 * values of us-east-1, us-west-2 and eu-west-1; StartExecution as for STANDARD, as its quota does not depend on more than
 * the request says. Operations that AWS does not list have none.
 */
import type { Realm } from '../aws/arn.ts';

/** Bucket size, and tokens that come back in a second. */
type Quota = readonly [bucket: number, perSecond: number];

export const AWS_QUOTAS: Readonly<Record<string, Quota>> = {
  CreateActivity: [100, 1],
  CreateStateMachine: [100, 1],
  CreateStateMachineAlias: [100, 1],
  DeleteActivity: [100, 1],
  DeleteStateMachine: [100, 1],
  DeleteStateMachineAlias: [100, 1],
  DeleteStateMachineVersion: [100, 1],
  DescribeActivity: [200, 1],
  DescribeExecution: [300, 15],
  DescribeMapRun: [200, 1],
  DescribeStateMachine: [200, 20],
  DescribeStateMachineAlias: [200, 1],
  DescribeStateMachineForExecution: [200, 1],
  GetActivityTask: [3000, 500],
  GetExecutionHistory: [400, 20],
  ListActivities: [100, 10],
  ListExecutions: [200, 5],
  ListMapRuns: [100, 1],
  ListStateMachineAliases: [100, 1],
  ListStateMachineVersions: [100, 1],
  ListStateMachines: [100, 5],
  ListTagsForResource: [100, 1],
  PublishStateMachineVersion: [100, 1],
  RedriveExecution: [1300, 300],
  SendTaskFailure: [3000, 500],
  SendTaskHeartbeat: [3000, 500],
  SendTaskSuccess: [3000, 500],
  StartExecution: [1300, 300],
  StopExecution: [1000, 200],
  TagResource: [200, 1],
  TestState: [1, 1],
  UntagResource: [200, 1],
  UpdateMapRun: [100, 1],
  UpdateStateMachine: [100, 1],
  UpdateStateMachineAlias: [100, 1],
  ValidateStateMachineDefinition: [100, 1],
};

/** Buckets kept; those of accounts that ask for little are forgotten first, which gives them no more than they had. */
const MAX_BUCKETS = 10_000;

interface Bucket {
  tokens: number;
  atMs: number;
}

export class Quotas {
  readonly #buckets = new Map<string, Bucket>();
  readonly #nowMs: () => number;

  constructor(nowMs: () => number = () => performance.now()) {
    this.#nowMs = nowMs;
  }

  /** Takes a token; false: there is none. */
  take(operation: string, { account, region }: Realm): boolean {
    const quota = Object.hasOwn(AWS_QUOTAS, operation) ? AWS_QUOTAS[operation] : undefined;
    if (quota === undefined) return true;
    const bucket = this.#bucket(`${account}/${region}/${operation}`, quota);
    if (bucket.tokens < 1) return false;
    bucket.tokens--;
    return true;
  }

  /** Filled up to now, and the youngest of all. */
  #bucket(key: string, [size, perSecond]: Quota): Bucket {
    const nowMs = this.#nowMs();
    const known = this.#buckets.get(key) ?? { tokens: size, atMs: nowMs };
    known.tokens = Math.min(size, known.tokens + ((nowMs - known.atMs) / 1000) * perSecond);
    known.atMs = nowMs;
    this.#buckets.delete(key);
    this.#buckets.set(key, known);
    if (this.#buckets.size > MAX_BUCKETS) this.#buckets.delete(this.#buckets.keys().next().value as string);
    return known;
  }
}
