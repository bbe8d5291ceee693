#!/usr/bin/env node
/**
 * Takes docs/images/console-<page>-<theme>.png of every page of the console, light and dark, over a server of its own.
 * Needs the built console and the Node of node_modules, as it reads TypeScript:
 * `npm run build && npx node scripts/screenshots.mjs [page…]`.
 */
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { consoleViews, untilShown } from '../test/console/pages.ts';
import { launchBrowser, openConsole } from '../test/support/browser.ts';
import { startConsoleWorld } from '../test/support/console-world.ts';

const images = fileURLToPath(new URL('../docs/images/', import.meta.url));
const viewport = { width: 1280, height: 800 };
const wanted = process.argv.slice(2);

async function takeAll(browser, world, colorScheme) {
  const options = { colorScheme, viewport, reducedMotion: 'reduce' };
  const { page, open, reports, close } = await openConsole(browser, world.url, options);
  for (const { name, path, shows } of consoleViews(world)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    await open(path);
    await untilShown(page, shows);
    // Graphs fit themselves into their place after they have been measured.
    await page.waitForTimeout(600);
    await page.screenshot({ path: `${images}console-${name}-${colorScheme}.png` });
  }
  await close();
  for (const report of reports) process.stderr.write(`${colorScheme}: ${report}\n`);
}

mkdirSync(images, { recursive: true });
const [browser, world] = await Promise.all([launchBrowser(), startConsoleWorld()]);
for (const colorScheme of ['light', 'dark']) await takeAll(browser, world, colorScheme);
await browser.close();
await world.close();
