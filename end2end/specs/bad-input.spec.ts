import { expect, test } from '../fixtures/index.ts';
import { ofPosition } from '../fixtures/find.ts';
import { chooseAndCheck, clockify, handIn } from '../fixtures/exports.ts';
import { Wizard } from '../fixtures/wizard.ts';
import type { Page } from '@playwright/test';

const REPORT = '/report?period=last-month&group=project&sum=user';

test.beforeEach(({ guard }) => guard.allow(/422/));

/** Step 5 of an invoice with one position per user. */
async function positions(page: Page, level = 'Sums', client = /Stadtwerke/) {
  const wizard = new Wizard(page);
  await wizard.begin(REPORT, client);
  await wizard.toPositions(level);
  return { wizard, field: (label: string) => page.getByLabel(ofPosition(label)).first() };
}

for (const [label, typed, understood] of [
  ['Unit price', '1.000,50', '1000.50'],
  ['Unit price', '1,5', '1.50'],
  ['Unit price', ' 95,00 € ', '95.00'],
  ['Quantity', '1:30', '1.50'],
  ['Quantity', '1\u{2019}000', '1000.00'],
] as const) {
  test(`“${typed}” as ${label} is understood as ${understood}`, async ({ page }) => {
    const { wizard, field } = await positions(page);
    await field(label).fill(typed);
    await wizard.press('Continue');
    await expect(page).toHaveURL(/\/create$/);
    await wizard.press('Back');
    await expect(field(label)).toHaveValue(understood);
  });
}

for (const [label, typed, message] of [
  ['Unit price', '-3', 'It must not be below zero.'],
  ['Unit price', '1e3', 'This is not an amount. Write 95 or 95.50.'],
  ['Unit price', '1.000', 'One or one thousand? Write 1000 or 1.0.'],
  ['Unit price', '0,125', 'Too many decimals for this billing tool.'],
  ['Unit price', '1000000', 'This is too much.'],
  ['Unit price', '', 'Please enter a number.'],
  ['Quantity', '0', 'It must be more than zero.'],
  ['Quantity', '-1', 'It must not be below zero.'],
  ['Quantity', '<b>2</b>', 'This is not a number. Write 1.5 or 1:30.'],
  ['Position text', '', 'Please enter a text.'],
  ['Position text', 'ä'.repeat(10_000), 'Too long: 10,000 characters, 2,000 at most.'],
] as const) {
  test(`“${typed.slice(0, 10)}” as ${label} is kept beside “${message}”`, async ({ page }) => {
    const { wizard, field } = await positions(page);
    await field(label).fill(typed);
    await wizard.press('Continue');
    await expect(page.getByText('One thing is not right yet')).toBeVisible();
    await expect(page).toHaveURL(/\/positions/);
    for (const again of [false, true]) {
      if (again) await page.goto(page.url());
      await expect(field(label)).toHaveValue(typed);
      await expect(field(label)).toHaveAccessibleDescription(message);
      await expect(field(label)).toHaveAttribute('aria-invalid', 'true');
    }
  });
}

test('a discount by hand may be below zero, but not the whole invoice', async ({ page }) => {
  const { wizard } = await positions(page);
  await wizard.press('Add position');
  const last = (label: string) => page.getByLabel(ofPosition(label)).last();
  await expect(last('Position text')).toHaveValue('');
  await last('Position text').fill('Nachlass');
  await last('Unit price').fill('-3');
  await wizard.press('Continue');
  await expect(page).toHaveURL(/\/create$/);
  await wizard.press('Back');
  await expect(last('Unit price')).toHaveValue('-3.00');
  await last('Unit price').fill('-99999');
  await wizard.press('Continue');
  await expect(page).toHaveURL(/\/positions/);
  await expect(page.getByText('The discounts are larger than the rest: the sum is below zero.')).toBeVisible();
});

test('an invoice without positions is told so', async ({ page }) => {
  const { wizard } = await positions(page);
  for (let left = await wizard.texts().count(); left > 0; left -= 1) {
    await page.getByRole('button', { name: ofPosition('Delete position') }).first().click();
    await expect(wizard.texts()).toHaveCount(left - 1);
  }
  await wizard.press('Continue');
  await expect(page).toHaveURL(/\/positions/);
  await expect(page.getByText('There is no position left.')).toBeVisible();
});

