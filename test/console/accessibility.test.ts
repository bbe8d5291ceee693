/** Every page of the console: nothing serious for axe, nothing refused by the policy, in light and in dark. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, openConsole } from '../support/browser.ts';
import { type ConsoleWorld, startConsoleWorld } from '../support/console-world.ts';
import { consoleViews, untilShown } from './pages.ts';

let browser: Browser;
let world: ConsoleWorld;

beforeAll(async () => {
  [browser, world] = await Promise.all([launchBrowser(), startConsoleWorld()]);
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await world?.close();
}, 60_000);

describe.each(['light', 'dark'] as const)('in the %s theme', (colorScheme) => {
  it('every page is accessible and reports nothing', { timeout: 180_000 }, async () => {
    const { page, reports, open, close } = await openConsole(browser, world.url, {
      colorScheme,
      reducedMotion: 'reduce',
    });
    const found: string[] = [];
    for (const { name, path, shows } of consoleViews(world)) {
      await open(path);
      await untilShown(page, shows);
      const { violations } = await new AxeBuilder({ page }).analyze();
      for (const { id, impact, nodes } of violations) {
        if (impact !== 'serious' && impact !== 'critical') continue;
        found.push(`${name}: ${id} ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
      }
    }
    await close();
    expect(found).toEqual([]);
    expect(reports).toEqual([]);
  });
});
