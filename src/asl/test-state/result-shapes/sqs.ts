/**
 * What operations of SQS give back: outputs of the API model of 2012-11-05 ("" has none). Form: shape-syntax.ts.
 * Generated; not to be edited.
 */
import type { ServiceShapes } from './shape-syntax.ts';

export const sqsShapes: ServiceShapes = {
  operations: {
    AddPermission: '',
    CancelMessageMoveTask: 'CancelMessageMoveTaskResult',
    ChangeMessageVisibility: '',
    ChangeMessageVisibilityBatch: 'ChangeMessageVisibilityBatchResult',
    CreateQueue: 'CreateQueueResult',
    DeleteMessage: '',
    DeleteMessageBatch: 'DeleteMessageBatchResult',
    DeleteQueue: '',
    GetQueueAttributes: 'GetQueueAttributesResult',
    GetQueueUrl: 'GetQueueUrlResult',
    ListDeadLetterSourceQueues: 'ListDeadLetterSourceQueuesResult',
    ListMessageMoveTasks: 'ListMessageMoveTasksResult',
    ListQueueTags: 'ListQueueTagsResult',
    ListQueues: 'ListQueuesResult',
    PurgeQueue: '',
    ReceiveMessage: 'ReceiveMessageResult',
    RemovePermission: '',
    SendMessage: 'SendMessageResult',
    SendMessageBatch: 'SendMessageBatchResult',
    SetQueueAttributes: '',
    StartMessageMoveTask: 'StartMessageMoveTaskResult',
    TagQueue: '',
    UntagQueue: '',
  },
  structures: {
    CancelMessageMoveTaskResult: 'ApproximateNumberOfMessagesMoved: n',
    ChangeMessageVisibilityBatchResult:
      'Successful!: [#ChangeMessageVisibilityBatchResultEntry]; Failed!: [#BatchResultErrorEntry]',
    ChangeMessageVisibilityBatchResultEntry: 'Id!: s',
    BatchResultErrorEntry: 'Id!: s; SenderFault!: b; Code!: s; Message: s',
    CreateQueueResult: 'QueueUrl: s',
    DeleteMessageBatchResult: 'Successful!: [#DeleteMessageBatchResultEntry]; Failed!: [#BatchResultErrorEntry]',
    DeleteMessageBatchResultEntry: 'Id!: s',
    GetQueueAttributesResult: 'Attributes: {s}',
    GetQueueUrlResult: 'QueueUrl: s',
    ListDeadLetterSourceQueuesResult: 'QueueUrls!: [s]; NextToken: s',
    ListMessageMoveTasksResult: 'Results: [#ListMessageMoveTasksResultEntry]',
    ListMessageMoveTasksResultEntry:
      'TaskHandle: s; Status: s; SourceArn: s; DestinationArn: s; MaxNumberOfMessagesPerSecond: n; ApproximateNumberOfMessagesMoved: n; ApproximateNumberOfMessagesToMove: n; FailureReason: s; StartedTimestamp: n',
    ListQueueTagsResult: 'Tags: {s}',
    ListQueuesResult: 'QueueUrls: [s]; NextToken: s',
    ReceiveMessageResult: 'Messages: [#Message]',
    Message:
      'MessageId: s; ReceiptHandle: s; MD5OfBody: s; Body: s; Attributes: {s}; MD5OfMessageAttributes: s; MessageAttributes: {#MessageAttributeValue}',
    MessageAttributeValue: 'StringValue: s; BinaryValue: s; StringListValues: [s]; BinaryListValues: [s]; DataType!: s',
    SendMessageResult:
      'MD5OfMessageBody: s; MD5OfMessageAttributes: s; MD5OfMessageSystemAttributes: s; MessageId: s; SequenceNumber: s',
    SendMessageBatchResult: 'Successful!: [#SendMessageBatchResultEntry]; Failed!: [#BatchResultErrorEntry]',
    SendMessageBatchResultEntry:
      'Id!: s; MessageId!: s; MD5OfMessageBody!: s; MD5OfMessageAttributes: s; MD5OfMessageSystemAttributes: s; SequenceNumber: s',
    StartMessageMoveTaskResult: 'TaskHandle: s',
  },
};
