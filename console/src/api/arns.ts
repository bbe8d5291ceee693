/** Parts of ARNs for people to read; texts that are no ARNs are given back as they are. */

/** `Order` of `arn:aws:states:…:stateMachine:Order:3` or of `…:stateMachine:Order/Label`. */
export function machineName(stateMachineArn: string): string {
  return stateMachineArn.split(':')[6] ?? stateMachineArn;
}

/** The last part: name of an execution, version, label of a map run. */
export function lastPart(arn: string): string {
  return arn.split(':').at(-1) ?? arn;
}

/** The state machine's own ARN, without version, alias or label. */
export function unqualified(stateMachineArn: string): string {
  return stateMachineArn.split(':').slice(0, 7).join(':').split('/', 1)[0] as string;
}

/** The ARN of the machine that an execution's ARN names. */
export function machineOfExecution(executionArn: string): string {
  const [arn, partition, service, region, account, , name = ''] = executionArn.split(':');
  return `${arn}:${partition}:${service}:${region}:${account}:stateMachine:${name.split('/', 1)[0]}`;
}
