// Only with JavaScript: without it, there are the buttons Move up and Move down.
import { expect, hydrated, test } from '../fixtures/index.ts';
import { Wizard } from '../fixtures/wizard.ts';

// All rows are in sight, and the bar at the window's edge lies over none of them.
test.use({ viewport: { width: 1280, height: 3000 } });

test.beforeEach(async ({ page }) => {
  const wizard = new Wizard(page);
  await wizard.begin('/report?period=last-month&group=project&sum=day', /Stadtwerke/);
  await wizard.toPositions('Sums');
  await hydrated(page);
});

for (const [what, from, to, expected] of [
  ['up, to before the first', 2, 0, [2, 0, 1]],
  ['down, to before the third', 0, 2, [1, 0, 2]],
] as const) {
  test(`a position is dragged ${what}, and the order survives a reload`, async ({ page }) => {
    const wizard = new Wizard(page);
    const order = await wizard.order();
    const wanted = [...expected.map((at) => order[at]), ...order.slice(3)];
    const texts = await wizard.texts().evaluateAll((all) => all.map((it) => (it as HTMLTextAreaElement).value));
    await page.locator('.grip').nth(from).dragTo(wizard.texts().nth(to), { targetPosition: { x: 5, y: 2 } });
    await expect.poll(() => wizard.order()).toEqual(wanted);
    await expect(page.getByRole('status').filter({ hasText: /^Saved$/ })).toBeVisible();
    await page.reload();
    await hydrated(page);
    expect(await wizard.order()).toEqual(wanted);
    await expect(wizard.texts().first()).toHaveValue(texts[expected[0]] ?? '');
  });
}

test('a position is dragged to the end', async ({ page }) => {
  const wizard = new Wizard(page);
  const [first, ...rest] = await wizard.order();
  const last = page.locator('tr[id^=row-]').last();
  const height = (await last.boundingBox())?.height ?? 0;
  await page.locator('.grip').first().dragTo(last, { targetPosition: { x: 40, y: height - 3 } });
  await expect.poll(() => wizard.order()).toEqual([...rest, first]);
});

test('a position that is dropped on itself stays', async ({ page }) => {
  const wizard = new Wizard(page);
  const order = await wizard.order();
  await page.locator('.grip').nth(1).dragTo(wizard.texts().nth(1));
  await page.locator('.grip').nth(2).dragTo(wizard.texts().nth(1), { targetPosition: { x: 5, y: 2 } });
  await expect.poll(() => wizard.order()).toEqual([order[0], order[2], order[1], ...order.slice(3)]);
});
