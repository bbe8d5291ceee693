/**
 * ListExecutions, newest first: of a machine, version, alias or Map Run. A page starts below the key of the last
 * execution shown, so tokens stay good while executions are added.
 * Errors of the request itself: InvalidArn, InvalidToken, ValidationException (arguments that exclude each other).
 */
import { apiErrors } from '../../aws/api-error.ts';
import type { Realm } from '../../aws/arn.ts';
import type { ExecutionQuery, ExecutionSummary } from '../../store/store.ts';
import { requireMapRunArn, requireStateMachineArn } from '../arns.ts';
import { listedExecution } from '../execution-view.ts';
import type { Input } from '../model.ts';
import type { Operation } from '../operation.ts';
import { cutPage, pageSize } from '../paging.ts';

type ListInput = Input<'ListExecutions'>;

export const listExecutions: Operation<'ListExecutions'> = {
  name: 'ListExecutions',
  async handle(input, { service, realm, tokens }) {
    const { stateMachineArn, mapRunArn, statusFilter, redriveFilter, nextToken } = input;
    const whose = subject(input, realm);
    const query = [stateMachineArn ?? mapRunArn, statusFilter, redriveFilter];
    const size = pageSize(input.maxResults);
    // No execution has this status: it is one of the items of a Map Run that are still to be redriven.
    if (statusFilter === 'PENDING_REDRIVE') return { executions: [] };
    const rows = await service.listExecutions({
      ...whose,
      ...(statusFilter && { status: statusFilter }),
      ...(nextToken !== undefined && { beforeId: Number(tokens.open(this.name, query, nextToken)) }),
      limit: size + 1,
    });
    const { page, last } = cutPage(rows, size);
    return {
      executions: page.filter((row) => passes(row, redriveFilter)).map((row) => listedExecution(row, !!mapRunArn)),
      ...(last && { nextToken: tokens.issue(this.name, query, String(last.id)) }),
    };
  },
};

/** Whose executions are asked for. */
function subject(input: ListInput, realm: Realm): Pick<ExecutionQuery, SubjectMember> {
  const { stateMachineArn, mapRunArn } = input;
  if (stateMachineArn !== undefined && mapRunArn !== undefined) {
    throw apiErrors.validation('Only one of stateMachineArn and mapRunArn can be specified');
  }
  if (mapRunArn !== undefined) {
    requireMapRunArn(mapRunArn, realm);
    return { mapRunArn };
  }
  if (stateMachineArn === undefined) {
    throw apiErrors.validation('Either stateMachineArn or mapRunArn must be specified', 'MISSING_REQUIRED_PARAMETER');
  }
  return machineSubject(stateMachineArn, input, realm);
}

type SubjectMember = 'stateMachineArn' | 'versionArn' | 'aliasArn' | 'mapRunArn';

function machineSubject(text: string, input: ListInput, realm: Realm): Pick<ExecutionQuery, SubjectMember> {
  const { qualifier } = requireStateMachineArn(text, realm);
  if (input.redriveFilter !== undefined) throw apiErrors.validation('redriveFilter can only be used with mapRunArn');
  if (input.statusFilter === 'PENDING_REDRIVE') {
    throw apiErrors.validation('The status PENDING_REDRIVE can only be used with mapRunArn');
  }
  if (qualifier === undefined) return { stateMachineArn: text };
  return /^\d+$/.test(qualifier) ? { versionArn: text } : { aliasArn: text };
}

function passes(row: ExecutionSummary, filter: ListInput['redriveFilter']): boolean {
  return filter === undefined || row.redriveCount > 0 === (filter === 'REDRIVEN');
}
