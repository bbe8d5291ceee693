/**
 * What the optimised integrations of EMR Serverless give back: outputs of the API model of 2021-07-13 ("" has none). Form: shape-syntax.ts.
 * Generated; not to be edited.
 */
import type { ServiceShapes } from './shape-syntax.ts';

export const emrServerlessShapes: ServiceShapes = {
  operations: {
    CreateApplication: 'CreateApplicationResponse',
    StartApplication: 'StartApplicationResponse',
    StopApplication: 'StopApplicationResponse',
    DeleteApplication: 'DeleteApplicationResponse',
    StartJobRun: 'StartJobRunResponse',
    CancelJobRun: 'CancelJobRunResponse',
  },
  structures: {
    CreateApplicationResponse: 'ApplicationId!: s(1..64); Name: s(1..64); Arn!: s(60..1024)',
    StartApplicationResponse: '',
    StopApplicationResponse: '',
    DeleteApplicationResponse: '',
    StartJobRunResponse: 'ApplicationId!: s(1..64); JobRunId!: s(1..64); Arn!: s(60..1024)',
    CancelJobRunResponse: 'ApplicationId!: s(1..64); JobRunId!: s(1..64)',
  },
};
