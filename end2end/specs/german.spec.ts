import { expect, test } from '../fixtures/index.ts';

test.use({ locale: 'de-DE' });

const ENGLISH = /\b(the|and|report|invoice|entries|settings|continue|back|save|billable|client|customer|please|hours|days)\b/i;

test('the pages speak German', async ({ page }) => {
  for (const path of ['/report?period=last-month&group=project&sum=user', '/invoices', '/clients', '/settings/integrations', '/entries/new']) {
    await page.goto(path);
    await expect(page.locator('html')).toHaveAttribute('lang', 'de');
    const text = (await page.locator('main').innerText()).replace(/sevDesk|Lexware Office|Billhour/g, '');
    expect(text.match(ENGLISH)?.[0], `an English word on ${path}`).toBeUndefined();
  }
});
