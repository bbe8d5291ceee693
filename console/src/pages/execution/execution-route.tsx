/** The address of an execution: a page of its own for each, so that nothing of the one before stays. */
import { useParams } from '@tanstack/react-router';
import { ExecutionPage } from '../../execution/execution-page.tsx';

export function ExecutionRoute() {
  const { executionArn } = useParams({ from: '/executions/$executionArn' });
  return <ExecutionPage key={executionArn} executionArn={executionArn} />;
}
