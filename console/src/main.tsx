/** The entry of the console. */
import './theme/tokens.css';
import './theme/base.css';
import { CSPProvider } from '@base-ui/react/csp-provider';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { queryClient } from './api/query-client.ts';
import { router } from './router.tsx';
import { watchSettings } from './settings/settings.ts';
import { keepArnsWhole } from './shell/keep-arns-whole.ts';
import { cspNonce } from './ui/csp.ts';
import { ToastHost } from './ui/toasts.tsx';

keepArnsWhole();
watchSettings();
createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <CSPProvider nonce={cspNonce()}>
      <QueryClientProvider client={queryClient}>
        <ToastHost>
          <RouterProvider router={router} />
        </ToastHost>
      </QueryClientProvider>
    </CSPProvider>
  </StrictMode>,
);
