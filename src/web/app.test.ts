import { describe, expect, it } from 'vitest';
import { createWebApp } from './app.ts';
import { healthRoutes } from './health.ts';

describe('the app of the routes beside the API', () => {
  it('answers GET /healthz', async () => {
    const answer = await createWebApp([healthRoutes()]).request('/healthz');
    expect([answer.status, await answer.json()]).toEqual([200, { status: 'ok' }]);
  });

  it('has the routes of every set, and 404 for what none of them has', async () => {
    const app = createWebApp([
      healthRoutes(),
      (routes) => void routes.get('/other', (context) => context.text('here')),
    ]);
    const statuses = ['/healthz', '/other', '/nothing'].map(async (path) => (await app.request(path)).status);
    expect(await Promise.all(statuses)).toEqual([200, 200, 404]);
  });
});
