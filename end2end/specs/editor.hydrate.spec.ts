// Only with JavaScript: totals at once, saving by itself, and what survives a reload are the island's comfort.
import { expect, fetchedWasm, hydrated, test } from '../fixtures/index.ts';
import { button, ofPosition } from '../fixtures/find.ts';
import { Wizard } from '../fixtures/wizard.ts';

test.beforeEach(async ({ page }) => {
  const wizard = new Wizard(page);
  await wizard.begin('/report?period=last-month&group=project&sum=user', /Stadtwerke/);
  await wizard.toPositions('Sums');
  await hydrated(page);
});

test('totals follow while somebody types, and the edit survives a reload', async ({ page }) => {
  const wizard = new Wizard(page);
  const was = await wizard.net().textContent();
  await page.getByLabel(ofPosition('Unit price')).first().fill('1');
  await expect(wizard.net()).not.toHaveText(was ?? '');
  await expect(page.getByRole('status').filter({ hasText: /^Saved$/ })).toBeVisible();
  await page.reload();
  await hydrated(page);
  await expect(page.getByLabel(ofPosition('Unit price')).first()).toHaveValue('1.00');
});

test('a lost connection is told, and the edits are saved when it is back', async ({ page, context, guard }) => {
  guard.allow(/ERR_INTERNET_DISCONNECTED|Failed to load resource/);
  await context.setOffline(true);
  await page.getByLabel(ofPosition('Position text')).first().fill('Typed in a tunnel');
  await expect(page.getByRole('status').filter({ hasText: 'No connection' })).toBeVisible();
  await context.setOffline(false);
  await expect(page.getByRole('status').filter({ hasText: /^Saved$/ })).toBeVisible({ timeout: 30_000 });
  await page.reload();
  await expect(page.getByLabel(ofPosition('Position text')).first()).toHaveValue('Typed in a tunnel');
});

test('of two tabs the second to save is told', async ({ page, context }) => {
  const other = await context.newPage();
  await other.goto(page.url());
  await hydrated(other);
  await page.getByLabel(ofPosition('Position text')).first().fill('From the first tab');
  await expect(page.getByRole('status').filter({ hasText: /^Saved$/ })).toBeVisible();
  await other.getByLabel(ofPosition('Position text')).first().fill('From the second tab');
  await expect(other.getByRole('status').filter({ hasText: 'Not saved' })).toBeVisible();

  await button(other, 'Load anew').click();
  await hydrated(other);
  const again = other.getByRole('alert').filter({ hasText: 'Position 1 · Position text: From the second tab' });
  await expect(again).toBeVisible();
  // They are an offer: the wizard goes on without an answer to it.
  await button(other, 'Continue').click();
  await expect(other).toHaveURL(/\/create$/);
  await other.goto(page.url());
  await hydrated(other);
  await button(other, 'Apply them now').click();
  await expect(again).toBeHidden();
  await expect(other.getByLabel(ofPosition('Position text')).first()).toHaveValue('From the second tab');
  await expect(other.getByRole('status').filter({ hasText: /^Saved$/ })).toBeVisible();
  await other.close();
});

test('leaving with details that were not posted is asked about', async ({ page }) => {
  await page.getByLabel('Title of the invoice', { exact: true }).fill('Wartung');
  const asked = page.waitForEvent('dialog');
  const left = page.getByRole('link', { name: 'Report', exact: true }).click();
  const dialog = await asked;
  expect(dialog.type()).toBe('beforeunload');
  await dialog.dismiss();
  await left;
  await expect(page.getByLabel('Title of the invoice', { exact: true })).toHaveValue('Wartung');
  await button(page, 'Continue').click();
  await expect(page).toHaveURL(/\/create$/);
});

test('pages without an island load no WebAssembly', async ({ page }) => {
  expect(await fetchedWasm(page)).toHaveLength(1);
  await page.goto('/report');
  expect(await fetchedWasm(page)).toHaveLength(0);
});
