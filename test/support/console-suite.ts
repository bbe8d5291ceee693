/**
 * For a file of tests of the console: one browser and one server for all of them, and a page of its own for each, which
 * may report nothing.
 */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, vi } from 'vitest';
import { type ConsolePage, launchBrowser, openConsole } from './browser.ts';

interface ServedWorld {
  readonly url: string;
  close(): Promise<void>;
}

/** A page takes seconds on a machine that is busy. */
const TEST_MS = 60_000;

/** `startMs`: what starting the server may take. */
export function consoleSuite<World extends ServedWorld>(startWorld: () => Promise<World>, startMs = TEST_MS) {
  vi.setConfig({ testTimeout: TEST_MS });
  let browser: Browser;
  let world: World;
  let opened: ConsolePage;
  beforeAll(async () => {
    [browser, world] = await Promise.all([launchBrowser(), startWorld()]);
  }, startMs);
  afterAll(async () => {
    await browser?.close();
    await world?.close();
  }, TEST_MS);
  beforeEach(async () => {
    opened = await openConsole(browser, world.url);
  });
  afterEach(async () => {
    const { reports } = opened;
    await opened.close();
    expect(reports).toEqual([]);
  });
  return {
    get world(): World {
      return world;
    },
    get opened(): ConsolePage {
      return opened;
    },
    page: (): Page => opened.page,
    /** The row that a link of this name stands in. */
    row: (name: string | RegExp) =>
      opened.page.getByRole('row').filter({ has: opened.page.getByRole('link', { name, exact: true }) }),
  };
}
