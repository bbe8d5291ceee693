/** The console in a real browser, over a real server. */
import { describe, expect, it } from 'vitest';
import { consoleSuite } from '../support/console-suite.ts';
import { HOSTILE, startConsoleWorld } from '../support/console-world.ts';
import { callApi, untilClosed } from '../support/server.ts';

const suite = consoleSuite(startConsoleWorld);
const { page, row } = suite;
const task = (name: string) => row(new RegExp(`/ ${name}$`));
const statusOf = async (executionArn: string) =>
  (await callApi(suite.world.url, 'DescribeExecution', { executionArn }))['status'];

describe('the list of executions', () => {
  it('is filtered by what is typed, shows it as chips and keeps it in the address', async () => {
    await suite.opened.open('/executions?roots=true');
    await row('order-1001').waitFor();
    await page().getByRole('textbox', { name: 'Search executions' }).fill('status:FAILED input.$.customer=42');
    await row('order-1001').waitFor({ state: 'detached' });
    await row('invoice-42').waitFor();
    expect(await row('invoice-17').count()).toBe(0);
    expect(new URL(page().url()).searchParams.get('q')).toBe('status:FAILED input.$.customer=42');

    await page().getByRole('button', { name: 'Remove input.$.customer=42' }).click();
    await row('invoice-17').waitFor();
    await page().goBack();
    await row('invoice-17').waitFor({ state: 'detached' });
  });

  it('says what is wrong with a term and searches by the others', async () => {
    await suite.opened.open('/executions?q=status:BROKEN+name:invoice-42&roots=false');
    await page().getByText('There is no status BROKEN').waitFor();
    await row('invoice-42').waitFor();
  });

  it('shows children below their parent, and only roots when asked to', async () => {
    await suite.opened.open('/executions?q=name:order-1001&roots=true');
    await row('order-1001').waitFor();
    expect(await page().getByRole('row').count()).toBe(2);
    await page().getByRole('button', { name: 'Show children of order-1001' }).click();
    await row('notify-order-1001').waitFor();
    expect(await row('order-1001').getAttribute('aria-expanded')).toBe('true');
    expect(await row('notify-order-1001').getAttribute('aria-level')).toBe('2');
  });

  it('puts new executions on top as they start, and follows their status', async () => {
    await suite.opened.open('/executions?q=machine:NightlyReport&roots=true');
    await row('report-tuesday').waitFor();
    const executionArn = await suite.world.start('NightlyReport', 'report-live');
    await row('report-live').getByText('Running').waitFor();
    await callApi(suite.world.url, 'StopExecution', { executionArn });
    await row('report-live').getByText('Aborted').waitFor();
  });

  it('tells before a bulk stop how many it would stop', async () => {
    const arns = await Promise.all(['bulk-1', 'bulk-2'].map((name) => suite.world.start('NightlyReport', name)));
    const done = await suite.world.start('SettleInvoice', 'bulk-3', { customer: 1 });
    await untilClosed(suite.world.url, done);
    await suite.opened.open('/executions?q=name:bulk-*&roots=true');
    await row('bulk-3').waitFor();
    await page().getByRole('checkbox', { name: 'Select all loaded' }).check();
    await page().getByText('3 selected').waitFor();
    await page().getByRole('button', { name: 'Stop…' }).click();
    await page().getByText('2 executions will be stopped').waitFor();
    await page().getByText('1 of 3 selected cannot be').waitFor();
    expect(await statusOf(arns[0] as string)).toBe('RUNNING');
    await page().getByRole('button', { name: 'Stop 2' }).click();
    await row('bulk-1').getByText('Aborted').waitFor();
    expect(await Promise.all(arns.map(statusOf))).toEqual(['ABORTED', 'ABORTED']);
  });

  it('shows the columns that were chosen, by keyboard too, and keeps the choice', async () => {
    await suite.opened.open('/executions?q=machine:SettleInvoice&roots=true');
    await row('invoice-42').waitFor();
    const header = (name: string) => page().getByRole('columnheader', { name, exact: true });
    expect(await header('Started by').count()).toBe(0);
    await page().getByRole('button', { name: 'Columns' }).focus();
    await page().keyboard.press('Enter');
    const startedBy = page().getByRole('menuitemcheckbox', { name: 'Started by' });
    await startedBy.waitFor();
    while ((await startedBy.getAttribute('data-highlighted')) === null) await page().keyboard.press('ArrowDown');
    await page().keyboard.press('Enter');
    await page().getByRole('menuitemcheckbox', { name: 'Error' }).click();
    await page().keyboard.press('Escape');
    await header('Started by').waitFor();
    expect(await header('Error').count()).toBe(0);
    await page().reload();
    await header('Started by').waitFor();
    await page().getByRole('button', { name: 'Columns' }).click();
    await page().getByRole('menuitem', { name: 'As at first' }).click();
    await header('Error').waitFor();
    expect(await header('Started by').count()).toBe(0);
  });

  it('saves a view and opens it again', async () => {
    await suite.opened.open('/executions?q=error:Bank.*&roots=false');
    await row('invoice-42').waitFor();
    await page().getByRole('button', { name: 'Views' }).click();
    await page().getByRole('menuitem', { name: 'Save this view' }).click();
    await page().getByRole('textbox', { name: 'Name' }).fill('Bank trouble');
    await page().getByRole('button', { name: 'Save' }).click();
    await suite.opened.open('/executions?roots=true');
    await row('order-1001').waitFor();
    await page().getByRole('button', { name: 'All roots' }).click();
    await page().getByRole('menuitem', { name: 'Bank trouble' }).click();
    await row('invoice-42').waitFor();
    expect(new URL(page().url()).searchParams.get('q')).toBe('error:Bank.*');
  });
});

