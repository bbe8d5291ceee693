/**
 * What the optimised integrations of SageMaker give back: outputs of the API model of 2017-07-24 ("" has none). Form: shape-syntax.ts.
 * Generated; not to be edited.
 */
import type { ServiceShapes } from './shape-syntax.ts';

export const sagemakerShapes: ServiceShapes = {
  operations: {
    CreateTrainingJob: 'CreateTrainingJobResponse',
    CreateTransformJob: 'CreateTransformJobResponse',
    CreateProcessingJob: 'CreateProcessingJobResponse',
    CreateHyperParameterTuningJob: 'CreateHyperParameterTuningJobResponse',
    CreateLabelingJob: 'CreateLabelingJobResponse',
    CreateModel: 'CreateModelOutput',
    CreateEndpoint: 'CreateEndpointOutput',
    CreateEndpointConfig: 'CreateEndpointConfigOutput',
    UpdateEndpoint: 'UpdateEndpointOutput',
  },
  structures: {
    CreateTrainingJobResponse: 'TrainingJobArn!: s(..256)',
    CreateTransformJobResponse: 'TransformJobArn!: s(..256)',
    CreateProcessingJobResponse: 'ProcessingJobArn!: s(..256)',
    CreateHyperParameterTuningJobResponse: 'HyperParameterTuningJobArn!: s(..256)',
    CreateLabelingJobResponse: 'LabelingJobArn!: s(..2048)',
    CreateModelOutput: 'ModelArn!: s(20..2048)',
    CreateEndpointOutput: 'EndpointArn!: s(20..2048)',
    CreateEndpointConfigOutput: 'EndpointConfigArn!: s(20..2048)',
    UpdateEndpointOutput: 'EndpointArn!: s(20..2048)',
  },
};
