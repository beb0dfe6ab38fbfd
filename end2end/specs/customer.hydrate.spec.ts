// Only with JavaScript: without it, there are no suggestions, and Search lists what was found.
import { expect, hydrated, test } from '../fixtures/index.ts';
import { Wizard } from '../fixtures/wizard.ts';
import type { Page } from '@playwright/test';

const REPORT = '/report?period=last-month&group=project&sum=user';

const customer = (page: Page) => page.getByRole('combobox', { name: 'Customer', exact: true });
const options = (page: Page) => page.getByRole('option');

test.beforeEach(async ({ page }) => {
  await new Wizard(page).begin(REPORT, /Stadtwerke/);
  await hydrated(page);
});

test('when nothing can be suggested, the field is still a field', async ({ page, guard }) => {
  guard.allow(/ERR_FAILED|Failed to load resource/);
  await page.route(/suggest_customers/, (route) => route.abort());
  const asked = page.waitForRequest(/suggest_customers/);
  await customer(page).fill('acme');
  await asked;
  await expect(options(page)).toHaveCount(0);
  await new Wizard(page).press('Continue');
  await expect(page).toHaveURL(/\/level$/);
  await page.goBack();
  await page.reload();
  await expect(customer(page)).toHaveValue('ACME GmbH');
});

test('typing suggests customers, and each key narrows them', async ({ page }) => {
  await customer(page).fill('G');
  await expect(options(page)).toHaveCount(0);
  await customer(page).fill('');
  await customer(page).pressSequentially('müll');
  await expect(options(page).first()).toContainText('Müller & Söhne GmbH');
  await expect(customer(page)).toHaveAttribute('aria-expanded', 'true');
  await customer(page).fill('acm');
  await expect(options(page)).toHaveCount(1);
  await expect(options(page)).toContainText('ACME GmbH');
});

test('arrow up begins at the end, and the ends meet', async ({ page }) => {
  await customer(page).fill('gmbh');
  await expect(options(page).first()).toBeVisible();
  await customer(page).press('ArrowUp');
  await expect(options(page).last()).toHaveAttribute('aria-selected', 'true');
  await customer(page).press('ArrowDown');
  await expect(options(page).first()).toHaveAttribute('aria-selected', 'true');
});

test('Escape closes the list and leaves what was typed', async ({ page }) => {
  await customer(page).fill('gmbh');
  await expect(options(page).first()).toBeVisible();
  await customer(page).press('Escape');
  await expect(options(page)).toHaveCount(0);
  await expect(customer(page)).toHaveAttribute('aria-expanded', 'false');
  await expect(customer(page)).toHaveValue('gmbh');
});

test('a click chooses', async ({ page }) => {
  await customer(page).fill('acm');
  await options(page).filter({ hasText: 'ACME GmbH' }).click();
  await expect(customer(page)).toHaveValue('ACME GmbH');
  await expect(options(page)).toHaveCount(0);
  await new Wizard(page).press('Continue');
  await expect(page).toHaveURL(/\/level$/);
});

// The last one, because it bills what the others begin with.
test('arrow keys and Enter choose, and the draft is made for the choice', async ({ page, sandbox }) => {
  const wizard = new Wizard(page);
  await customer(page).fill('gmbh');
  await expect(options(page).nth(1)).toBeVisible();
  await customer(page).press('ArrowDown');
  await customer(page).press('ArrowDown');
  const chosen = options(page).nth(1);
  await expect(chosen).toHaveAttribute('aria-selected', 'true');
  await expect(customer(page)).toHaveAttribute('aria-activedescendant', (await chosen.getAttribute('id')) ?? 'none');
  const name = await chosen.evaluate((option) => option.firstChild?.textContent ?? '');
  await customer(page).press('Enter');
  await expect(customer(page)).toHaveValue(name);
  await expect(options(page)).toHaveCount(0);
  await expect(page).toHaveURL(/\/tool$/);

  const ids = new Set((await sandbox.state()).sevdesk.documents.map(({ id }) => id));
  await wizard.goOnTo('create');
  await expect(page.getByText(name)).toBeVisible();
  await wizard.press('Create draft');
  await expect(page.getByRole('link', { name: 'Open in sevDesk' })).toBeVisible({ timeout: 20_000 });
  const made = (await sandbox.state()).sevdesk.documents.find(({ id }) => !ids.has(id));
  expect(made?.customer).toBe(name);
});
