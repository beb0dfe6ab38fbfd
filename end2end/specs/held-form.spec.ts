// The session ends while somebody types.
import { expect, test } from '../fixtures/index.ts';
import { button } from '../fixtures/find.ts';

test('what was typed is sent once its author has signed in beside it', async ({ page, context, billhour, guard, shots }) => {
  guard.allow(/401/);
  await page.goto('/entries/new');
  await page.getByLabel('Duration').fill('1:15');
  await page.getByLabel('Note').fill('Vertrag „Süd“ & Anhang <2>');
  await context.clearCookies();
  await button(page, 'Add').click();
  await expect(page.getByRole('heading', { name: 'Your session has ended' })).toBeVisible();
  await shots('held-form');

  const opened = context.waitForEvent('page');
  await page.getByRole('link', { name: 'Sign in in a new tab' }).click();
  const beside = await opened;
  await beside.getByLabel('E-mail address').fill(billhour.email);
  await beside.getByLabel('Password').fill(billhour.password);
  await button(beside, 'Sign in').click();
  await beside.waitForURL((url) => url.pathname !== '/sign-in');
  await beside.close();

  await button(page, 'Send again').click();
  await page.waitForURL((url) => url.pathname === '/report');
  await page.goto('/report?period=today');
  await expect(page.getByText('Vertrag „Süd“ & Anhang <2>')).toBeVisible();
});
