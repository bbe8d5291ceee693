/** MapRun. */
import { Page } from '../../ui/layout.tsx';

export function MapRunPage() {
  return <Page title="MapRun">{null}</Page>;
}
