import { expect, hydrated, test } from '../fixtures/index.ts';
import { ofPosition } from '../fixtures/find.ts';
import { clockify, handIn } from '../fixtures/exports.ts';
import { Wizard } from '../fixtures/wizard.ts';

// Pictures for people to look at; a page that is wider than its window fails here. The pages look alike without
// JavaScript, so one project is enough.
test.skip(({ javaScriptEnabled }) => javaScriptEnabled === false);
test.use({ colorScheme: 'light' });
test.slow();

const REPORT = '/report?period=last-month&group=project&sum=user';

test('the report and every step of the wizard fit at every width', async ({ page, shots }) => {
  const wizard = new Wizard(page);
  await page.goto(REPORT);
  await shots('report');
  await wizard.press('Create invoice');
  await page.locator('details.card > summary').click();
  await shots('step-1');
  await page.getByRole('radio', { name: /ACME/ }).check();
  await wizard.press('Continue');

  await hydrated(page);
  await page.getByLabel('Customer', { exact: true }).fill('gmbh');
  await expect(page.getByRole('option').first()).toBeVisible();
  await shots('step-2-suggestions');
  await page.getByLabel('Customer', { exact: true }).press('Escape');
  await page.getByLabel('Customer', { exact: true }).fill('ACME GmbH');
  await wizard.choose('Existing draft');
  await wizard.press('Continue');
  await expect(page.getByText('Which draft?')).toBeVisible();
  await shots('step-2');
  await wizard.choose('New invoice');
  await wizard.press('Continue');

  await shots('step-3');
  await wizard.choose('Times');
  await wizard.press('Continue');
  await shots('step-4');
  await wizard.press('Continue');
  await hydrated(page);
  await shots('step-5');
  await wizard.press('Continue');
  await shots('step-6');
  await wizard.press('Create draft');
  await expect(page.getByRole('link', { name: 'Open in sevDesk' })).toBeVisible({ timeout: 20_000 });
  await shots('result');
});

test('positions with problems fit at every width', async ({ page, guard, shots }) => {
  guard.allow(/422/);
  const wizard = new Wizard(page);
  await wizard.begin(REPORT, /Stadtwerke/);
  await wizard.toPositions('Sums');
  await page.getByLabel(ofPosition('Quantity')).first().fill('23');
  await wizard.prices().nth(1).fill('teuer');
  await wizard.texts().last().fill('');
  await wizard.press('Add position');
  await wizard.press('Continue');
  await expect(page.getByText(/things are not right yet/)).toBeVisible();
  await shots('step-5-problems');
});

test('an unclear invoice fits at every width', async ({ page, sandbox, shots }) => {
  const wizard = new Wizard(page);
  await wizard.begin(REPORT, /Müller/);
  await wizard.goOnTo('create');
  await sandbox.faults(
    { tool: 'sevdesk', operation: 'save_invoice', fault: 'lost_after_commit' },
    { tool: 'sevdesk', operation: 'list_invoices', fault: 'status_before_commit', status: 503, count: 100 },
  );
  await wizard.press('Create draft');
  await expect(page.getByRole('heading', { name: 'Nobody knows yet whether the draft exists' })).toBeVisible({ timeout: 20_000 });
  await shots('unknown');
  await page.goto('/invoices');
  await shots('invoices');
});

test('the integrations fit at every width', async ({ page, shots }) => {
  await page.goto('/settings/integrations');
  await shots('integrations');
  await page.getByRole('link', { name: 'Settings', exact: true }).last().click();
  await expect(page).toHaveURL(/\/integrations\/[0-9a-f-]+$/);
  await shots('connection');
});

test('the dry run of an import fits at every width', async ({ page, shots }) => {
  await page.goto('/import');
  await shots('import');
  const row = { day: '31/10/2026', from: '09:00:00', to: '10:20:00', duration: '01:20:00' };
  await handIn(page, 'clockify.csv', clockify(row, { ...row, from: '11:00:00', note: 'Abstimmung' }, { ...row, duration: '12.5' }));
  await expect(page.getByRole('heading', { name: 'Rows that cannot be read' })).toBeVisible();
  await shots('import-dry-run');
});
