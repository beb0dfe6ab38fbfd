import { NOBODY, expect, test } from '../fixtures/index.ts';

test.use({ storageState: NOBODY });

test('a wrong password says so and keeps the address', async ({ page, guard }) => {
  guard.allow(/422/);
  await page.goto('/sign-in');
  await page.getByLabel('E-mail address').fill('anna@example.com');
  await page.getByLabel('Password').fill('not this one');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(page.getByLabel('E-mail address')).toHaveValue('anna@example.com');
  await expect(page.getByLabel('Password')).toHaveValue('');
});

test('whoever is not signed in comes back to the page that was wanted', async ({ page, billhour }) => {
  await page.goto('/report?period=last-month');
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await page.getByLabel('E-mail address').fill(billhour.email);
  await page.getByLabel('Password').fill(billhour.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page).toHaveURL(/\/report\?period=last-month$/);
});
