/**
 * What the optimised integrations of Batch give back: outputs of the API model of 2016-08-10 ("" has none). Form: shape-syntax.ts.
 * Generated; not to be edited.
 */
import type { ServiceShapes } from './shape-syntax.ts';

export const batchShapes: ServiceShapes = {
  operations: {
    SubmitJob: 'SubmitJobResponse',
  },
  structures: {
    SubmitJobResponse: 'JobArn: s; JobName!: s; JobId!: s',
  },
};
