import { expect, test } from '../fixtures/index.ts';
import { button, fact } from '../fixtures/find.ts';
import { Wizard } from '../fixtures/wizard.ts';
import type { Page } from '@playwright/test';
import type { Fault, Sandbox } from '../fixtures/sandbox.ts';

const LAST_MONTH = '/report?period=last-month&group=project&sum=user';
const TIME = /^\d{1,2} \w{3} \d{4},? \d{2}:\d{2}(:\d{2})?$/;

/** Billhour looks by itself as well: while lists fail, an invoice stays unclear until the test is done looking at it. */
const BLIND: Fault = { tool: 'sevdesk', operation: 'list_invoices', fault: 'status_before_commit', status: 503, count: 100 };

/** Creates a draft whose answer is lost, and ends on the page of the unclear invoice. Answers its address. */
async function loseAnswer(page: Page, sandbox: Sandbox, client: RegExp, fault: 'lost_after_commit' | 'lost_before_commit') {
  const wizard = new Wizard(page);
  await wizard.begin(LAST_MONTH, client);
  await wizard.goOnTo('create');
  await sandbox.faults({ tool: 'sevdesk', operation: 'save_invoice', fault }, BLIND);
  await wizard.press('Create draft');
  await expect(page.getByRole('heading', { name: 'Nobody knows yet whether the draft exists' })).toBeVisible({ timeout: 20_000 });
  return page.url();
}

test('an invoice whose answer was lost says since when, and Check now finds its draft', async ({ page, sandbox }) => {
  const before = (await sandbox.state()).sevdesk.documents.length;
  const invoice = await loseAnswer(page, sandbox, /Müller/, 'lost_after_commit');
  await expect(page.getByText('The draft was sent to sevDesk, but the connection ended without an answer.')).toBeVisible();
  await expect(fact(page, 'Since')).toHaveText(TIME);
  await expect(fact(page, 'Next look')).toHaveText(TIME);
  await expect(fact(page, 'Last look')).toHaveText(/^not yet$|\d{2}:\d{2}/);

  // Its entries are locked: nobody bills them a second time.
  await page.goto(LAST_MONTH);
  await button(page, 'Create invoice').click();
  await expect(page.getByRole('radio', { name: /Stadtwerke/ })).toBeVisible();
  await expect(page.getByRole('radio', { name: /Müller/ })).toHaveCount(0);

  await page.goto('/invoices');
  await expect(page.getByRole('row').filter({ hasText: 'unclear' })).toContainText('Müller & Söhne GmbH');

  await page.goto(invoice);
  await button(page, 'Check now').click();
  await expect(fact(page, 'Last look')).toHaveText(TIME);
  await expect(page.getByRole('heading', { name: 'Nobody knows yet whether the draft exists' })).toBeVisible();

  await sandbox.clearFaults();
  await button(page, 'Check now').click();
  await expect(page.getByRole('link', { name: 'Open in sevDesk' })).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText(/time entries are marked as billed\./)).toBeVisible();
  expect((await sandbox.state()).sevdesk.documents).toHaveLength(before + 1);
});

test('It is not there frees the entries, and the history says who said so', async ({ page, sandbox }) => {
  const before = (await sandbox.state()).sevdesk.documents.length;
  const invoice = await loseAnswer(page, sandbox, /Stadtwerke/, 'lost_before_commit');
  await sandbox.clearFaults();
  await button(page, 'It is not there').click();
  await expect(page.getByRole('heading', { name: 'Is there really no draft?' })).toBeVisible();
  await expect(page.getByText(/a draft for Stadtwerke Musterstadt with the reference BH-/)).toBeVisible();
  await page.getByRole('link', { name: 'Cancel' }).click();
  await expect(page.getByRole('heading', { name: 'Nobody knows yet whether the draft exists' })).toBeVisible();

  await button(page, 'It is not there').click();
  await button(page, 'There is no such draft').click();
  await expect(page).toHaveURL(invoice);
  await expect(page.getByText('This invoice is in preparation again, with all its answers and positions.')).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: 'Anna Berg said that there is no draft' })).toBeVisible();

  await page.getByRole('link', { name: 'Go on' }).click();
  await button(page, 'Create draft').click();
  await expect(page.getByRole('link', { name: 'Open in sevDesk' })).toBeVisible({ timeout: 20_000 });
  expect((await sandbox.state()).sevdesk.documents).toHaveLength(before + 1);
});

test('It is not there is wrong where the draft is found, and that counts', async ({ page, sandbox }) => {
  const before = (await sandbox.state()).sevdesk.documents.length;
  await loseAnswer(page, sandbox, /Café/, 'lost_after_commit');
  await sandbox.clearFaults();
  await button(page, 'It is not there').click();
  await button(page, 'There is no such draft').click();
  await expect(page.getByText('The draft was found after all, so it counts.')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Open in sevDesk' })).toBeVisible();
  expect((await sandbox.state()).sevdesk.documents).toHaveLength(before + 1);
});

test('It is there asks which draft it is, compares it, and the history says who said so', async ({ page, sandbox, guard }) => {
  guard.allow(/422/);
  const ids = new Set((await sandbox.state()).sevdesk.documents.map(({ id }) => id));
  await loseAnswer(page, sandbox, /O'Brien/, 'lost_after_commit');
  await sandbox.clearFaults();
  await button(page, 'It is there').click();
  await expect(page.getByRole('heading', { name: 'Which draft is it?' })).toBeVisible();
  await button(page, 'This is the draft').click();
  await expect(page.getByText('Choose a draft, or enter its number.')).toBeVisible();
  const made = (await sandbox.state()).sevdesk.documents.find(({ id }) => !ids.has(id));
  await page.locator(`input[name=draft][value="${made?.id}"]`).check();
  await button(page, 'This is the draft').click();
  await expect(page.getByRole('link', { name: 'Open in sevDesk' })).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole('listitem').filter({ hasText: 'Anna Berg said which draft it is' })).toBeVisible();
});

test('a draft that was named by mistake is taken back, and the right one found', async ({ page, sandbox }) => {
  const [other] = (await sandbox.state()).sevdesk.documents.filter(({ status }) => status === '100');
  await loseAnswer(page, sandbox, /ACME/, 'lost_after_commit');
  await button(page, 'It is there').click();
  await page.getByLabel(/number/).fill(other!.id);
  await button(page, 'This is the draft').click();
  await expect(page.getByRole('heading', { name: /differs/ })).toBeVisible({ timeout: 20_000 });

  await button(page, 'It is another draft').click();
  await expect(page.getByText(`Somebody had named the draft ${other!.id} in sevDesk, and then said that it is another one.`)).toBeVisible();
  await sandbox.clearFaults();
  await button(page, 'Check now').click();
  await expect(page.getByRole('link', { name: 'Open in sevDesk' })).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole('listitem').filter({ hasText: 'Anna Berg said that it is another draft' })).toBeVisible();
  await expect(page.getByText(/time entries are marked as billed\./)).toBeVisible();
});