test('texts reach the billing tool as they were typed, without controls that turn them round', async ({ page, sandbox }) => {
  page.on('dialog', () => expect('no script of a text runs').toBe('it ran'));
  // A client of its own, because the draft bills it.
  const { wizard } = await positions(page, 'Times', /O'Brien/);
  const script = '<script>alert(1)</script>';
  const typed = [script, '=1+1', 'Rechts\u{202e}links', '"Zitat" & \'Apostroph\'', 'Zeile eins\nZeile zwei'];
  for (const [at, text] of typed.entries()) await wizard.texts().nth(at).fill(text);
  await page.getByLabel('Title of the invoice').fill(script);
  await wizard.create();
  const { documents } = (await sandbox.state()).sevdesk;
  const made = documents.find(({ positions }) => positions[0]?.text === script);
  const arrived = made?.positions.slice(0, typed.length).map(({ text, description }) => [text, description].filter(Boolean).join('\n'));
  expect(arrived).toEqual(typed.map((text) => text.replace('\u{202e}', '')));
  await page.getByRole('link', { name: 'Open in sevDesk' }).click();
  await expect(page.getByText(script).first()).toBeVisible();
});

for (const [typed, message] of [
  ['{projekt}', 'There is no placeholder {projekt}. The known ones are listed below.'],
  ['{project', 'A brace { is not closed with }.'],
  ['', 'Please write a template, for example {project} – {task}.'],
  ['x'.repeat(501), 'The template is too long: 500 characters at most.'],
] as const) {
  test(`the template “${typed.slice(0, 10)}” is kept beside “${message}”`, async ({ page }) => {
    const wizard = new Wizard(page);
    await wizard.begin(REPORT, /Stadtwerke/);
    await wizard.goOnTo('text');
    await wizard.choose('Template');
    const template = page.getByRole('textbox', { name: 'Template' });
    await template.fill(typed);
    await wizard.press('Continue');
    await expect(template).toHaveValue(typed);
    await expect(template).toHaveAccessibleDescription(new RegExp(escaped(message)));
    await expect(page.getByRole('radio', { name: 'Template', exact: true })).toBeChecked();
  });
}

for (const [label, typed, message] of [
  ['Title of the invoice', 'x'.repeat(256), 'Too long: 255 characters at most.'],
  ['Customer\u{2019}s reference', 'x'.repeat(81), 'Too long: 80 characters at most.'],
  ['Text before the positions', 'x'.repeat(10_000), 'Too long: 2,000 characters at most.'],
  ['Service from', '2026-10-01', 'Please give both days, or none.'],
] as const) {
  test(`what does not fit into ${label} is kept beside “${message}”`, async ({ page }) => {
    const { wizard } = await positions(page);
    const field = page.getByLabel(label.replace('\u{2019}', "'"), { exact: true });
    await field.fill(typed);
    await wizard.press('Continue');
    await expect(page).toHaveURL(/\/positions/);
    await expect(page.getByText(message)).toBeVisible();
    await expect(field).toHaveValue(typed);
  });
}

test('a customer whom the billing tool does not know is told beside the field', async ({ page }) => {
  const wizard = new Wizard(page);
  await wizard.begin(REPORT, /Stadtwerke/);
  const customer = page.getByLabel('Customer', { exact: true });
  await customer.fill('Gibt es nicht AG');
  await wizard.press('Continue');
  await expect(customer).toHaveValue('Gibt es nicht AG');
  await expect(customer).toHaveAccessibleDescription(/has no customer with this name or number/);
});

for (const [what, report, message] of [
  ['that is billed', '/report?period=all&status=billed', /nothing to bill in this report: \d+ entries are billed already/],
  ['that is not billable', '/report?period=all&status=not_billable', /nothing to bill in this report: \d+ entries are not billable/],
  ['without entries', '/report?period=2001', /There is nothing to bill in this report\./],
] as const) {
  test(`a report ${what} says that there is nothing to bill`, async ({ page }) => {
    await page.goto(report);
    await new Wizard(page).press('Create invoice');
    await expect(page).toHaveURL(/^[^?]*\/report\?/);
    await expect(page.getByText(message)).toBeVisible();
  });
}

const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex');
for (const [name, content, message] of [
  ['bild.csv', PNG, 'This is not a text file.'],
  ['leer.csv', Buffer.alloc(0), 'The file is empty.'],
  ['zeiten.xlsx', Buffer.from('PK\u{3}\u{4}\u{14}\0\u{6}\0\u{8}\0', 'latin1'), 'This is an Excel file or an archive.'],
  ['seite.csv', Buffer.from('<!doctype html><title>Anmelden</title>'), 'This is a web page'],
  ['liste.csv', Buffer.from('Einkauf\nMilch\nBrot\n'), 'The first line has only one column.'],
  ['andere.csv', Buffer.from('Datum;Kunde;Stunden\n2026-10-01;A;1,5\n'), 'Billhour does not know this export.'],
] as const) {
  test(`${name} is refused beside the field: ${message}`, async ({ page }) => {
    await page.goto('/import');
    await page.getByLabel('Order of day and month').selectOption({ label: 'Day first: 31/12/2026' });
    await chooseAndCheck(page, name, content);
    await expect(page.getByLabel('File', { exact: true })).toHaveAccessibleDescription(new RegExp(escaped(message)));
    await expect(page.getByLabel('Order of day and month').locator('option:checked')).toHaveText('Day first: 31/12/2026');
    await expect(page.getByRole('link', { name })).toHaveCount(0);
  });
}

test('a file in Latin-1 is read with its umlauts', async ({ page }) => {
  const file = clockify({ day: '31/10/2026', from: '09:00:00', to: '10:00:00', duration: '01:00:00' });
  await handIn(page, 'latin1.csv', Buffer.from(file, 'latin1'));
  await expect(page.getByText('Windows-1252 (Latin-1)')).toBeVisible();
  await expect(page.getByText('Bäckerei Rühl GmbH')).toBeVisible();
});

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
