/** GET /metrics: the server's metrics in Prometheus' text format. */
import type { Routes } from './app.ts';

/** What a registry of prom-client has. */
export interface MetricsText {
  readonly contentType: string;
  metrics(): Promise<string>;
}

export function metricsRoutes(registry: MetricsText): Routes {
  return (app) => {
    app.get('/metrics', async (context) =>
      context.body(await registry.metrics(), 200, { 'Content-Type': registry.contentType }),
    );
  };
}
