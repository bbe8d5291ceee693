/** What stands in place of a page that is not there or broke. */
import { Link } from '@tanstack/react-router';
import { CloudOff, Compass, RefreshCw } from 'lucide-react';
import { Button } from '../ui/button.tsx';
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

/** How browsers and the bundler say that a part of the page could not be loaded. */
const NOT_LOADED = /preload|dynamically imported|importing a module/i;

export function PageCrash({ error, reset }: { readonly error: unknown; readonly reset: () => void }) {
  if (NOT_LOADED.test(String(error))) return <NotLoaded />;
  return (
    <Page title="This page broke">
      <Failure error={error} onRetry={reset} />
    </Page>
  );
}

function NotLoaded() {
  return (
    <Page title="Not loaded">
      <Empty icon={<CloudOff size={22} aria-hidden />} title="This page could not be loaded">
        <p>The server does not answer, or it was updated since this tab was opened.</p>
        <p>
          <Button icon={<RefreshCw size={14} aria-hidden />} onClick={() => location.reload()}>
            Load again
          </Button>
        </p>
      </Empty>
    </Page>
  );
}
