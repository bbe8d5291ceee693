/** Machines. */
import { Page } from '../../ui/layout.tsx';

export function MachinesPage() {
  return <Page title="Machines">{null}</Page>;
}
