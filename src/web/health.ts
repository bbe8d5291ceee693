/**
 * GET /healthz: 200 as soon as requests are taken, for as long as the process works.
 * GET /readyz: 200 `{"status":"ready"}`, or 503 `{"status":"unready","reasons":[…]}` while requests should go elsewhere.
 */
import type { Routes } from './app.ts';

/** `reasons`: what stands against requests now, in words. */
export function healthRoutes(reasons: () => readonly string[] = () => []): Routes {
  return (app) => {
    app.get('/healthz', (context) => context.json({ status: 'ok' }));
    app.get('/readyz', (context) => {
      const found = reasons();
      if (found.length === 0) return context.json({ status: 'ready' });
      return context.json({ status: 'unready', reasons: found }, 503);
    });
  };
}
