/** The entry of saved HTML files: shows the executions that stand in the page itself. See actions/standalone-html.ts. */
import './theme/tokens.css';
import './theme/base.css';
import { Tooltip } from '@base-ui/react/tooltip';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { SavedExecution } from './execution/imported-execution.tsx';
import type { ExecutionDocument } from './execution/offline.ts';
import { watchSettings } from './settings/settings.ts';
import { ToastHost } from './ui/toasts.tsx';

const saved = JSON.parse(document.getElementById('saved-execution')?.textContent ?? '{}') as ExecutionDocument;

watchSettings();
createRoot(document.getElementById('root') as HTMLElement).render(
  <QueryClientProvider client={new QueryClient()}>
    <Tooltip.Provider>
      <ToastHost>
        <SavedExecution saved={saved} />
      </ToastHost>
    </Tooltip.Provider>
  </QueryClientProvider>,
);
