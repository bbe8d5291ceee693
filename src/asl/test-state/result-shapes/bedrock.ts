/**
 * What the optimised integrations of Bedrock give back: outputs of the API model of 2023-04-20 ("" has none). Form: shape-syntax.ts.
 * Generated; not to be edited.
 */
import type { ServiceShapes } from './shape-syntax.ts';

export const bedrockShapes: ServiceShapes = {
  operations: {
    CreateModelCustomizationJob: 'CreateModelCustomizationJobResponse',
  },
  structures: {
    CreateModelCustomizationJobResponse: 'JobArn!: s(..1011)',
  },
};
