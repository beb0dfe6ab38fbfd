import { expect, signInAsBiller, test } from '../fixtures/index.ts';
import { Wizard } from '../fixtures/wizard.ts';
import type { Locator, Page } from '@playwright/test';

const LIST = '/settings/integrations';
const WRONG = '00000000000000000000000000000000';

const card = (page: Page, tool: string) =>
  page.locator('section.card').filter({ has: page.getByRole('heading', { name: tool, exact: true }) });
const connected = (page: Page) => page.getByText('connected', { exact: true });
const tokenIn = (part: Locator) => part.getByLabel('API token', { exact: true });
const token = (page: Page) => tokenIn(page.locator('#token'));
const save = (part: Locator) => part.getByRole('button', { name: 'Save', exact: true });

/** The page of a tool's one connection. */
async function connection(page: Page, tool = 'sevDesk') {
  await page.goto(LIST);
  await card(page, tool).getByRole('link', { name: 'Settings', exact: true }).click();
  await expect(page).toHaveURL(/\/integrations\/[0-9a-f-]+$/);
}

test('each billing tool has a card that says that it is connected', async ({ page }) => {
  await page.goto('/settings');
  await page.getByRole('link', { name: 'Integrations' }).click();
  await expect(page).toHaveURL(/\/settings\/integrations$/);
  for (const tool of ['sevDesk', 'Lexware Office', 'HQ']) await expect(card(page, tool)).toContainText('connected');
});

test('a connection shows its company, the end of its token and the day, but never the token', async ({ page, sandbox }) => {
  const secret = await sandbox.token();
  await page.goto(LIST);
  const html = await page.content();
  await connection(page);
  const today = new Date().toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'Europe/Berlin' });
  await expect(page.locator('dl.facts')).toContainText(`•••• ${secret.slice(-4)}, set by Anna Berg on ${today}`);
  await expect(page.locator('dl.facts').getByText('Client number')).toBeVisible();
  // sevDesk tells a person's name; the company is what an admin called it.
  await expect(page.getByRole('heading', { name: 'sevDesk · Studio Nordlicht', exact: true })).toBeVisible();
  expect(html + (await page.content())).not.toContain(secret);
});

test('the test asks the tool', async ({ page, sandbox, guard }) => {
  guard.allow(/422|502|503/);
  await connection(page);
  await page.getByRole('button', { name: 'Test', exact: true }).click();
  await expect(page.getByText('sevDesk accepts the token. The connection works.')).toBeVisible();
  await sandbox.faults({ tool: 'sevdesk', operation: 'any', fault: 'status_before_commit', status: 503, count: 20 });
  await page.getByRole('button', { name: 'Test', exact: true }).click();
  await expect(page.getByText('sevDesk cannot be reached at the moment')).toBeVisible();
  await expect(connected(page)).toBeVisible();
  await page.goto(LIST);
  await expect(card(page, 'sevDesk')).toContainText(/Last error.*sevDesk did not answer\./);
});

test('the settings of HQ are tried before they count, and what is wrong is said beside its field', async ({ page, guard }) => {
  guard.allow(/422/);
  await connection(page, 'HQ');
  const summary = page.getByText('What Billhour assumes about HQ', { exact: true });
  await summary.click();
  const template = page.getByLabel('Template of new invoices (number)', { exact: true });
  const usual = await template.inputValue();
  const save = page.getByRole('button', { name: 'Try and save' });
  await template.fill('99999');
  await page.getByLabel('Decimals of quantities and prices', { exact: true }).fill('3');
  await save.click();
  await expect(template).toHaveAccessibleDescription(/HQ has no template with this number\./);
  await expect(template).toHaveValue('99999');
  await template.fill(usual);
  await save.click();
  await expect(page.getByText('Saved.')).toBeVisible();
  await summary.click();
  await expect(page.getByLabel('Decimals of quantities and prices', { exact: true })).toHaveValue('3');
});

test('a token that was refused leaves one button, which leads to where it is replaced', async ({ page, sandbox, guard }) => {
  guard.allow(/422/);
  const secret = await sandbox.token();
  await connection(page);
  await sandbox.faults({ tool: 'sevdesk', operation: 'any', fault: 'status_before_commit', status: 401, count: 20 });
  await page.getByRole('button', { name: 'Test', exact: true }).click();
  await page.goto(LIST);
  const lost = card(page, 'sevDesk');
  await expect(lost).toContainText('sevDesk no longer accepts the token');
  await expect(lost.getByRole('button')).toHaveCount(0);
  await sandbox.clearFaults();
  await lost.getByRole('link', { name: 'Reconnect' }).click();
  await token(page).fill(secret);
  await page.getByRole('button', { name: 'Replace token' }).click();
  await expect(page.getByText('Saved.')).toBeVisible();
  await expect(connected(page)).toBeVisible();
});

