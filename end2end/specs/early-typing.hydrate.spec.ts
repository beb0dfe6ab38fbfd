// Only with JavaScript: without it, there is nothing that arrives after the page.
import { expect, hydrated, test } from '../fixtures/index.ts';
import { ofPosition } from '../fixtures/find.ts';
import { Wizard } from '../fixtures/wizard.ts';
import type { Page } from '@playwright/test';

const REPORT = '/report?period=last-month&group=project&sum=day';

/** Holds the WebAssembly back; the answer lets it through and waits until the page is awake. */
async function delayWasm(page: Page): Promise<() => Promise<void>> {
  let open = () => {};
  const gate = new Promise<void>((resolve) => (open = resolve));
  await page.route(/\.wasm/, async (route) => {
    await gate;
    await route.continue();
  });
  return async () => {
    open();
    await hydrated(page);
  };
}

/** Step 5 before the WebAssembly has arrived. */
async function asleep(page: Page, level = 'Sums') {
  const wizard = new Wizard(page);
  await wizard.begin(REPORT, /Stadtwerke/);
  await wizard.toPositions(level);
  const wake = await delayWasm(page);
  // The load event waits for the WebAssembly's module, but a person does not.
  await page.goto(page.url(), { waitUntil: 'commit' });
  await expect(wizard.net()).toBeVisible();
  return { wizard, wake };
}

// Saved, shown and still there for whoever comes back.
async function expectSaved(page: Page, check: () => Promise<void>) {
  await check();
  await expect(page.getByRole('status').filter({ hasText: /^Saved$/ })).toBeVisible();
  await page.unrouteAll();
  await page.reload();
  await hydrated(page);
  await check();
}

test('a text that was typed early stands there and is saved', async ({ page }) => {
  const { wizard, wake } = await asleep(page);
  await wizard.texts().first().fill('Sehr früh getippt');
  await wake();
  await expectSaved(page, () => expect(wizard.texts().first()).toHaveValue('Sehr früh getippt'));
});

for (const [field, typed, shown] of [
  ['Quantity', '10', '10.00'],
  ['Unit price', '1,5', '1.50'],
] as const) {
  test(`a number that was typed early into ${field} counts in the totals and is saved`, async ({ page }) => {
    const { wizard, wake } = await asleep(page);
    const was = (await wizard.net().textContent()) ?? '';
    await page.getByLabel(ofPosition(field)).first().fill(typed);
    await wake();
    await expectSaved(page, async () => {
      await expect(wizard.net()).not.toHaveText(was);
      await expect(page.getByLabel(ofPosition(field)).first()).toHaveValue(new RegExp(`^(${typed}|${shown})$`));
    });
    await expect(page.getByLabel(ofPosition(field)).first()).toHaveValue(shown);
  });
}

test('a number that makes no sense and was typed early is told beside its field', async ({ page }) => {
  const { wake } = await asleep(page);
  const price = page.getByLabel(ofPosition('Unit price')).first();
  await price.fill('teuer');
  await wake();
  await expectSaved(page, async () => {
    await expect(price).toHaveValue('teuer');
    await expect(price).toHaveAccessibleDescription(/not an amount/);
  });
});

test('several fields that were typed early are all saved', async ({ page }) => {
  const { wizard, wake } = await asleep(page);
  await wizard.texts().nth(0).fill('Erste');
  await wizard.texts().nth(1).fill('Zweite');
  await wizard.prices().nth(1).fill('10');
  await wake();
  await expectSaved(page, async () => {
    await expect(wizard.texts().nth(0)).toHaveValue('Erste');
    await expect(wizard.texts().nth(1)).toHaveValue('Zweite');
    await expect(wizard.prices().nth(1)).toHaveValue(/^10(\.00)?$/);
  });
});

test('a customer who was typed early stands there and becomes the choice', async ({ page }) => {
  const wizard = new Wizard(page);
  await wizard.begin(REPORT, /Stadtwerke/);
  const wake = await delayWasm(page);
  await page.goto(page.url(), { waitUntil: 'commit' });
  const customer = page.getByLabel('Customer', { exact: true });
  await customer.fill('ACME GmbH');
  await wake();
  await expect(customer).toHaveValue('ACME GmbH');
  await wizard.press('Continue');
  await expect(page).toHaveURL(/\/level$/);
  await page.goBack();
  await page.reload();
  await expect(customer).toHaveValue('ACME GmbH');
});

test('an edit that was not saved when the page was left is taken up by the next one', async ({ page }) => {
  const wizard = new Wizard(page);
  await wizard.begin(REPORT, /Stadtwerke/);
  await wizard.toPositions('Sums');
  await hydrated(page);
  await page.route(/save_positions/, (route) => route.abort());
  await page.getByLabel(ofPosition('Quantity')).first().fill('7');
  await page.reload();
  await page.unrouteAll();
  await hydrated(page);
  await expectSaved(page, () => expect(page.getByLabel(ofPosition('Quantity')).first()).toHaveValue(/^7(\.00)?$/));
});
