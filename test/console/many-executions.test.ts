/** The list of executions over 100,000 of them, in a real browser. */
import { describe, expect, it } from 'vitest';
import { consoleSuite } from '../support/console-suite.ts';
import { type Made, madeExecution, startWithExecutions } from '../support/many-executions.ts';

const COUNT = 100_000;

const suite = consoleSuite(() => startWithExecutions(COUNT), 90_000);
const { page, row } = suite;
const count = () => page().locator('h1 + [role=status]');
const scroller = () => page().locator('[data-scroll-restoration-id=Executions]');

/** The names of those that fit, newest first. */
function found(fits: (made: Made) => boolean): string[] {
  const names: string[] = [];
  for (let n = COUNT - 1; n >= 0; n--) {
    const made = madeExecution(n);
    if (fits(made)) names.push(made.name);
  }
  return names;
}

async function search(query: string): Promise<void> {
  await page().getByRole('textbox', { name: 'Search executions' }).fill(query);
}

/** The first names in the list are these, in this order. */
async function expectFirst(names: readonly string[]): Promise<void> {
  const first = names.slice(0, 10);
  await row(first.at(-1) as string).waitFor();
  await page().locator('[aria-label=Executions][aria-busy=false]').waitFor();
  const links = page().locator('[role=row][data-key] [role=gridcell]:nth-child(2) a');
  const shown = await links.evaluateAll((all) => all.map((link) => link.textContent ?? ''));
  expect(shown.slice(0, first.length)).toEqual(first);
}

describe('100,000 executions', () => {
  it.each<[string, string, (made: Made) => boolean]>([
    ['by its name', 'name:run-000042', ({ name }) => name === 'run-000042'],
    ['by a part of names', 'name:run-0007*', ({ name }) => name.startsWith('run-0007')],
    ['by status', 'status:TIMED_OUT,ABORTED', ({ status }) => status === 'TIMED_OUT' || status === 'ABORTED'],
    ['by state machine', 'machine:Charge*', ({ machine }) => machine === 'ChargeCard'],
    ['by error', 'error:Bank.*', ({ error }) => error?.startsWith('Bank.') === true],
    ['by text of the cause', '"card 4257 was"', ({ cause }) => cause === 'Card 4257 was declined'],
    [
      'by several of these',
      'status:FAILED machine:PackParcel declined',
      ({ status, machine, cause }) =>
        status === 'FAILED' && machine === 'PackParcel' && cause?.includes('declined') === true,
    ],
    ['by what is in the input', 'input.$.customer=42', ({ customer }) => customer === 42],
  ])('are found %s', async (_, query, fits) => {
    const names = found(fits);
    expect(names.length).toBeGreaterThan(0);
    await suite.opened.open('/executions?roots=false');
    await row(madeExecution(COUNT - 1).name).waitFor();
    await search(query);
    await row(madeExecution(COUNT - 1).name).waitFor({ state: 'detached' });
    await expectFirst(names);
    await expect.poll(() => count().textContent(), { timeout: 20_000 }).toBe(names.length.toLocaleString('en'));
  });

  it('are not found when there are none such', async () => {
    await suite.opened.open('/executions?roots=false');
    await row(madeExecution(COUNT - 1).name).waitFor();
    await search('name:nobody');
    await page().getByText('No execution matches').waitFor();
  });

  it('are scrolled through to the oldest, and are where they were for who comes back from one', async () => {
    await suite.opened.open('/executions?roots=false');
    await row(madeExecution(COUNT - 1).name).waitFor();
    const end = page().getByText(`${COUNT.toLocaleString('en')} executions, that is all`);
    while ((await end.count()) === 0) {
      await scroller().evaluate((box) => box.scrollTo(0, box.scrollHeight));
      await page().waitForTimeout(20);
    }
    await scroller().evaluate((box) => box.scrollTo(0, box.scrollHeight));
    await row(madeExecution(0).name).waitFor();
    expect(await page().locator('[role=row][data-key]').count()).toBeLessThan(100);

    await row(madeExecution(1).name)
      .getByRole('link', { name: madeExecution(1).name })
      .click();
    await page()
      .getByRole('heading', { level: 1, name: madeExecution(1).name })
      .waitFor();
    await page().goBack();
    await row(madeExecution(0).name).waitFor();
    await scroller().evaluate((box) => box.scrollTo(0, 0));
    await row(madeExecution(COUNT - 1).name).waitFor();
  });
});
