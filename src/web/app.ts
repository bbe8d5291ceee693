/**
 * The routes beside the API: a hono app made of sets of routes, one file each (health.ts, …). The composition root
 * says which of them a server has. Hosts and Origins are checked before a request gets here, as for the API.
 *
 * A set of routes may stream an answer that never ends by itself; it then has to end it when the server closes, and
 * offers a function for that to the composition root.
 */
import { Hono } from 'hono';

/** Adds routes to the app; asked once, in the order given to `createWebApp`. */
export type Routes = (app: Hono) => void;

export function createWebApp(sets: readonly Routes[]): Hono {
  const app = new Hono();
  for (const addRoutes of sets) addRoutes(app);
  return app;
}
