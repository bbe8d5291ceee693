/**
 * What the optimised integrations of Glue DataBrew give back: outputs of the API model of 2017-07-25 ("" has none). Form: shape-syntax.ts.
 * Generated; not to be edited.
 */
import type { ServiceShapes } from './shape-syntax.ts';

export const databrewShapes: ServiceShapes = {
  operations: {
    StartJobRun: 'StartJobRunResponse',
  },
  structures: {
    StartJobRunResponse: 'RunId!: s(1..255)',
  },
};