test('a wrong token is told beside its field, and the connection stays', async ({ page, guard }) => {
  guard.allow(/422/);
  await connection(page);
  for (const [typed, message] of [
    ['', 'Please paste the token.'],
    [WRONG, 'sevDesk does not accept this token.'],
    ['"; drop table', 'sevDesk does not accept this token.'],
  ] as const) {
    await token(page).fill(typed);
    await page.getByRole('button', { name: 'Replace token' }).click();
    await expect(token(page)).toHaveAccessibleDescription(new RegExp(message));
    expect(await page.content()).not.toContain(WRONG);
  }
  await connection(page);
  await expect(connected(page)).toBeVisible();
  await page.getByRole('button', { name: 'Test', exact: true }).click();
  await expect(page.getByText('The connection works.')).toBeVisible();
});

test('the token is replaced by a right one', async ({ page, sandbox }) => {
  const secret = await sandbox.token();
  await connection(page);
  await token(page).fill(`  ${secret}\n`.trimEnd());
  await page.getByRole('button', { name: 'Replace token' }).click();
  await expect(page.getByText('Saved.')).toBeVisible();
  await expect(connected(page)).toBeVisible();
  expect(await page.content()).not.toContain(secret);
});

test('a company is not connected twice', async ({ page, sandbox, guard }) => {
  guard.allow(/422/);
  await page.goto(LIST);
  const another = page.locator('details.card', { hasText: 'sevDesk: Connect another company' });
  await another.locator('summary').click();
  await tokenIn(another).fill(await sandbox.token());
  await save(another).click();
  await expect(tokenIn(another)).toHaveAccessibleDescription(/This company is connected already/);
});

test('a second company is connected beside the first, and the wizard asks which by its name', async ({ page, sandbox, guard }) => {
  guard.allow(/422/);
  const front = await (await fetch(sandbox.url)).text();
  const secret = /Token for v2<\/dt><dd><code>([^<]+)/.exec(front)?.[1] ?? '';
  await page.goto(LIST);
  const another = page.locator('details.card', { hasText: 'HQ: Connect another company' });
  await another.locator('summary').click();
  for (const [company, message] of [
    ['', /This company is connected already/],
    ['99', /HQ has no company of your own with this number/],
  ] as const) {
    await tokenIn(another).fill(secret);
    await another.getByLabel('Own company (number)').fill(company);
    await save(another).click();
    await expect(another.getByText(message)).toBeVisible();
  }
  await tokenIn(another).fill(secret);
  await another.getByLabel('Own company (number)').fill('4071');
  await save(another).click();
  await expect(page.getByRole('heading', { name: 'HQ · Nordlicht Events GmbH', exact: true })).toBeVisible();
  const events = page.url().replace(/\?.*/, '');

  const wizard = new Wizard(page);
  await wizard.begin('/report?period=last-month&group=project', /Müller/);
  await wizard.choose('HQ Nordlicht Events GmbH');
  await expect(page.getByRole('radio', { name: 'HQ Studio Nordlicht GmbH', exact: true })).toBeVisible();
  await wizard.discard();

  await page.goto(events);
  await page.getByText('Remove …').click();
  await page.getByRole('button', { name: 'Remove connection' }).click();
  await expect(card(page, 'HQ')).toHaveCount(1);
});

test('a biller sees neither the page nor the way to it', async ({ browser, billhour, javaScriptEnabled, guard }) => {
  guard.allow(/403/);
  const storageState = await signInAsBiller(browser, billhour);
  const context = await browser.newContext({ baseURL: billhour.url, storageState, locale: 'en-GB', javaScriptEnabled });
  const page = await context.newPage();
  const answer = await page.goto(LIST);
  expect(answer?.status()).toBe(403);
  await expect(page.getByText('You may not see this page')).toBeVisible();
  await page.goto('/report');
  await expect(page.getByRole('link', { name: 'Settings' })).toHaveCount(0);
  await page.goto('/import');
  await expect(page.getByRole('link', { name: 'Integrations' })).toHaveCount(0);
  await context.close();
});

test('a connection is removed, invoices say so, and a right token connects the company again', async ({ page, sandbox, guard }) => {
  guard.allow(/422/);
  const secret = await sandbox.token();
  for (const tool of ['HQ', 'Lexware Office', 'sevDesk']) {
    await connection(page, tool);
    await page.getByText('Remove …').click();
    await page.getByRole('button', { name: 'Remove connection' }).click();
    await expect(page).toHaveURL(/\/settings\/integrations$/);
    await expect(card(page, tool)).toContainText('not connected');
  }

  await new Wizard(page).begin('/report?period=last-month&group=project', /Stadtwerke/);
  await page.getByRole('link', { name: 'Connect a billing tool' }).click();
  const form = card(page, 'sevDesk');
  await tokenIn(form).fill(WRONG);
  await save(form).click();
  await expect(tokenIn(form)).toHaveAccessibleDescription(/sevDesk does not accept this token/);
  await expect(form).toContainText('not connected');

  await tokenIn(form).fill(secret);
  await save(form).click();
  // Back to where the wizard was left.
  await expect(page).toHaveURL(/\/invoices\/[0-9a-f-]+\/tool$/);
  await expect(page.getByText('sevDesk · Studio Nordlicht')).toBeVisible();
  await connection(page);
  await expect(connected(page)).toBeVisible();
  await expect(page.locator('dl.facts')).toContainText(`•••• ${secret.slice(-4)}`);
  expect(await page.content()).not.toContain(secret);
});
