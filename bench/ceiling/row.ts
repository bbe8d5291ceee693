/** What the ceiling stores of one execution. */
export interface Row {
  readonly id: number;
  readonly name: string;
  readonly machine: number;
  readonly status: 'RUNNING' | 'SUCCEEDED';
  readonly startSeconds: number;
  readonly stopSeconds: number | null;
  readonly input: string;
  readonly output: string | null;
  /** The events as GetExecutionHistory returns them; null while the execution runs. */
  readonly history: string | null;
}