describe('a state machine', () => {
  it('is started with the input of an earlier execution', async () => {
    await suite.opened.open(`/machines/${suite.world.machines.get('NightlyReport')}`);
    await page().getByRole('button', { name: 'Start' }).click();
    await page().getByRole('textbox', { name: 'Name' }).fill('report-by-hand');
    await page()
      .getByRole('button', { name: /report-wednesday/ })
      .click();
    const dialog = page().getByRole('dialog');
    await dialog.getByText(`--name report-by-hand --input '{"day":"wednesday"}'`).waitFor();
    await dialog.getByRole('button', { name: 'Start' }).click();
    await page().getByRole('heading', { name: 'report-by-hand' }).first().waitFor();
    const executionArn = decodeURIComponent(new URL(page().url()).pathname.split('/executions/')[1] ?? '');
    const { input } = await callApi(suite.world.url, 'DescribeExecution', { executionArn });
    expect(input).toBe('{"day":"wednesday"}');
  });

  it('is not started with what is no JSON', async () => {
    await suite.opened.open(`/machines/${suite.world.machines.get('NightlyReport')}?start=true`);
    const editor = page().getByRole('textbox', { name: 'Input' });
    await editor.click();
    await page().keyboard.press('ControlOrMeta+a');
    await page().keyboard.type('nonsense');
    await page().getByText('This is not JSON yet').waitFor();
    expect(await page().getByRole('dialog').getByRole('button', { name: 'Start' }).isDisabled()).toBe(true);
  });

  it('marks what is wrong with a definition while it is edited', async () => {
    await suite.opened.open(`/machines/${suite.world.machines.get('SettleInvoice')}?tab=definition`);
    await page().getByRole('button', { name: 'Edit' }).click();
    const editor = page().getByRole('textbox', { name: 'Definition' });
    await editor.click();
    await page().keyboard.press('ControlOrMeta+a');
    await page().keyboard.insertText('{ "StartAt": "Nowhere", "States": { "A": { "Type": "Succeed" } } }');
    await page().getByText('/StartAt', { exact: true }).waitFor();
    await page().locator('.cm-lintRange-error').first().waitFor();
  });
});

describe('an alias', () => {
  it('is created, sends a part of the starts to another version, and is deleted', async () => {
    const { url } = suite.world;
    const definition = (Comment: string) =>
      JSON.stringify({ Comment, StartAt: 'P', States: { P: { Type: 'Pass', End: true } } });
    const machine = {
      name: 'Routed',
      definition: definition('1'),
      roleArn: 'arn:aws:iam::123456789012:role/x',
      publish: true,
    };
    const { stateMachineArn } = await callApi(url, 'CreateStateMachine', machine);
    await callApi(url, 'UpdateStateMachine', { stateMachineArn, definition: definition('2'), publish: true });
    const routes = async () =>
      (await callApi(url, 'DescribeStateMachineAlias', { stateMachineAliasArn: `${stateMachineArn}:live` }))[
        'routingConfiguration'
      ];
    await suite.opened.open(`/machines/${stateMachineArn}?tab=versions`);
    await page().getByRole('button', { name: 'Create an alias…' }).click();
    const dialog = page().getByRole('dialog');
    await dialog.getByLabel('Name').fill('a b');
    await dialog.getByText('A name is made of letters').waitFor();
    expect(await dialog.getByRole('button', { name: 'Create' }).isDisabled()).toBe(true);
    await dialog.getByLabel('Name').fill('live');
    await dialog.getByText('aws stepfunctions create-state-machine-alias').waitFor();
    await dialog.getByRole('button', { name: 'Create' }).click();
    await page().getByText('Version 2: 100 %').waitFor();

    await page().getByRole('button', { name: 'Change alias live' }).click();
    await dialog.getByLabel('Second version').selectOption('Version 1');
    const weight = dialog.getByLabel('Weight, %').first();
    await weight.fill('120');
    await dialog.getByText('A weight is a whole number from 0 to 100.').waitFor();
    await weight.fill('75');
    expect(await dialog.getByLabel('Weight, %').last().inputValue()).toBe('25');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page().getByText('Version 1: 25 %').waitFor();
    expect(await routes()).toEqual([
      { stateMachineVersionArn: `${stateMachineArn}:2`, weight: 75 },
      { stateMachineVersionArn: `${stateMachineArn}:1`, weight: 25 },
    ]);

    await page().getByRole('button', { name: 'Delete version 1' }).click();
    await dialog.getByRole('button', { name: 'Delete' }).click();
    await dialog.getByRole('alert').waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await page().getByRole('button', { name: 'Delete alias live' }).click();
    await dialog.getByRole('button', { name: 'Delete' }).click();
    await page().getByText('No aliases yet').waitFor();
    // The browser notes the refused deletion, and that the deleted alias was asked for once more.
    for (const report of suite.opened.reports.splice(0)) expect(report).toMatch(/status of 4\d\d/);
  });
});

