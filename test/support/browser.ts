/**
 * A Chromium that comes as an npm package, and pages of the console in it. What a page reports (errors, violations of
 * the Content-Security-Policy, dialogs) is kept, so that a test can say that there was nothing.
 */
import { existsSync } from 'node:fs';
import chromiumPackage from '@sparticuz/chromium';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const BUILT = new URL('../../dist/console/index.html', import.meta.url);

export async function launchBrowser(): Promise<Browser> {
  if (!existsSync(BUILT)) throw new Error('dist/console is missing: run `npm run build` first');
  // Not the package's own arguments: they switch off what is tested here (the same-origin rules) and run everything in
  // one process, which ends with the first page.
  const args = ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'];
  return chromium.launch({ executablePath: await chromiumPackage.executablePath(), args, headless: true });
}

/** Runs in the page, before anything of it. */
const REPORT_VIOLATIONS = `addEventListener('securitypolicyviolation', (event) => {
  console.error('CSP: ' + event.violatedDirective + ' ' + event.blockedURI + ' ' + event.sourceFile);
});`;

export interface ConsolePage {
  readonly page: Page;
  /** Everything that should not have been: errors, refused requests, dialogs. */
  readonly reports: string[];
  /** Opens an address of the console, such as `/executions?q=status:FAILED`. */
  open(path: string): Promise<void>;
  close(): Promise<void>;
}

export async function openConsole(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<ConsolePage> {
  const context = await browser.newContext({ viewport: { width: 1360, height: 860 }, locale: 'en-GB', ...options });
  const page = await context.newPage();
  const reports: string[] = [];
  await page.addInitScript({ content: REPORT_VIOLATIONS });
  page.on('console', (message) => {
    if (message.type() === 'error') reports.push(message.text());
  });
  page.on('pageerror', (error) => reports.push(String(error)));
  page.on('dialog', (dialog) => {
    reports.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol.startsWith('http') && origin !== url) reports.push(`request to ${request.url()}`);
  });
  return {
    page,
    reports,
    open: async (path) => void (await page.goto(`${url}/console${path}`)),
    close: () => context.close(),
  };
}
