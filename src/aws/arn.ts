/**
 * ARNs of Step Functions resources: taken apart and put together.
 * Source: Service Authorization Reference, "Resource types defined by AWS Step Functions".
 */

export interface Arn {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly account: string;
  /** Everything behind the fifth colon, for example `stateMachine:Orders:3`. */
  readonly resource: string;
}

/** Account and Region that a request speaks for; part of every key. */
export interface Realm {
  readonly account: string;
  readonly region: string;
}

/** Takes an ARN apart, or returns undefined when `text` is not one. */
export function parseArn(text: string): Arn | undefined {
  if (!text.startsWith('arn:')) return undefined;
  const afterPartition = text.indexOf(':', 4);
  const afterService = text.indexOf(':', afterPartition + 1);
  const afterRegion = text.indexOf(':', afterService + 1);
  const afterAccount = text.indexOf(':', afterRegion + 1);
  if (afterPartition < 0 || afterService < 0 || afterRegion < 0 || afterAccount < 0) return undefined;
  const partition = text.slice(4, afterPartition);
  const service = text.slice(afterPartition + 1, afterService);
  const resource = text.slice(afterAccount + 1);
  if (!partition || !service || !resource) return undefined;
  const region = text.slice(afterService + 1, afterRegion);
  return { partition, service, region, account: text.slice(afterRegion + 1, afterAccount), resource };
}

export interface StateMachineRef extends Realm {
  /** ARN without version or alias. */
  readonly arn: string;
  readonly name: string;
  /** Version number or alias name behind the name. */
  readonly qualifier?: string;
  /** Label of a Distributed Map behind the name. */
  readonly label?: string;
}

/** State machine ARNs that were taken apart lately: each is asked for several times an execution. */
const parsed = new Map<string, StateMachineRef>();
const MAX_PARSED = 1000;

/** Takes a (possibly qualified) state machine ARN apart; undefined when it is not one. */
export function parseStateMachineArn(text: string): StateMachineRef | undefined {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  const ref = readStateMachineArn(text);
  if (ref === undefined || text.length > MAX_ARN_LENGTH) return ref;
  if (parsed.size >= MAX_PARSED) parsed.clear();
  parsed.set(text, ref);
  return ref;
}

/** Longest ARN that is kept. Source: API reference, "Arn". */
const MAX_ARN_LENGTH = 256;

function readStateMachineArn(text: string): StateMachineRef | undefined {
  const arn = parseArn(text);
  if (arn?.service !== 'states' || !arn.region || !arn.account) return undefined;
  const [kind, fullName, qualifier, ...rest] = arn.resource.split(':');
  if (kind !== 'stateMachine' || !fullName || rest.length > 0 || qualifier === '') return undefined;
  const [name = '', label] = fullName.split('/', 2);
  const base = `arn:${arn.partition}:states:${arn.region}:${arn.account}:stateMachine:${fullName}`;
  return Object.freeze({
    arn: base,
    name,
    region: arn.region,
    account: arn.account,
    ...(qualifier !== undefined && { qualifier }),
    ...(label !== undefined && { label }),
  });
}

/** The partition that a Region belongs to. */
export function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  if (region.startsWith('us-gov-')) return 'aws-us-gov';
  return 'aws';
}

export function stateMachineArn(realm: Realm, name: string): string {
  return `arn:${partitionOf(realm.region)}:states:${realm.region}:${realm.account}:stateMachine:${name}`;
}

/** ARN of a STANDARD execution of the state machine with this (unqualified) ARN. */
export function executionArn(machineArn: string, executionName: string): string {
  return `${machineArn.replace(':stateMachine:', ':execution:')}:${executionName}`;
}

/** Region and account as one text, `us-east-1:123456789012`: a key. */
export function realmKey({ region, account }: Realm): string {
  return `${region}:${account}`;
}

/** The same of an ARN. */
export function realmKeyOf(arn: string): string {
  const beforeRegion = arn.indexOf(':', arn.indexOf(':', 4) + 1);
  const behindAccount = arn.indexOf(':', arn.indexOf(':', beforeRegion + 1) + 1);
  return arn.slice(beforeRegion + 1, behindAccount);
}

/** The account and Region an ARN belongs to. */
export function realmOf(text: string): Realm {
  const arn = parseArn(text);
  return { account: arn?.account ?? '', region: arn?.region ?? '' };
}
