/** What stands in place of a page that is not there or broke. */
import { Link } from '@tanstack/react-router';
import { Compass } from 'lucide-react';
import { Empty, Failure, Page } from '../ui/layout.tsx';

export function NotFound() {
  return (
    <Page title="Not found">
      <Empty icon={<Compass size={22} aria-hidden />} title="There is no page at this address">
        <p>
          <Link to="/executions">All executions</Link> or <Link to="/machines">all state machines</Link> may lead on.
        </p>
      </Empty>
    </Page>
  );
}

export function PageCrash({ error, reset }: { readonly error: unknown; readonly reset: () => void }) {
  return (
    <Page title="This page broke">
      <Failure error={error} onRetry={reset} />
    </Page>
  );
}
