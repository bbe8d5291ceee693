/** The page of an execution in a real browser, over a running server. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page, Request } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ConsolePage, launchBrowser, openConsole } from '../support/browser.ts';
import { HOSTILE, type NestedWorld, startNestedWorld } from './nested.fixture.ts';

const DECLINED = { error: 'Bank.Declined', cause: 'The card has expired' };

let browser: Browser;
let world: NestedWorld;
let watched: ConsolePage;
let page: Page;

beforeAll(async () => {
  [browser, world] = await Promise.all([launchBrowser(), startNestedWorld()]);
  // Nothing turns: a click waits for what it clicks on to stand still, and frames of a turning page do not count.
  watched = await openConsole(browser, world.url, { reducedMotion: 'reduce' });
  page = watched.page;
  page.setDefaultTimeout(25_000);
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await world?.close();
});

const badge = (word: string) => page.locator('header').getByText(word, { exact: true }).first();
const node = (name: string) => page.locator(`[data-graph] [data-id="${name}"]`);
/** A state of a child that is shown inside its Task. */
const inner = (name: string) => page.locator(`[data-graph] [data-id*="Pay"][data-id$="${name}"]`);
const row = (name: RegExp | string) => page.getByRole('row').filter({ hasText: name });

/** Findings of axe that are serious or worse. */
async function seriousFindings(shown: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page: shown }).include('main').analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}

async function failed(name: string): Promise<string> {
  const arn = await world.start(name);
  await world.answer(name, DECLINED);
  await expect.poll(() => world.status(arn), { timeout: 10_000 }).toBe('FAILED');
  return arn;
}

describe('watching', { timeout: 120_000 }, () => {
  test('what happens shows without reloading, in the graph of the child too', async () => {
    const arn = await world.start('watched');
    await page.goto(world.page(arn));
    await badge('Running').waitFor();
    await node('Pay').waitFor();
    await page.locator('[data-fold="Pay"]').click();
    await inner('UseCard').waitFor();
    await page.locator('[data-fold*="UseCard"]').click();
    const leaf = inner('AskBank');
    await leaf.filter({ hasText: 'Running' }).waitFor();
    await world.answer('watched', { output: { code: 'OK' } });
    await leaf.filter({ hasText: 'Succeeded' }).waitFor();
    await badge('Succeeded').waitFor();
    await node('Done').filter({ hasText: 'Succeeded' }).waitFor();
    await node('Free').filter({ hasText: 'Pass' }).waitFor(); // was not reached
  });

  test('changes are pushed: nothing is polled while the page is live', async () => {
    const arn = await world.start('pushed');
    await page.goto(world.page(arn));
    await page.getByText('Live', { exact: true }).waitFor();
    await node('Pay').filter({ hasText: 'Running' }).waitFor();
    const asked: string[] = [];
    const note = (request: Request) => {
      asked.push(request.headers()['x-amz-target'] ?? '');
    };
    page.on('request', note);
    await page.waitForTimeout(3_000); // longer than the interval of polling
    page.off('request', note);
    expect(asked.filter((target) => target.endsWith('GetExecutionHistory'))).toEqual([]);
    await world.answer('pushed', { output: {} });
    await badge('Succeeded').waitFor();
  });
});

