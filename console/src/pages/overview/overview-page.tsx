/** Overview. */
import { Page } from '../../ui/layout.tsx';

export function OverviewPage() {
  return <Page title="Overview">{null}</Page>;
}
