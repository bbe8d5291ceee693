/** Import. */
import { Page } from '../../ui/layout.tsx';

export function ImportPage() {
  return <Page title="Import">{null}</Page>;
}
