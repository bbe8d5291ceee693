/** Machine. */
import { Page } from '../../ui/layout.tsx';

export function MachinePage() {
  return <Page title="Machine">{null}</Page>;
}
