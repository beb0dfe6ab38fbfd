import { expect, test } from '../fixtures/index.ts';
import { ofPosition } from '../fixtures/find.ts';
import { expectStands, fieldOn, fieldsOf, fillIn, keepsEnter, pressEnter, pressEnterWithin, type Field } from '../fixtures/fields.ts';
import { Wizard } from '../fixtures/wizard.ts';
import type { Page } from '@playwright/test';

const REPORT = '/report?period=last-month&group=project&sum=user';

/** An invoice at a step; answers its address. */
async function at(page: Page, step: Parameters<Wizard['goOnTo']>[0], client = /ACME/): Promise<string> {
  const wizard = new Wizard(page);
  await wizard.begin(REPORT, client);
  return wizard.goOnTo(step);
}

/** Presses Enter in every field of a page, each time on a fresh one; `lands` says where that leads. */
async function everyField(page: Page, url: string, lands: (field: Field) => RegExp, texts: Record<string, string> = {}) {
  await page.goto(url);
  const fields = await fieldsOf(page.locator('main'));
  expect(fields.length).toBeGreaterThan(0);
  for (const field of fields) {
    await test.step(`Enter in ${field.name} ${field.value}`, async () => {
      await page.goto(url);
      const typed = await fillIn(fieldOn(page, field), field, texts);
      await pressEnter(fieldOn(page, field));
      await expect(page).toHaveURL(lands(field));
      // What is asked on the way stands in the page's address; all else was saved.
      if (new URL(page.url()).pathname === new URL(url).pathname) await page.reload();
      else await page.goto(url);
      await expectStands(fieldOn(page, field), typed);
    });
  }
}

test('in step 1 Enter continues with the chosen client', async ({ page }) => {
  const invoice = await at(page, 'tool');
  await everyField(page, `${invoice}/overview`, () => /\/tool$/);
});

test('in step 2 Enter continues with the typed customer and the chosen target', async ({ page }) => {
  const invoice = await at(page, 'tool');
  const customer = { customer: 'Müller & Söhne GmbH' };
  // Another tool has other customers, so that the page is shown anew for it.
  const shown = await page.locator('input[name=shown]').inputValue();
  const lands = ({ name, value }: Field) => {
    if (value === 'existing_draft') return /\/tool\?.*target=existing_draft/;
    return name === 'connection' && value !== shown ? /\/tool\?connection=/ : /\/level$/;
  };
  await everyField(page, `${invoice}/tool`, lands, customer);
});

test('in step 2 Enter in the list of drafts continues with the chosen draft', async ({ page }) => {
  const invoice = await at(page, 'tool');
  const customer = page.getByLabel('Customer', { exact: true });
  await customer.fill('ACME GmbH');
  await new Wizard(page).choose('Existing draft');
  await pressEnter(customer);
  const url = page.url();
  const drafts = (await fieldsOf(page.locator('main'))).filter(({ name }) => name === 'draft');
  expect(drafts.length).toBeGreaterThan(0);
  for (const draft of drafts) {
    await page.goto(url);
    await fieldOn(page, draft).check();
    await pressEnter(fieldOn(page, draft));
    await expect(page).toHaveURL(/\/level$/);
    await page.goto(`${invoice}/tool`);
    await expect(fieldOn(page, draft)).toBeChecked();
  }
});

test('in step 3 Enter continues with the chosen level', async ({ page }) => {
  const invoice = await at(page, 'level');
  await everyField(page, `${invoice}/level`, () => /\/text$/);
});

test('in step 4 Enter continues with the chosen text, template and unit', async ({ page }) => {
  const invoice = await at(page, 'text');
  await everyField(page, `${invoice}/text`, () => /\/positions$/, { template: 'Arbeit an {project}' });
});

test('in step 5 Enter saves what was typed, and neither moves nor deletes a position', async ({ page, guard }) => {
  // A period needs both of its days, so that one day alone is refused and stays in its field.
  guard.allow(/422/);
  test.slow();
  const wizard = new Wizard(page);
  await wizard.begin(REPORT, /Stadtwerke/);
  await wizard.toPositions('Sums');
  const url = page.url();
  const order = await wizard.order();
  expect(order.length).toBeGreaterThan(1);
  const fields = await fieldsOf(page.locator('main'));
  for (const field of fields.filter(({ name }) => name !== 'price_for_all')) {
    await test.step(`Enter in ${field.name}`, async () => {
      await page.goto(url);
      const there = fieldOn(page, field);
      const typed = await fillIn(there, field);
      if (keepsEnter(field)) {
        await expectStands(there, await pressEnterWithin(there, field, typed));
        return;
      }
      await pressEnter(there);
      await expect(page).toHaveURL(url);
      await expectStands(there, typed);
      expect(await wizard.order()).toEqual(order);
    });
  }
});

