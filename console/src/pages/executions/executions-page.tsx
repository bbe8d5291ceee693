/** Executions. */
import { Page } from '../../ui/layout.tsx';

export function ExecutionsPage() {
  return <Page title="Executions">{null}</Page>;
}
