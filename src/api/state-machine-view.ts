/**
 * State machines as the API shows them. Source: API reference, DescribeStateMachine,
 * DescribeStateMachineForExecution, StateMachineListItem. Members that have no value are left out.
 */
import type { JsonObject } from '../asl/json.ts';
import { variableReferences } from '../asl/validate/variables.ts';
import { parseStateMachineArn } from '../aws/arn.ts';
import type { DescribedStateMachine } from '../engine/service.ts';
import type { ExecutionRow, RevisionRow, StateMachineRow } from '../store/store.ts';
import type { Configuration } from './configuration.ts';
import { epochSeconds } from './timestamps.ts';

/** What METADATA_ONLY shows in place of the definition. */
const HIDDEN_DEFINITION = '{}';

/** A version shows its own ARN, date and description. */
export function describedStateMachine({ machine, revision, version }: DescribedStateMachine, includeData: boolean) {
  return {
    stateMachineArn: version?.arn ?? machine.arn,
    name: machine.name,
    status: machine.status,
    type: machine.type,
    creationDate: epochSeconds((version ?? machine).createdMs),
    ...(version?.description !== undefined && { description: version.description }),
    ...describedRevision(revision, includeData),
  };
}

export function describedForExecution(
  { machine, revision, execution }: DescribedStateMachine & { readonly execution: ExecutionRow },
  includeData: boolean,
) {
  const label = parseStateMachineArn(execution.stateMachineArn)?.label;
  return {
    stateMachineArn: machine.arn,
    name: machine.name,
    updateDate: epochSeconds(revision.createdMs),
    ...describedRevision(revision, includeData),
    ...(execution.mapRunArn !== undefined && { mapRunArn: execution.mapRunArn }),
    ...(label !== undefined && { label }),
  };
}

export function listedStateMachine(machine: StateMachineRow) {
  return {
    stateMachineArn: machine.arn,
    name: machine.name,
    type: machine.type,
    creationDate: epochSeconds(machine.createdMs),
  };
}

function describedRevision(revision: RevisionRow, includeData: boolean) {
  const configuration = JSON.parse(revision.configuration) as Configuration;
  return {
    definition: includeData ? revision.definition : HIDDEN_DEFINITION,
    roleArn: revision.roleArn,
    ...(revision.revisionId !== undefined && { revisionId: revision.revisionId }),
    loggingConfiguration: configuration.loggingConfiguration,
    tracingConfiguration: configuration.tracingConfiguration,
    encryptionConfiguration: configuration.encryptionConfiguration,
    ...(includeData && referencesOf(revision.definition)),
  };
}

/** Which states read which variables; left out when none does. */
function referencesOf(definition: string) {
  const references = variableReferences(JSON.parse(definition) as JsonObject);
  return Object.keys(references).length === 0 ? {} : { variableReferences: references };
}
