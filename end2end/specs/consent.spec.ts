import { expect, NOBODY, test } from '../fixtures/index.ts';
import { expectConsentPage, removeLexware, signInAtLexware } from '../fixtures/consent.ts';
import { auf } from '../fixtures/texts.ts';
import { Wizard } from '../fixtures/wizard.ts';
import { button, fact } from '../fixtures/find.ts';
import type { Page } from '@playwright/test';

const LIST = '/settings/integrations';
const TOOL = 'Lexware Office';
const card = (page: Page) => page.locator('section.card').filter({ has: page.getByRole('heading', { name: TOOL, exact: true }) });
const connect = (page: Page) => card(page).getByRole('button', { name: 'Connect', exact: true });

test.beforeEach(async ({ running, browser }) => removeLexware(browser, running));

test.describe('from a cold start', () => {
  test.use({ storageState: NOBODY });

  test('who has no session anywhere signs in twice, consents, and is connected', async ({ page, billhour, shots, guard }) => {
    guard.allow(/422/);
    await page.goto(LIST);
    await expect(page).toHaveURL(/\/sign-in/);
    await page.getByLabel('E-mail address').fill(billhour.email);
    await page.getByLabel('Password').fill(billhour.password);
    await button(page, 'Sign in').click();
    await expect(page).toHaveURL(new RegExp(`${LIST}$`));
    await expect(card(page)).toContainText('not connected');
    await connect(page).click();

    await expectConsentPage(page);
    await shots('lexware-consent');
    await page.getByLabel('Password').fill('falsch');
    await button(page, 'Allow').click();
    await expect(page.getByRole('alert')).toHaveText('This sign-in is not known.');
    await signInAtLexware(page);

    await expect(page).toHaveURL(new RegExp(`^${billhour.url}${LIST}/[0-9a-f-]+\\?done=added$`));
    const today = new Date().toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'Europe/Berlin' });
    for (const place of [page, card(page)]) {
      if (place !== page) await page.goto(LIST);
      await expect(place.getByText('Studio Nordlicht').first()).toBeVisible();
      await expect(place.getByText(`allowed by Anna Berg on ${today}`)).toBeVisible();
    }
    await shots('lexware-connected');
    await card(page).getByRole('button', { name: 'Test', exact: true }).click();
    await expect(page.getByText('The connection works.')).toBeVisible();
  });
});

test('begun in the wizard, the consent leads back into the wizard, and on to a draft', async ({ page, sandbox }) => {
  const wizard = new Wizard(page);
  await wizard.begin('/report?period=last-month&group=project', /Stadtwerke/);
  const step = page.url();
  await page.getByRole('link', { name: 'Connect another billing tool', exact: true }).click();
  await connect(page).click();
  await signInAtLexware(page);
  await expect(page).toHaveURL(step);
  await wizard.choose(TOOL);
  await wizard.press('Search');
  await page.getByRole('radio', { name: 'Stadtwerke Musterstadt' }).check();
  await wizard.goOnTo('positions');
  const made = await sandbox.madeBy('lexware', () => wizard.create(TOOL));
  expect(made).toHaveLength(1);
  await expect(fact(page, 'Customer')).toHaveText('Stadtwerke Musterstadt');
});

test('denied, nothing is connected, and the way back to the wizard stays', async ({ page, shots }) => {
  const wizard = new Wizard(page);
  await wizard.begin('/report?period=last-month&group=project', /Café/);
  const step = page.url();
  await page.getByRole('link', { name: 'Connect another billing tool', exact: true }).click();
  await connect(page).click();
  await button(page, 'Deny').click();
  await expect(page.getByText('the access was not allowed in Lexware Office')).toBeVisible();
  await expect(card(page)).toContainText('not connected');
  await shots('lexware-denied');
  await page.getByRole('link', { name: 'Back to the invoice', exact: true }).click();
  await expect(page).toHaveURL(step);
  await page.goBack();
  await connect(page).click();
  await signInAtLexware(page);
  await expect(page).toHaveURL(step);
});

test.describe('in German', () => {
  test.use({ locale: 'de-DE' });

  test('a denied consent is told in German', async ({ page }) => {
    await page.goto(LIST);
    await button(page, auf('integrations.consent_connect')).click();
    await button(page, 'Deny').click();
    await expect(page.getByText(auf('integrations.consent_denied'))).toBeVisible();
  });
});
