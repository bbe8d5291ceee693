/** What every file in extensions/ that is an operation exports. */
import type { OperationContext } from '../operation.ts';
import type { ExtensionInput, ExtensionName } from './model.ts';

export interface Extension<N extends ExtensionName = ExtensionName> {
  readonly name: N;
  /** `input` fits model.ts. Answers with the output; throws ApiError. */
  handle(input: ExtensionInput<N>, context: OperationContext): Promise<object>;
}
