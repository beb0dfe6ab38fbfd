import { expect, test } from '../fixtures/index.ts';
import { button, fact } from '../fixtures/find.ts';
import { Wizard } from '../fixtures/wizard.ts';
import type { Page } from '@playwright/test';
import type { Sandbox } from '../fixtures/sandbox.ts';

const LAST_MONTH = '/report?period=last-month&group=project&sum=user';

/** Bills a client's last month; ends on the invoice's page. Answers its address and the draft's. */
async function bill(page: Page, sandbox: Sandbox, client: RegExp, level = 'Groups') {
  const ids = new Set((await sandbox.state()).sevdesk.documents.map(({ id }) => id));
  const wizard = new Wizard(page);
  await wizard.begin(LAST_MONTH, client);
  await wizard.toPositions(level);
  await wizard.create();
  const draft = (await sandbox.state()).sevdesk.documents.find(({ id }) => !ids.has(id));
  if (!draft) throw new Error('there is no new draft');
  return { invoice: page.url(), draft };
}

test('a draft is taken back, and its entries can be billed again', async ({ page, sandbox, shots }) => {
  const { draft } = await bill(page, sandbox, /Müller/);
  await expect(fact(page, 'State there')).toHaveText('Draft');
  await button(page, 'Take back').click();
  await expect(page.getByRole('heading', { name: 'Take this draft back?' })).toBeVisible();
  await shots('undo-question');
  await page.getByLabel('Reason').fill('the wrong month');
  await button(page, 'Take back').click();
  await expect(page.getByText('This invoice was taken back.')).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: 'Anna Berg took the draft back (the wrong month)' })).toBeVisible();
  expect((await sandbox.state()).sevdesk.documents.map(({ id }) => id)).not.toContain(draft.id);
  await bill(page, sandbox, /Müller/);
});

test('a draft that was deleted in the tool is shown, and a person releases its entries', async ({ page, sandbox, guard, shots }) => {
  guard.allow(/422/);
  const { invoice, draft } = await bill(page, sandbox, /Café/);
  await page.goto(`${sandbox.url}${draft.url}`);
  await page.getByRole('button', { name: 'Delete draft' }).click();
  await page.goto(invoice);
  await button(page, 'Check now').click();
  await expect(page.getByText('The document is no longer in sevDesk')).toHaveCount(0);
  // One look could be a mistake: the second one comes with time, here with a clock that is not ours to move.
  await button(page, 'Take back').click();
  await button(page, 'Take back').click();
  await expect(page.getByText('sevDesk says that the draft is gone.')).toBeVisible();
  await shots('undo-gone-once');
  await button(page, 'Leave it as it was').click();
  await expect(fact(page, 'State there')).toHaveText('Draft');
});

test('a deleted position is named, and exactly its entries are released', async ({ page, sandbox, guard, shots }) => {
  guard.allow(/422/);
  const { invoice, draft } = await bill(page, sandbox, /Stadtwerke/, 'Times');
  await page.goto(`${sandbox.url}${draft.url}`);
  await page.getByText('Change', { exact: true }).first().click();
  await page.getByRole('button', { name: 'Delete position' }).first().click();
  await page.goto(invoice);
  await button(page, 'Check now').click();
  await expect(page.getByRole('heading', { name: 'Positions were changed in sevDesk' })).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: 'was deleted' })).toHaveCount(1);
  await shots('positions-changed');
  await page.goto('/invoices');
  await expect(page.getByRole('row').filter({ hasText: 'Changed there' })).toContainText('Stadtwerke');

  await page.goto(invoice);
  await button(page, 'Keep as billed').click();
  await button(page, 'Keep as billed').click();
  await expect(page.getByText('Please say why.')).toBeVisible();
  await page.getByRole('link', { name: 'Cancel' }).click();
  await button(page, 'Release time entries').click();
  await button(page, 'Release time entries').click();
  await expect(page.getByRole('heading', { name: 'Positions were changed in sevDesk' })).toHaveCount(0);
  await expect(page.getByRole('listitem').filter({ hasText: 'Anna Berg released time entries' })).toBeVisible();
});

test('what was finalised in the tool stays billed', async ({ page, sandbox }) => {
  const { invoice, draft } = await bill(page, sandbox, /O'Brien/);
  await page.goto(`${sandbox.url}${draft.url}`);
  await page.getByRole('button', { name: 'Finalise' }).click();
  await page.goto(invoice);
  await button(page, 'Take back').click();
  await button(page, 'Take back').click();
  await expect(fact(page, 'State there')).toHaveText('Finalised');
  await expect(button(page, 'Take back')).toHaveCount(0);
});

test('the history is downloaded as a file', async ({ page, sandbox }) => {
  await bill(page, sandbox, /Bergmann|ACME/);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download this history' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^billhour-[0-9a-f-]+\.json$/);
});
