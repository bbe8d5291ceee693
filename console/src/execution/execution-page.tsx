/** The page of one execution. */
import { Page } from '../ui/layout.tsx';

export function ExecutionPage({ executionArn }: { readonly executionArn: string }) {
  return <Page title={executionArn}>{null}</Page>;
}