describe('failures', { timeout: 120_000 }, () => {
  test('the failing leaf is one click from the root, with its state and its error', async () => {
    const arn = await failed('failing');
    await page.goto(world.page(arn));
    await page.getByText('Bank.Declined: The card has expired').first().waitFor(); // of the leaf, already at the root
    await page.getByRole('button', { name: 'Go to failure' }).click();
    await row(/Card/).and(page.locator('[aria-selected="true"]')).waitFor();
    const panel = page.getByRole('complementary', { name: 'Details' });
    await panel.getByRole('heading', { name: 'AskBank' }).waitFor();
    expect(await panel.textContent()).toContain('The card has expired');
  });

  test('the tree is redriven: the same child goes on, and then its parents', async () => {
    const arn = await failed('redriven');
    await page.goto(world.page(arn));
    await page.getByRole('button', { name: 'Redrive tree' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('3 failed executions will go on.').waitFor();
    expect(await dialog.textContent()).toContain('Stairwell.RedriveExecutionTree');
    await dialog.getByRole('button', { name: 'Redrive all' }).click();
    await badge('Running').waitFor();
    await world.answer('redriven', { output: {} });
    await badge('Succeeded').waitFor();
    expect(await world.status(arn)).toBe('SUCCEEDED');
  });

  test('a tree is stopped after saying how much that is', async () => {
    const arn = await world.start('stopped');
    await page.goto(world.page(arn));
    await node('Pay').filter({ hasText: 'Running' }).waitFor();
    await page.getByRole('button', { name: 'Stop tree' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('3 running executions will be stopped.').waitFor();
    await dialog.getByLabel('Cause').fill('The customer changed their mind');
    await dialog.getByRole('button', { name: 'Stop all' }).click();
    await badge('Aborted').waitFor();
    await page.getByText('The customer changed their mind').first().waitFor();
  });

  test('a fork begins at a state with an edited input', async () => {
    const arn = await failed('forked');
    await page.goto(world.page(arn));
    await page.getByRole('button', { name: 'Actions' }).click();
    await page.getByRole('menuitem', { name: 'Fork from a state' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: 'State' }).selectOption('Check');
    await dialog.getByLabel('Input of the state').fill('{"total": 0}');
    await dialog.getByRole('button', { name: 'Fork' }).click();
    await page.waitForURL((url) => !url.pathname.includes('forked'));
    await badge('Succeeded').waitFor();
    await node('Free').filter({ hasText: 'Succeeded' }).waitFor();
  });
});

describe('getting around', { timeout: 120_000 }, () => {
  test('with the keyboard only: views, states, folds, child and parent', async () => {
    const arn = await failed('keys');
    await page.goto(world.page(arn));
    await node('Check').waitFor();
    await node('Check').focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowDown');
    await page.getByRole('heading', { name: 'Pay' }).waitFor();
    await page.keyboard.press('e');
    await inner('UseCard').waitFor();
    await page.keyboard.press(']');
    await page.getByText('started by Pay').waitFor();
    await page.keyboard.press('[');
    await node('Check').waitFor();
    await page.keyboard.press('2');
    await page.getByRole('treegrid', { name: 'Tree of executions' }).focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await row(/Card/).and(page.locator('[aria-selected="true"]')).waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('started by UseCard').waitFor();
    await page.keyboard.press('3');
    await page.getByRole('treegrid', { name: 'Timeline' }).waitFor();
    await page.keyboard.press('4');
    await page.keyboard.press('/');
    await page.locator('[data-search]:focus').waitFor();
    await page.keyboard.type('ActivityFailed');
    await page.getByText(/^1 of \d+$/).waitFor();
  });

  test('the selection and the view are in the address', async () => {
    const arn = await failed('address');
    await page.goto(world.page(arn, '?view=events&state=Pay&tab=attempts'));
    await page.getByRole('heading', { name: 'Pay' }).waitFor();
    await page.getByText('Attempt 1').waitFor();
    await page.getByRole('tab', { name: /Timeline/ }).click();
    await page.waitForURL(/view=timeline/);
    await page.reload();
    await page.getByRole('treegrid', { name: 'Timeline' }).waitFor();
    await page.getByRole('heading', { name: 'Pay' }).waitFor();
  });

  test('evaluation steps and variables are there for every state', async () => {
    const arn = await world.start('steps', { total: 0 });
    await expect.poll(() => world.status(arn), { timeout: 10_000 }).toBe('SUCCEEDED');
    await page.goto(world.page(arn, '?state=Both&tab=steps'));
    await page.getByText('ResultPath', { exact: true }).waitFor();
    await page.goto(world.page(arn, '?state=Pack&tab=variables'));
    await page.getByText('Assigned here').waitFor();
    await page.getByRole('treeitem', { name: /packed/ }).waitFor();
  });
});

describe('quality', { timeout: 240_000 }, () => {
  test.each(['light', 'dark'] as const)('no serious finding of axe in any view, %s', async (colorScheme) => {
    const own = await openConsole(browser, world.url, { colorScheme, reducedMotion: 'reduce' });
    const arn = await failed(`axe-${colorScheme}`);
    for (const view of ['graph', 'tree', 'timeline', 'events']) {
      await own.page.goto(world.page(arn, `?view=${view}&state=Pay`));
      await own.page.getByRole('heading', { name: 'Pay' }).waitFor();
      await own.page.locator('#view [role=row], #view [data-id]').first().waitFor();
      expect(await seriousFindings(own.page)).toEqual([]);
    }
    expect(own.reports).toEqual([]);
    await own.close();
  });

  test('hostile names and payloads are text', async () => {
    const arn = await world.start('hostile', { total: 0, note: HOSTILE });
    await expect.poll(() => world.status(arn), { timeout: 10_000 }).toBe('SUCCEEDED');
    for (const view of ['graph', 'tree', 'timeline', 'events']) {
      await page.goto(world.page(arn, `?view=${view}&state=${encodeURIComponent(HOSTILE)}`));
      await page.getByRole('heading', { name: HOSTILE }).waitFor();
    }
    expect(await page.locator('img[src=x]').count()).toBe(0);
  });

  test('a saved HTML file shows the execution without a server', async () => {
    const arn = await failed('saved');
    await page.goto(world.page(arn, '?view=timeline'));
    await row(/AskBank/).waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    const downloading = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: 'HTML file' }).click();
    const folder = mkdtempSync(join(tmpdir(), 'saved-'));
    const file = join(folder, 'saved.html');
    await (await downloading).saveAs(file);
    const own = await openConsole(browser, world.url, { offline: true });
    await own.page.goto(pathToFileURL(file).href);
    await own.page.locator('[data-graph] [data-id="Pay"]', { hasText: 'Failed' }).waitFor();
    await own.page.keyboard.press('2');
    await own.page.getByRole('row').filter({ hasText: 'Card' }).waitFor();
    expect(own.reports).toEqual([]);
    await own.close();
    rmSync(folder, { recursive: true });
  });

  test('nothing broke the policy of the page or was thrown in all of this', () => {
    expect(watched.reports).toEqual([]);
  });
});
