import { expect, test } from '../fixtures/index.ts';
import { ofPosition } from '../fixtures/find.ts';
import { Wizard } from '../fixtures/wizard.ts';

const REPORT = '/report?period=last-month&group=project&sum=user';

test('step 1 counts the entries of other clients and lists the rest one by one', async ({ page }) => {
  await page.goto(REPORT);
  await new Wizard(page).press('Create invoice');
  await page.locator('details.card > summary').click();
  const others = page.locator('details.card li');
  await expect(others.first()).toHaveText(/: \d+ entries, \d+:\d\d h$/);
  await expect(page.locator('details.card td', { hasText: 'another client' })).toHaveCount(0);
  await new Wizard(page).discard();
});

test('step 4 shows what a template would say only while it is chosen', async ({ page }) => {
  const wizard = new Wizard(page);
  await wizard.begin(REPORT, /Stadtwerke/);
  await wizard.goOnTo('text');
  const preview = page.getByText('With this template, the first positions would say:');
  await expect(preview).toBeHidden();
  await wizard.choose('Template');
  await expect(preview).toBeVisible();
  await wizard.choose('Title');
  await expect(preview).toBeHidden();
  // Who asks for the preview wants a template.
  await page.getByRole('button', { name: 'Preview', exact: true }).click();
  await expect(preview).toBeVisible();
  await expect(page.getByRole('radio', { name: 'Template', exact: true })).toBeChecked();
});

test('the bar of step 5 has the net total and follows the positions', async ({ page }) => {
  const wizard = new Wizard(page);
  await wizard.begin(REPORT, /Stadtwerke/);
  await wizard.toPositions('Sums');
  const total = page.locator('#bar-net');
  const before = (await total.textContent()) ?? '';
  await expect(wizard.net()).toHaveText(before);
  await wizard.prices().first().fill('1');
  await wizard.press('Continue');
  await expect(page).toHaveURL(/\/create$/);
  await wizard.press('Back');
  await expect(total).not.toHaveText(before);
  await expect(total).toHaveText((await wizard.net().textContent()) ?? '');
});

test('what was typed into the details goes along to another step', async ({ page }) => {
  const wizard = new Wizard(page);
  await wizard.begin(REPORT, /ACME/);
  await wizard.toPositions('Sums');
  const positions = page.url();
  await page.getByLabel('Title of the invoice', { exact: true }).fill('Onlineshop, Oktober');
  await wizard.press('Level');
  await expect(page).toHaveURL(/\/level$/);
  await page.goto(positions);
  await expect(page.getByLabel('Title of the invoice', { exact: true })).toHaveValue('Onlineshop, Oktober');
});

test('a quantity that was changed by hand stays on record with its difference', async ({ page }) => {
  const wizard = new Wizard(page);
  await wizard.begin(REPORT, /ACME/);
  await wizard.toPositions('Sums');
  const quantity = page.getByLabel(ofPosition('Quantity')).first();
  await quantity.fill(String(Number(await quantity.inputValue()) + 1.5));
  await wizard.create();
  const changed = page.locator('section.card').filter({ has: page.getByRole('heading', { name: 'Quantities changed by hand', exact: true }) });
  await expect(changed.locator('tbody tr')).toHaveCount(1);
  await expect(changed.locator('tbody tr')).toContainText('+1.5');
});
