/** GET /healthz: 200 as soon as requests are taken. */
import type { Routes } from './app.ts';

export function healthRoutes(): Routes {
  return (app) => {
    app.get('/healthz', (context) => context.json({ status: 'ok' }));
  };
}