test('in step 5 Enter in the one price for all gives it to all', async ({ page }) => {
  const wizard = new Wizard(page);
  await at(page, 'positions', /Stadtwerke/);
  await page.getByLabel('Price per hour for all').fill('99');
  await page.getByLabel('Price per hour for all').press('Enter');
  for (const price of await wizard.prices().all()) await expect(price).toHaveValue('99.00');
});

test('in step 5 Enter does not leave with a number that makes no sense', async ({ page, guard }) => {
  guard.allow(/422/);
  const wizard = new Wizard(page);
  await at(page, 'positions', /Stadtwerke/);
  const quantity = page.getByLabel(ofPosition('Quantity')).first();
  await quantity.fill('viel');
  await pressEnter(quantity);
  await expect(page).toHaveURL(/\/positions$/);
  await expect(quantity).toHaveValue('viel');
  await expect(quantity).toHaveAccessibleDescription(/not a number/);
  await wizard.press('Continue');
  await expect(page).toHaveURL(/\/positions$/);
  await quantity.fill('2');
  await wizard.press('Continue');
  await expect(page).toHaveURL(/\/create$/);
});

test('in step 6 Enter creates the draft as the check box says', async ({ page, sandbox }) => {
  const before = (await sandbox.state()).sevdesk.documents.length;
  await at(page, 'create', /Stadtwerke/);
  const fields = await fieldsOf(page.locator('main'));
  expect(fields.map(({ name }) => name)).toEqual(['mark']);
  const mark = page.getByLabel('Mark these entries as billed');
  await mark.uncheck();
  await pressEnter(mark);
  await expect(page.getByText(/stay billable, as you chose/)).toBeVisible({ timeout: 20_000 });
  expect((await sandbox.state()).sevdesk.documents).toHaveLength(before + 1);
});

test('in the filters of the report Enter applies what was chosen and keeps the rest', async ({ page }) => {
  test.slow();
  await page.goto(REPORT);
  const chips = page.locator('nav.chips details').filter({ has: page.locator('form') });
  const count = await chips.count();
  for (let chip = 0; chip < count; chip += 1) {
    await page.goto(REPORT);
    await chips.nth(chip).locator('summary').click();
    for (const field of await fieldsOf(chips.nth(chip))) {
      await test.step(`Enter in ${field.name} ${field.value}`, async () => {
        await page.goto(REPORT);
        await chips.nth(chip).locator('summary').click();
        const typed = await fillIn(fieldOn(page, field), field, { from: '2026-01-01', to: '2999-01-01' });
        await pressEnter(fieldOn(page, field));
        const { pathname, searchParams } = new URL(page.url());
        expect(pathname).toBe('/report');
        expect(searchParams.get('group')).toBe('project');
        expect(searchParams.get('sum')).toBe('user');
        expect(searchParams.getAll(field.name)).toEqual([field.kind === 'checkbox' ? field.value : typed]);
        await chips.nth(chip).locator('summary').click();
        await expectStands(fieldOn(page, field), typed);
      });
    }
  }
});

test('in the settings of a connection Enter saves, and removes nothing', async ({ page, guard }) => {
  guard.allow(/422/);
  await page.goto('/settings/integrations');
  await page.getByRole('link', { name: 'Settings', exact: true }).last().click();
  const url = page.url();
  const fields = await fieldsOf(page.locator('main'));
  for (const field of fields) {
    await test.step(`Enter in ${field.name}`, async () => {
      await page.goto(url);
      const there = fieldOn(page, field);
      const typed = await fillIn(there, field);
      if (keepsEnter(field)) {
        await expectStands(there, await pressEnterWithin(there, field, typed));
        return;
      }
      await pressEnter(there);
      if (field.name === 'why') {
        await page.getByRole('button', { name: 'Allow sending again' }).click();
        await expect(page.getByRole('button', { name: 'Stop sending' })).toBeVisible();
      } else if (field.name === 'token') {
        await expect(there).toHaveAccessibleDescription(/does not accept this token/);
      } else {
        await expect(page.getByText('Saved.')).toBeVisible();
        await expectStands(there, typed);
      }
      await page.goto(url);
      await expect(page.getByText('connected', { exact: true })).toBeVisible();
    });
  }
});
