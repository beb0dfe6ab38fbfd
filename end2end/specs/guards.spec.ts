import { copyFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '../fixtures/index.ts';
import { button } from '../fixtures/find.ts';
import { Wizard } from '../fixtures/wizard.ts';
import type { Page } from '@playwright/test';
import type { Billhour } from '../fixtures/billhour.ts';
import type { Sandbox } from '../fixtures/sandbox.ts';

const LAST_MONTH = '/report?period=last-month&group=project&sum=user';
const HELD = /Nothing is sent from here/;

const drafts = async (sandbox: Sandbox) => (await sandbox.state()).sevdesk.documents.length;

/** A client's last month, up to the last step. */
async function toLastStep(page: Page, client: RegExp): Promise<Wizard> {
  const wizard = new Wizard(page);
  await wizard.begin(LAST_MONTH, client);
  await wizard.toPositions('Groups');
  await wizard.press('Continue');
  await expect(page).toHaveURL(/\/create$/);
  return wizard;
}

test.beforeEach(({ guard }) => guard.allow(/422/));

test('a copy of the database sends nothing until an admin says what it is', async ({ page, billhour, sandbox, shots }) => {
  // The database with another data folder, as far as Billhour can tell.
  await billhour.restart(() => rm(join(billhour.data, 'instance')));
  const before = await drafts(sandbox);
  const wizard = await toLastStep(page, /Café/);
  await expect(page.getByText(HELD)).toHaveCount(1);
  await wizard.press('Create draft');
  await expect(page.getByText(HELD)).toHaveCount(1);
  await shots('guard-step-6');
  expect(await drafts(sandbox)).toBe(before);
  const lastStep = page.url();

  await page.goto('/settings/integrations');
  await page.getByText(HELD).waitFor();
  await page.getByRole('link', { name: 'Which Billhour may send' }).first().click();
  await expect(page.getByRole('heading', { name: 'This Billhour sends nothing yet. Which is it?' })).toBeVisible();
  await shots('guard-installation');
  await button(page, 'This Billhour may send').click();
  await expect(page.getByText('Please choose which it is.')).toBeVisible();
  await page.getByLabel('This Billhour is').selectOption('moved');
  await button(page, 'This Billhour may send').click();
  await expect(page.getByText('This Billhour may send.', { exact: true })).toBeVisible();

  await page.goto(lastStep);
  await expect(page.getByText(HELD)).toHaveCount(0);
  await wizard.press('Create draft');
  await expect(wizard.openIn('sevDesk')).toBeVisible({ timeout: 30_000 });
  expect(await drafts(sandbox)).toBe(before + 1);
});

/** Puts the database back to what it is now, after `meanwhile`. */
async function restored(billhour: Billhour, meanwhile: () => Promise<void>) {
  const database = join(billhour.data, 'billhour.db');
  const backup = join(billhour.data, 'backup.db');
  await billhour.restart(() => copyFile(database, backup));
  await meanwhile();
  await billhour.restart(() => copyFile(backup, database));
}

test('after a restore the sends that the database does not know are gone through', async ({ page, billhour, sandbox, shots }) => {
  test.skip(!!process.env.BILLHOUR_E2E_POSTGRES, 'a PostgreSQL database is restored in another way; the engine is tested on both');
  let before = 0;
  await restored(billhour, async () => {
    before = await drafts(sandbox);
    const wizard = await toLastStep(page, /Müller/);
    await wizard.press('Create draft');
    await expect(wizard.openIn('sevDesk')).toBeVisible({ timeout: 30_000 });
    // The page asks for news, and the server is about to be gone.
    await page.goto('about:blank');
  });
  expect(await drafts(sandbox)).toBe(before + 1);
  const wizard = await toLastStep(page, /Müller/);
  await wizard.press('Create draft');
  await expect(page.getByText(/1 send is newer than it/)).toBeVisible();
  expect(await drafts(sandbox)).toBe(before + 1);

  await page.getByRole('link', { name: 'Go through the sends' }).click();
  await button(page, 'Look in the billing tools again').click();
  const send = page.getByRole('region', { name: /sevDesk · .*Müller/ });
  await expect(send.getByText(/found on/)).toBeVisible();
  await expect(send.getByRole('link', { name: 'Open in sevDesk' })).toBeVisible();
  await shots('guard-lost-sends');
  await send.getByText('Leave these entries free').click();
  await send.getByRole('button', { name: 'Leave free', exact: true }).click();
  await expect(send.getByText('Please say why')).toBeVisible();
  await send.getByRole('button', { name: 'Mark these entries as billed' }).click();
  await expect(send.getByText(/its entries are to be billed \(Anna Berg/)).toBeVisible();
  await button(page, 'Carry it out and send again').click();
  await expect(page.getByText('There is nothing to go through')).toBeVisible();

  await page.goto('/settings/integrations');
  await expect(page.getByText(HELD)).toHaveCount(0);
  expect(await drafts(sandbox)).toBe(before + 1);
});
