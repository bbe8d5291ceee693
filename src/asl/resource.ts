/** The `Resource` of a Task, taken apart. Source: "Integrating services with Step Functions". */
import { parseArn } from '../aws/arn.ts';
import type { Suffix } from './resource-table.ts';
import { isOptimised, isSdkAction } from './resource-table.ts';

export type Pattern = 'requestResponse' | 'sync' | 'waitForTaskToken';

export type Resource =
  /** `arn:aws:lambda:…:function:…`: the legacy form with the LambdaFunction… events. */
  | { readonly kind: 'lambda'; readonly arn: string }
  | { readonly kind: 'activity'; readonly arn: string }
  | {
      readonly kind: 'service';
      readonly arn: string;
      /** As in events: `states`, `lambda`, `aws-sdk:sfn`. */
      readonly resourceType: string;
      /** As in events: `startExecution.sync:2`. */
      readonly resource: string;
      /** Without suffix: `startExecution`. */
      readonly action: string;
      readonly pattern: Pattern;
      /** `.sync:2`. */
      readonly version2: boolean;
    };

/**
 * Takes the `Resource` of a Task apart; undefined when it names nothing a Task can do. The partition may be any
 * (`aws`, `aws-cn`, …); the Region and account of a service integration are empty.
 */
export function parseResource(text: string): Resource | undefined {
  const arn = parseArn(text);
  if (!arn || !/^aws[a-z-]*$/.test(arn.partition)) return undefined;
  const regional = arn.region !== '' && arn.account !== '';
  if (arn.service === 'lambda') return regional && isFunction(arn.resource) ? { kind: 'lambda', arn: text } : undefined;
  if (arn.service !== 'states') return undefined;
  if (regional) return /^activity:[^:]+$/.test(arn.resource) ? { kind: 'activity', arn: text } : undefined;
  return arn.region === '' && arn.account === '' ? parseServiceResource(text, arn.resource) : undefined;
}

/** `function:<name>`, perhaps with a version or alias. */
function isFunction(resource: string): boolean {
  return /^function:[^:]+(:[^:]+)?$/.test(resource);
}

const SUFFIX = /\.(sync|sync:2|waitForTaskToken)$/;

/** `states:startExecution.sync:2` or `aws-sdk:sfn:startExecution`. */
function parseServiceResource(arn: string, tail: string): Resource | undefined {
  const suffix = SUFFIX.exec(tail)?.[1] as Suffix | undefined;
  const full = suffix === undefined ? tail : tail.slice(0, -suffix.length - 1);
  const colon = full.lastIndexOf(':');
  if (colon < 0) return undefined;
  const resourceType = full.slice(0, colon);
  const action = full.slice(colon + 1);
  if (!isKnown(resourceType, action, suffix)) return undefined;
  const version2 = suffix === 'sync:2';
  const pattern = version2 ? 'sync' : (suffix ?? 'requestResponse');
  return { kind: 'service', arn, resourceType, resource: tail.slice(colon + 1), action, pattern, version2 };
}

const SDK = 'aws-sdk:';

function isKnown(resourceType: string, action: string, suffix: Suffix | undefined): boolean {
  if (!resourceType.startsWith(SDK)) return isOptimised(resourceType, action, suffix);
  const sync = suffix === 'sync' || suffix === 'sync:2';
  return !sync && isSdkAction(resourceType.slice(SDK.length), action);
}
