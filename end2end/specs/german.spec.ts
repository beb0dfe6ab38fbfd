import { expect, test } from '../fixtures/index.ts';
import { ofPosition } from '../fixtures/find.ts';
import { auf, englishAmong, saidOn } from '../fixtures/texts.ts';
import { clockify } from '../fixtures/exports.ts';
import type { Page } from '@playwright/test';

test.use({ locale: 'de-DE' });

const REPORT = '/report?period=last-month&group=project&sum=user';
const WORDS = /\b(the|and|invoice|entries|settings|continue|back|save|billable|client|customer|please|hours|days)\b/i;

const press = (page: Page, text: string) => page.getByRole('button', { name: auf(text), exact: true }).click();
const choose = (page: Page, text: string) => page.getByRole('radio', { name: auf(text), exact: true }).check();

/** Everything on the page is German: words, sentences of ours, numbers; but for names that are allowed. */
async function expectGerman(page: Page, ...allowed: string[]) {
  const where = `on ${new URL(page.url()).pathname}`;
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  const said = (await saidOn(page)).filter((text) => !allowed.some((it) => text.includes(it)));
  expect.soft(said.filter((text) => WORDS.test(text)), `English words ${where}`).toEqual([]);
  expect.soft(said.filter((text) => /\d\.\d\d\s€/.test(text)), `English numbers ${where}`).toEqual([]);
  expect.soft(englishAmong(said), `English texts ${where}`).toEqual([]);
}

for (const path of [
  REPORT,
  '/report?period=2001',
  '/report?period=all&status=nonsense&group=client&sum=user',
  '/invoices',
  '/clients',
  '/entries/new',
  '/settings/integrations',
  '/settings/users',
  '/settings/work-types',
  '/settings/workspace',
  '/import',
]) {
  test(`${path} speaks German`, async ({ page }) => {
    await page.goto(path);
    await expectGerman(page);
  });
}

test('a page that does not exist, and the page for signing in speak German', async ({ page, guard }) => {
  guard.allow(/404/);
  await page.goto('/nowhere');
  await expectGerman(page);
  await page.context().clearCookies();
  await page.goto('/sign-in');
  await expectGerman(page);
});

test('the wizard speaks German from the report to the result', async ({ page, guard, shots }) => {
  test.slow();
  guard.allow(/422/);
  await page.goto(REPORT);
  await shots('de-report');
  await press(page, 'report.create_invoice');
  await expectGerman(page);
  await shots('de-step-1');
  await page.getByRole('radio', { name: /Stadtwerke/ }).check();
  await press(page, 'wizard.continue_');

  await expectGerman(page);
  await page.getByLabel(auf('wizard.customer'), { exact: true }).fill('gmbh');
  await press(page, 'wizard.search');
  await expectGerman(page);
  await page.getByLabel(auf('wizard.customer'), { exact: true }).fill('Gibt es nicht AG');
  await press(page, 'wizard.continue_');
  await expectGerman(page);
  await page.getByLabel(auf('wizard.customer'), { exact: true }).fill('ACME GmbH');
  await choose(page, 'wizard.existing_draft');
  await press(page, 'wizard.continue_');
  await expectGerman(page);
  await shots('de-step-2');
  await choose(page, 'wizard.new_invoice');
  await press(page, 'wizard.continue_');

  await expectGerman(page);
  await shots('de-step-3');
  await choose(page, 'wizard.sums');
  await press(page, 'wizard.continue_');

  await expectGerman(page);
  await shots('de-step-4');
  await choose(page, 'wizard.text_template');
  await page.getByRole('textbox', { name: auf('wizard.template') }).fill('{nichts}');
  await press(page, 'wizard.continue_');
  await expectGerman(page);
  await choose(page, 'wizard.text_title');
  await press(page, 'wizard.continue_');

  await expect(page).toHaveURL(/\/positions$/);
  await expectGerman(page);
  await shots('de-step-5');
  const price = page.getByLabel(ofPosition(auf('editor.unit_price'))).first();
  await expect(price).toHaveValue('105,00');
  await price.fill('teuer');
  await press(page, 'wizard.continue_');
  // With JavaScript the field says so before the server has answered.
  await expect(page.getByRole('alert').first()).toBeVisible();
  await expect(price).toHaveAccessibleDescription(auf('editor.price_not_a_number'));
  await expectGerman(page);
  await price.fill('1,5');
  await press(page, 'wizard.continue_');

  await expect(page).toHaveURL(/\/create$/);
  await expectGerman(page);
  await shots('de-step-6');
  await press(page, 'wizard.create_draft');
  await expect(page.locator('section.card.good')).toBeVisible({ timeout: 20_000 });
  await expectGerman(page);
  await shots('de-result');
  await page.goto('/invoices');
  await expectGerman(page);
  await page.goto(REPORT);
  await press(page, 'report.create_invoice');
  await page.goto(REPORT);
  await press(page, 'report.create_invoice');
  await expect(page).toHaveURL(/\/again\?/);
  await expectGerman(page);
});

