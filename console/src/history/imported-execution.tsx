/** The views of an execution on a history that comes from a file. */
import type { HistoryEvent } from '../api/operations.ts';

interface ImportedExecutionProps {
  readonly name: string;
  readonly events: readonly HistoryEvent[];
  readonly definition: string | undefined;
}

export function ImportedExecution({ events }: ImportedExecutionProps) {
  return <p>{events.length} events</p>;
}
