/**
 * The operations that Stairwell has beside those of AWS, as data like model.ts: the shape of every input, and the
 * errors that it declares. `X-Amz-Target: Stairwell.<Operation>`; stock clients never send it.
 */
import type { OperationModel, Value } from '../model.ts';

const Arn = { type: 'string', min: 1, max: 256 } as const;
const PageSize = { type: 'integer', min: 0, max: 1000 } as const;
const PageToken = { type: 'string', min: 1, max: 1024 } as const;
const Flag = { type: 'boolean' } as const;
const Glob = { type: 'string', min: 1, max: 256 } as const;
const Text = { type: 'string', min: 1, max: 1024 } as const;
/** Seconds since the epoch. */
const Instant = { type: 'float', min: 0 } as const;
const ExecutionStatus = { type: 'string', enum: ['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED'] } as const;
const PayloadConditions = {
  type: 'list',
  max: 10,
  member: {
    type: 'structure',
    required: ['in', 'path', 'op'],
    members: {
      in: { type: 'string', enum: ['input', 'output'] },
      path: { type: 'string', min: 1, max: 1024 },
      op: { type: 'string', enum: ['=', '!=', 'contains', 'exists'] },
      value: { type: 'document' },
    },
  },
} as const;

/** Which executions are meant. */
const FILTER = {
  stateMachineArn: Arn,
  stateMachineName: Glob,
  status: { type: 'list', max: 5, member: ExecutionStatus },
  name: Glob,
  parentArn: Arn,
  rootArn: Arn,
  rootsOnly: Flag,
  mapRunArn: { type: 'string', min: 1, max: 2000 },
  startedAfter: Instant,
  startedBefore: Instant,
  error: Glob,
  text: Text,
  where: PayloadConditions,
} as const;

const STOP_REASON = {
  error: { type: 'string', max: 256, sensitive: true },
  cause: { type: 'string', max: 32768, sensitive: true },
} as const;
const ExecutionArns = { type: 'list', min: 1, max: 1000, member: Arn } as const;

const PAGE = { maxResults: PageSize, nextToken: PageToken } as const;

export const FilterInput = { type: 'structure', required: [], members: FILTER } as const;

export const EXTENSIONS = {
  SearchExecutions: {
    input: { type: 'structure', required: [], members: { ...FILTER, ...PAGE } },
    errors: ['InvalidArn', 'InvalidToken', 'ValidationException'],
  },
  GetExecutionTree: {
    input: {
      type: 'structure',
      required: ['executionArn'],
      members: { executionArn: Arn, maxDepth: { type: 'integer', min: 1 }, withRollup: Flag, ...PAGE },
    },
    errors: ['ExecutionDoesNotExist', 'InvalidArn', 'InvalidToken'],
  },
  ListChildExecutions: {
    input: {
      type: 'structure',
      required: ['executionArn'],
      members: { executionArn: Arn, status: ExecutionStatus, withRollup: Flag, ...PAGE },
    },
    errors: ['ExecutionDoesNotExist', 'InvalidArn', 'InvalidToken'],
  },
  GetExecutionAncestors: {
    input: { type: 'structure', required: ['executionArn'], members: { executionArn: Arn } },
    errors: ['ExecutionDoesNotExist', 'InvalidArn'],
  },
  CountExecutions: {
    input: FilterInput,
    errors: ['InvalidArn', 'ValidationException'],
  },
  FindFailingLeaf: {
    input: { type: 'structure', required: ['executionArn'], members: { executionArn: Arn } },
    errors: ['ExecutionDoesNotExist', 'InvalidArn'],
  },
  StopExecutionTree: {
    input: {
      type: 'structure',
      required: ['executionArn'],
      members: { executionArn: Arn, ...STOP_REASON, dryRun: Flag },
    },
    errors: ['ExecutionDoesNotExist', 'InvalidArn', 'ValidationException'],
  },
  RedriveExecutionTree: {
    input: { type: 'structure', required: ['executionArn'], members: { executionArn: Arn, dryRun: Flag } },
    errors: ['ExecutionDoesNotExist', 'ExecutionNotRedrivable', 'InvalidArn', 'ValidationException'],
  },
  StopExecutions: {
    input: {
      type: 'structure',
      required: [],
      members: { executionArns: ExecutionArns, ...FILTER, ...STOP_REASON, dryRun: Flag, ...PAGE },
    },
    errors: ['InvalidArn', 'InvalidToken', 'ValidationException'],
  },
  RedriveExecutions: {
    input: {
      type: 'structure',
      required: [],
      members: { executionArns: ExecutionArns, ...FILTER, dryRun: Flag, ...PAGE },
    },
    errors: ['InvalidArn', 'InvalidToken', 'ValidationException'],
  },
  ForkExecution: {
    input: {
      type: 'structure',
      required: ['executionArn', 'stateName'],
      members: {
        executionArn: Arn,
        stateName: { type: 'string', min: 1, max: 80 },
        input: { type: 'string', max: 262144, inBytes: true, sensitive: true },
        name: { type: 'string', min: 1, max: 80 },
        variables: { type: 'document' },
      },
    },
    errors: [
      'ExecutionAlreadyExists',
      'ExecutionDoesNotExist',
      'ExecutionLimitExceeded',
      'InvalidArn',
      'InvalidExecutionInput',
      'InvalidName',
      'StateMachineDeleting',
      'StateMachineDoesNotExist',
      'ValidationException',
    ],
  },
  GetOverview: { input: { type: 'structure', required: [], members: {} }, errors: [] },
  ListOpenTasks: {
    input: {
      type: 'structure',
      required: [],
      members: { kind: { type: 'string', enum: ['token', 'activity'] }, executionArn: Arn, ...PAGE },
    },
    errors: ['ExecutionDoesNotExist', 'InvalidArn', 'InvalidToken'],
  },
  GetMachineNesting: {
    input: { type: 'structure', required: [], members: { stateMachineArn: Arn } },
    errors: ['InvalidArn', 'StateMachineDoesNotExist'],
  },
} as const satisfies Readonly<Record<string, OperationModel>>;

export type ExtensionName = keyof typeof EXTENSIONS;

/** The input of an extension after it has been decoded and checked. */
export type ExtensionInput<N extends ExtensionName> = Value<(typeof EXTENSIONS)[N]['input']>;

/** The filter members of an input. */
export type FilterMembers = Value<typeof FilterInput>;

const BY_NAME: ReadonlyMap<string, OperationModel> = new Map(Object.entries(EXTENSIONS));

/** The extension with this exact name, or undefined. */
export function extensionModel(name: string): OperationModel | undefined {
  return BY_NAME.get(name);
}
