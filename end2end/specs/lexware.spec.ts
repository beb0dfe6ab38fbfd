import { expect, test } from '../fixtures/index.ts';
import { expectDocument, netOf, openDraft } from '../fixtures/walk.ts';
import { Wizard } from '../fixtures/wizard.ts';
import type { Page } from '@playwright/test';

const REPORT = '/report?period=last-month&group=project&sum=user';
const TOOL = 'Lexware Office';

/** Writes another text on the first line of the draft that the simulated tool shows. */
async function editFirstLine(page: Page, text: string) {
  await page.locator('summary').first().click();
  await page.getByLabel('Text', { exact: true }).first().fill(text);
  await page.getByRole('button', { name: 'Save', exact: true }).first().click();
}

test('the wizard makes a new draft in Lexware Office', async ({ page, sandbox }) => {
  const wizard = new Wizard(page);
  await wizard.begin(REPORT, /Stadtwerke/);
  await wizard.chooseTool(TOOL);
  await expect(page.getByLabel('Customer', { exact: true })).toHaveValue('Stadtwerke Musterstadt');
  await wizard.goOnTo('positions');
  const net = await netOf(wizard);
  const made = await sandbox.madeBy('lexware', () => wizard.create(TOOL));
  expect(made).toMatchObject([{ status: 'draft', customer: 'Stadtwerke Musterstadt', net }]);
  await openDraft(wizard, 'lexware', made[0]!);
});

test('a draft is copied with the new positions, and the old one is watched until it is deleted', async ({ page, sandbox, shots, javaScriptEnabled }) => {
  const wizard = new Wizard(page);
  await wizard.begin(REPORT, /ACME/);
  await wizard.chooseTool(TOOL);
  await wizard.listDrafts();
  await expect(page.getByText('Lexware Office cannot add to a draft')).toBeVisible();
  await shots('lexware-step-2');
  const draft = wizard.draft('Rechnung Onlineshop');
  const old = await sandbox.document('lexware', await draft.getAttribute('value'));
  await draft.check();
  await wizard.goOnTo('positions');
  const ours = await wizard.texts().evaluateAll((fields) => fields.map((field) => (field as HTMLTextAreaElement).value));

  await wizard.press('Continue');
  const copy = page.getByRole('region', { name: 'What becomes of the old draft' });
  await expect(copy).toContainText('3 lines');
  await expect(copy).toContainText('Rechnung Onlineshop');
  await expect(copy.getByRole('list', { name: 'Not carried over' })).toContainText('Attached files');
  await shots('lexware-step-6');
  await wizard.press('Back');

  const made = await sandbox.madeBy('lexware', () => wizard.create(TOOL));
  expect(made).toHaveLength(1);
  expect(made[0]?.positions.slice(0, old.positions.length)).toEqual(old.positions);
  expect(made[0]?.positions.slice(old.positions.length).map(({ text }) => text)).toEqual(ours.map((text) => text.split('\n')[0]));
  expect(await sandbox.document('lexware', old.id)).toEqual(old);

  const invoice = page.url();
  const row = page.getByRole('row', { name: /ACME/ });
  await page.goto('/invoices');
  await expect(row.getByText('delete the old draft')).toBeVisible();
  await page.goto(invoice);
  await expect(page.getByRole('heading', { name: 'Delete the old draft' })).toBeVisible();
  await shots('lexware-old-draft');
  await wizard.press('Check whether it is gone');
  await expect(page.getByText('It was still there')).toBeVisible();
  await page.getByRole('link', { name: 'Open the old draft', exact: true }).click();
  await expectDocument(page, old);
  await editFirstLine(page, 'Konzept, zweite Fassung');
  await page.goto(invoice);
  await wizard.press('Check whether it is gone');
  await expect(page.getByText('What was changed there is not on the new draft')).toBeVisible();
  await shots('lexware-old-draft-edited');
  await page.getByRole('link', { name: 'Open the old draft', exact: true }).click();
  await page.getByRole('button', { name: 'Delete draft', exact: true }).click();

  await page.goto(invoice);
  // With JavaScript a page that is open elsewhere follows by itself.
  const elsewhere = javaScriptEnabled === false ? page : await page.context().newPage();
  if (elsewhere !== page) await elsewhere.goto(invoice);
  await wizard.press('Check now');
  await expect(page.getByText('The old draft is gone')).toBeVisible();
  await expect(elsewhere.getByText('The old draft is gone')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Delete the old draft' })).toHaveCount(0);
  await expect(page.getByRole('list', { name: 'What happened' })).toContainText('the old draft was deleted');
  await shots('lexware-old-draft-gone');
  await openDraft(wizard, 'lexware', made[0]!);
  await page.goto('/invoices');
  await expect(row.getByText('delete the old draft')).toHaveCount(0);
});

test('a draft that was changed meanwhile is not copied, and the page says so', async ({ page, sandbox }) => {
  const wizard = new Wizard(page);
  await wizard.begin(REPORT, /Müller/);
  await wizard.chooseTool(TOOL);
  await wizard.listDrafts();
  const draft = wizard.draft('Rechnung Wartung');
  const old = await sandbox.document('lexware', await draft.getAttribute('value'));
  await draft.check();
  await wizard.goOnTo('positions');
  await wizard.press('Continue');
  const create = page.url();

  await page.goto(sandbox.page(old));
  await editFirstLine(page, 'Wartung im Oktober');
  await page.goto(create);

  const made = await sandbox.madeBy('lexware', async () => {
    await wizard.press('Create draft');
    await expect(page.getByText('somebody has edited the draft in Lexware Office')).toBeVisible({ timeout: 20_000 });
  });
  expect(made).toEqual([]);
  await page.getByRole('link', { name: 'Choose it again', exact: true }).click();
  await expect(page).toHaveURL(/\/tool/);
  await expect(wizard.draft('Rechnung Wartung')).toBeChecked();
  await wizard.goOnTo('positions');
  const again = await sandbox.madeBy('lexware', () => wizard.create(TOOL));
  expect(again[0]?.positions[0]?.text).toBe('Wartung im Oktober');
});
