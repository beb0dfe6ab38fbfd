// More positions than a page of step 5 shows.
import { expect, hydrated, test } from '../fixtures/index.ts';
import { button } from '../fixtures/find.ts';
import { Wizard } from '../fixtures/wizard.ts';

test.beforeEach(async ({ page }) => {
  const wizard = new Wizard(page);
  await wizard.begin('/report?period=all', /ACME/);
  await wizard.toPositions('Times');
  await expect(wizard.texts()).toHaveCount(100);
});

test('what was typed goes along to the next page, whose rows are numbered on', async ({ page }) => {
  const wizard = new Wizard(page);
  await wizard.prices().nth(2).fill('77');
  await page.getByLabel('Title of the invoice', { exact: true }).fill('Ein langes Jahr');
  const total = page.locator('.bar strong');
  await button(page, 'Next page').click();
  await expect(page).toHaveURL(/\/positions\?page=2$/);
  await expect(page.getByLabel('Unit price, position 101', { exact: true })).toBeVisible();
  await expect(page.getByLabel('Title of the invoice', { exact: true })).toHaveValue('Ein langes Jahr');
  const sum = await total.textContent();
  await button(page, 'Previous page').click();
  await expect(page).toHaveURL(/\/positions\?page=1$/);
  await expect(page.getByLabel('Unit price, position 3', { exact: true })).toHaveValue('77.00');
  await expect(total).toHaveText(sum ?? '');
});

test('an edit that could not be saved is saved from the next page', async ({ page, guard, javaScriptEnabled }) => {
  test.skip(!javaScriptEnabled, 'without JavaScript nothing waits to be saved');
  guard.allow(/Failed to load resource/);
  const wizard = new Wizard(page);
  await hydrated(page);
  await page.route('**/api/save_positions*', (route) => route.abort());
  await wizard.prices().nth(2).fill('77');
  await expect(page.getByRole('status').filter({ hasText: 'No connection' })).toBeVisible();
  await page.unroute('**/api/save_positions*');
  const saved = page.waitForResponse(/save_positions/);
  await page.goto(`${page.url()}?page=2`);
  await saved;
  await expect(page.getByRole('status').filter({ hasText: /^Saved$/ })).toBeVisible();
  await page.goto(page.url().replace('page=2', 'page=1'));
  await expect(page.getByLabel('Unit price, position 3', { exact: true })).toHaveValue('77.00');
});