test('an unclear invoice and its questions speak German', async ({ page, sandbox, shots }) => {
  await page.goto(REPORT);
  await press(page, 'report.create_invoice');
  if (page.url().includes('/again')) await press(page, 'invoices.again_anew');
  await page.getByRole('radio', { name: /Müller/ }).check();
  for (let step = 0; step < 5; step += 1) await press(page, 'wizard.continue_');
  await sandbox.faults(
    { tool: 'sevdesk', operation: 'save_invoice', fault: 'lost_after_commit' },
    { tool: 'sevdesk', operation: 'list_invoices', fault: 'status_before_commit', status: 503, count: 100 },
  );
  await press(page, 'wizard.create_draft');
  await expect(page.getByRole('heading', { name: auf('invoices.unknown_title') })).toBeVisible({ timeout: 20_000 });
  await expectGerman(page);
  await shots('de-unknown');
  const invoice = page.url();
  for (const ask of ['there', 'not-there']) {
    await page.goto(`${invoice}?ask=${ask}`);
    await expectGerman(page);
  }
});

test('a copied draft and the old one speak German', async ({ page, sandbox }) => {
  await page.goto(REPORT);
  await press(page, 'report.create_invoice');
  if (page.url().includes('/again')) await press(page, 'invoices.again_anew');
  await page.getByRole('radio', { name: /ACME/ }).check();
  await press(page, 'wizard.continue_');
  await page.getByRole('radio', { name: 'Lexware Office', exact: true }).check();
  await choose(page, 'wizard.existing_draft');
  await press(page, 'wizard.continue_');
  await expect(page.getByText(auf('wizard.which_draft'))).toBeVisible();
  await expectGerman(page);
  for (let step = 0; step < 4; step += 1) await press(page, 'wizard.continue_');
  await expect(page).toHaveURL(/\/create$/);
  await expectGerman(page);
  await press(page, 'wizard.create_draft');
  await expect(page.getByRole('heading', { name: auf('invoices.old_title') })).toBeVisible({ timeout: 20_000 });
  await press(page, 'invoices.old_look');
  await expectGerman(page);
  const old = (await sandbox.state()).lexware.documents.find(({ positions }) => positions.length === 3);
  const invoice = page.url();
  await page.goto(sandbox.page(old!));
  await page.getByRole('button', { name: 'Delete draft', exact: true }).click();
  await expect(page).toHaveURL(/\/lexware\/$/);
  await page.goto(invoice);
  await press(page, 'invoices.check_now');
  await expect(page.getByText(auf('invoices.old_gone'))).toBeVisible();
  await expectGerman(page);
});

test('the connection of a billing tool speaks German', async ({ page, guard, shots }) => {
  guard.allow(/422/);
  // HQ's own names for its fields and their values.
  const ofHq = ['Invoice.Language', 'Invoice.TaxOption', 'None'];
  await page.goto('/settings/integrations');
  await shots('de-integrations');
  await page.getByRole('link', { name: auf('integrations.settings'), exact: true }).last().click();
  await expectGerman(page, ...ofHq);
  await page.getByLabel(auf('integrations.token'), { exact: true }).fill('falsch');
  await press(page, 'integrations.replace');
  await expectGerman(page, ...ofHq);
});

test('an import speaks German', async ({ page, guard }) => {
  guard.allow(/422/);
  const row = { day: '31/10/2026', from: '09:00:00', to: '10:00:00' };
  for (const content of [clockify({ ...row, duration: '01:00:00' }, { ...row, duration: '12.5' }), '']) {
    await page.goto('/import');
    await page.getByLabel(auf('import.file'), { exact: true }).setInputFiles({ name: 'zeiten.csv', mimeType: 'text/csv', buffer: Buffer.from(content) });
    await press(page, 'import.check');
    await expect(page.locator('main .notice, main .problem').first()).toBeVisible();
    // A reason names the column as the file does.
    await expectGerman(page, 'Duration (h)');
  }
});
