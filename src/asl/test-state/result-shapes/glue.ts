/**
 * What the optimised integrations of Glue give back: outputs of the API model of 2017-03-31 ("" has none). Form: shape-syntax.ts.
 * Generated; not to be edited.
 */
import type { ServiceShapes } from './shape-syntax.ts';

export const glueShapes: ServiceShapes = {
  operations: {
    StartJobRun: 'StartJobRunResponse',
  },
  structures: {
    StartJobRunResponse: 'JobRunId: s(1..255)',
  },
};
