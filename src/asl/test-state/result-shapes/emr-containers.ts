/**
 * What the optimised integrations of EMR on EKS give back: outputs of the API model of 2020-10-01 ("" has none). Form: shape-syntax.ts.
 * Generated; not to be edited.
 */
import type { ServiceShapes } from './shape-syntax.ts';

export const emrContainersShapes: ServiceShapes = {
  operations: {
    CreateVirtualCluster: 'CreateVirtualClusterResponse',
    DeleteVirtualCluster: 'DeleteVirtualClusterResponse',
    StartJobRun: 'StartJobRunResponse',
  },
  structures: {
    CreateVirtualClusterResponse: 'Id: s(1..64); Name: s(1..64); Arn: s(60..1024)',
    DeleteVirtualClusterResponse: 'Id: s(1..64)',
    StartJobRunResponse: 'Id: s(1..64); Name: s(1..64); Arn: s(60..1024); VirtualClusterId: s(1..64)',
  },
};
