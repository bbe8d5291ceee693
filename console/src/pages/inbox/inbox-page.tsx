/** Inbox. */
import { Page } from '../../ui/layout.tsx';

export function InboxPage() {
  return <Page title="Inbox">{null}</Page>;
}
