import { expect, test } from '../fixtures/index.ts';
import { button, fact } from '../fixtures/find.ts';
import { clockify, handIn, toggl, type Row } from '../fixtures/exports.ts';
import type { Page } from '@playwright/test';

// Times that add up to 4:10.
const TIMES = [
  { from: '09:00:00', to: '10:20:00', duration: '01:20:00', note: 'Entwurf' },
  { from: '10:30:00', to: '12:00:00', duration: '01:30:00', note: 'Abstimmung; „vor Ort“' },
  { from: '13:00:00', to: '14:20:00', duration: '01:20:00', note: 'Reinzeichnung' },
];
const on = (day: string): Row[] => TIMES.map((time) => ({ ...time, day }));

const reported = (page: Page) => page.locator('main table').getByText('Bäckerei Rühl GmbH');

for (const { tool, write, day } of [
  { tool: 'Clockify', write: clockify, day: '31/10/2026' },
  { tool: 'Toggl Track', write: toggl, day: '2026-10-30' },
]) {
  test(`an export of ${tool} is shown first, imported once, and never twice`, async ({ page }) => {
    const report = tool === 'Clockify' ? '/report?period=2026-10-31..2026-10-31&group=client' : '/report?period=2026-10-30..2026-10-30&group=client';
    await handIn(page, `${tool}.csv`, write(...on(day)));
    await expect(page).toHaveURL(/\/import\/[0-9a-f-]+$/);
    await expect(fact(page, 'Export of')).toHaveText(tool);
    await expect(fact(page, 'New')).toHaveText('3 entries, 4:10 h');
    await expect(page.getByText('Rows, hours and billed hours are exactly those of the file.')).toBeVisible();
    const checked = page.url();
    await page.goto(report);
    await expect(reported(page)).toHaveCount(0);

    await page.goto(checked);
    await button(page, 'Import 3 entries').click();
    await expect(page.getByText('3 entries were imported.')).toBeVisible();
    await page.goto(report);
    await expect(reported(page)).toBeVisible();

    await handIn(page, `${tool} again.csv`, write(...on(day)));
    await expect(page.getByText('There is nothing new in this file: all of its rows were imported before.')).toBeVisible();
    await expect(fact(page, 'Imported before')).toHaveText('3 entries, 4:10 h');
    await expect(page.getByRole('button', { name: /^Import/ })).toHaveCount(0);
    await button(page, 'Discard').click();
    await expect(page).toHaveURL(/\/import$/);
  });
}

test('a longer export adds only what is new', async ({ page }) => {
  const day = '28/10/2026';
  await handIn(page, 'first.csv', clockify(...on(day).slice(0, 2)));
  await button(page, 'Import 2 entries').click();
  await expect(page.getByText('2 entries were imported.')).toBeVisible();
  await handIn(page, 'second.csv', clockify(...on(day)));
  await expect(fact(page, 'New')).toHaveText('1 entry, 1:20 h');
  await expect(fact(page, 'Imported before')).toHaveText('2 entries, 2:50 h');
  await button(page, 'Import one entry').click();
  await expect(page.getByText('One entry was imported.')).toBeVisible();
});

test('rows that cannot be read are told by line and reason, and nothing is imported unasked', async ({ page, guard }) => {
  guard.allow(/422/);
  const [good, short, long] = on('27/10/2026');
  if (!good || !short || !long) throw new Error('three rows are needed');
  const file = clockify(good, { ...short, duration: '12.5' }, { ...long, duration: '24:00:01' }, { ...good, project: '', from: '15:00:00' });
  await handIn(page, 'bad.csv', file);
  const bad = page.getByRole('row').filter({ has: page.getByRole('cell') });
  for (const [line, reason] of [
    ['3', 'Duration (h): 12.5 is not hours, minutes and seconds such as 1:20:00.'],
    ['4', 'Duration (h): 24:00:01 is more than 24 hours; probably nobody stopped the timer.'],
    ['5', 'The row has a client or a task, but no project.'],
  ] as const) {
    const row = bad.filter({ hasText: reason });
    await expect(row.getByRole('cell').first()).toHaveText(line);
  }
  const report = '/report?period=2026-10-27..2026-10-27&group=client';
  await button(page, 'Import one entry').click();
  await expect(page.getByText('There are rows that cannot be read. Tick the box to leave them out')).toBeVisible();
  const checked = page.url();
  await page.goto(report);
  await expect(reported(page)).toHaveCount(0);

  await page.goto(checked);
  await page.getByLabel('Leave out the rows that cannot be read').check();
  await button(page, 'Import one entry').click();
  await expect(page.getByText('One entry was imported.')).toBeVisible();
  await expect(page.getByText('3 rows were left out because they cannot be read.')).toBeVisible();
});

test('dates that can be read both ways are asked about', async ({ page, guard }) => {
  guard.allow(/422/);
  await handIn(page, 'dates.csv', clockify(...on('05/10/2026')));
  await expect(page.getByText('Day or month first? 05/10/2026 on line 2 can be read both ways')).toBeVisible();
  await page.getByLabel('Order of day and month').selectOption({ label: 'Day first: 31/12/2026' });
  await button(page, 'Check again').click();
  await expect(fact(page, 'Days')).toHaveText('5 Oct 2026');
  await expect(fact(page, 'Order of day and month')).toHaveText('Day first, as you chose.');
  await button(page, 'Discard').click();
  await expect(page.getByRole('link', { name: 'dates.csv' })).toHaveCount(0);
});
