/** The addresses of all pages of the console, with something to see on each; and how to wait until it is there. */
import type { Page } from 'playwright-core';
import type { ConsoleWorld } from '../support/console-world.ts';

export interface ConsoleView {
  readonly name: string;
  readonly path: string;
  /** A text that stands there when the page is complete. */
  readonly shows: string;
}

export function consoleViews({ machines, orderArn, mapRunArn }: ConsoleWorld): ConsoleView[] {
  const machine = (name: string, tab: string) => `/machines/${machines.get(name)}?tab=${tab}`;
  return [
    { name: 'overview', path: '/', shows: 'Running longest' },
    { name: 'executions', path: '/executions?roots=true', shows: 'order-1001' },
    { name: 'search', path: '/executions?q=status:FAILED+error:Bank.*&roots=false', shows: 'invoice-42' },
    { name: 'execution', path: `/executions/${orderArn}`, shows: 'order-1001' },
    { name: 'machines', path: '/machines', shows: 'NightlyReport' },
    { name: 'machine', path: machine('FulfilOrder', 'executions'), shows: 'order-1003' },
    { name: 'definition', path: machine('FulfilOrder', 'definition'), shows: 'Edit' },
    { name: 'versions', path: machine('FulfilOrder', 'versions'), shows: 'Publish a version…' },
    { name: 'nesting', path: machine('ChargeCard', 'nesting'), shows: 'Nested starts' },
    { name: 'details', path: machine('FulfilOrder', 'details'), shows: 'Encryption' },
    { name: 'start', path: `/machines/${machines.get('FulfilOrder')}?start=true`, shows: 'Recent inputs' },
    { name: 'map-run', path: `/map-runs/${mapRunArn}`, shows: 'Catalogue.NoPrice' },
    { name: 'inbox', path: '/inbox', shows: 'AskManager' },
    { name: 'import', path: '/import', shows: 'Choose files' },
  ];
}

/** Resolves when the text is there and nothing is being loaded any more. */
export async function untilShown(page: Page, text: string): Promise<void> {
  await page.getByText(text, { exact: true }).first().waitFor();
  await page.locator('[data-loading]').first().waitFor({ state: 'detached' });
}