describe('the task inbox', () => {
  it('completes a task token by hand', async () => {
    const executionArn = await suite.world.start('ApproveRefund', 'refund-by-hand', { customer: 1 });
    await suite.opened.open('/inbox');
    await task('refund-by-hand').getByRole('button', { name: 'Complete…' }).click();
    const editor = page().getByRole('textbox', { name: 'Output' });
    await editor.click();
    await page().keyboard.press('ControlOrMeta+a');
    await page().keyboard.insertText('{"approved":true}');
    await page().getByRole('dialog').getByRole('button', { name: 'Complete' }).click();
    await task('refund-by-hand').waitFor({ state: 'detached' });
    await untilClosed(suite.world.url, executionArn);
    const { status, output } = await callApi(suite.world.url, 'DescribeExecution', { executionArn });
    expect([status, output]).toEqual(['SUCCEEDED', '{"approved":true}']);
  });

  it('fails a task with the error that is given', async () => {
    const executionArn = await suite.world.start('ApproveRefund', 'refund-refused');
    await suite.opened.open('/inbox?kind=token');
    await task('refund-refused').getByRole('button', { name: 'Fail…' }).click();
    await page().getByRole('textbox', { name: 'Error' }).fill('Refund.Refused');
    await page().getByRole('dialog').getByRole('button', { name: 'Fail' }).click();
    await untilClosed(suite.world.url, executionArn);
    expect((await callApi(suite.world.url, 'DescribeExecution', { executionArn }))['error']).toBe('Refund.Refused');
  });
});

describe('the keyboard alone', () => {
  it('goes to the list, moves, selects, expands and opens', async () => {
    await suite.opened.open('/');
    await page().getByRole('heading', { name: 'Overview' }).waitFor();
    await page().keyboard.press('g');
    await page().keyboard.press('e');
    await row('order-1001').waitFor();
    await page().keyboard.press('/');
    await page().keyboard.type('name:order-1002');
    await row('order-1001').waitFor({ state: 'detached' });
    await page().keyboard.press('Escape');
    await page().keyboard.press('j');
    await page().keyboard.press('x');
    await page().getByText('1 selected').waitFor();
    await page().keyboard.press('e');
    await row('notify-order-1002').waitFor();
    await page().keyboard.press('Enter');
    await page().getByRole('heading', { name: 'order-1002' }).first().waitFor();
  });

  it('finds a state machine in the palette', async () => {
    await suite.opened.open('/executions');
    await row('order-1001').waitFor();
    await page().keyboard.press('Control+k');
    // Not waiting for its field: what is typed before it is there is not lost.
    await page().keyboard.type('NightlyRep');
    await page().getByRole('option', { name: 'NightlyReport', exact: true }).waitFor();
    await page().keyboard.press('Enter');
    await page().getByRole('heading', { name: 'NightlyReport' }).waitFor();
  });

  it('shows its shortcuts', async () => {
    await suite.opened.open('/import');
    await page().getByRole('button', { name: 'Choose files' }).waitFor();
    await page().keyboard.press('?');
    await page().getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    await page().keyboard.press('Escape');
    await page().getByRole('dialog').waitFor({ state: 'detached' });
  });
});

describe('hostile names and payloads', () => {
  it('are shown as text', async () => {
    await suite.opened.open('/inbox');
    const cell = task('refund-502').getByText(HOSTILE.slice(0, 20));
    await cell.waitFor();
    expect(await page().locator('img[src=x]').count()).toBe(0);
    await task('refund-502').getByRole('link').click();
    await page().getByRole('heading', { name: 'refund-502' }).first().waitFor();
    await page().getByText(HOSTILE.slice(0, 20)).first().waitFor();
    expect(await page().locator('img[src=x]').count()).toBe(0);
  });

  it('do no harm in the address', async () => {
    await suite.opened.open(`/executions?q=${encodeURIComponent(HOSTILE)}&roots=false`);
    await page().getByText('No execution matches').waitFor();
    await suite.opened.open(`/machines?q=${encodeURIComponent(HOSTILE)}`);
    await page().getByText(`No name has “${HOSTILE}” in it.`).waitFor();
  });
});
