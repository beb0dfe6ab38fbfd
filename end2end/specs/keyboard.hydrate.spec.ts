// Only with JavaScript: without it, each move loads the page anew, and the focus cannot stay.
import { expect, hydrated, test } from '../fixtures/index.ts';
import { ofPosition } from '../fixtures/find.ts';
import { Keyboard } from '../fixtures/keyboard.ts';
import { Wizard } from '../fixtures/wizard.ts';

const REPORT = '/report?period=last-month&group=project&sum=user';

test('the keyboard leads from the report to the draft', async ({ page, sandbox }) => {
  const before = (await sandbox.state()).sevdesk.documents.length;
  const keyboard = new Keyboard(page);
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const radio = (name: string | RegExp) => page.getByRole('radio', { name, exact: typeof name === 'string' });
  await page.goto(REPORT);
  await keyboard.goTo(button('Create invoice'));
  await keyboard.follow('Enter');

  await keyboard.goTo(page.getByRole('radio'));
  await keyboard.goTo(radio(/Stadtwerke/), 'ArrowDown');
  await keyboard.goTo(button('Continue'));
  await keyboard.follow('Space');

  await hydrated(page);
  await keyboard.goTo(radio('New invoice'));
  await keyboard.goTo(radio('Existing draft'), 'ArrowDown');
  await keyboard.goTo(radio('New invoice'), 'ArrowUp');
  await keyboard.goTo(page.getByLabel('Customer', { exact: true }), 'Shift+Tab');
  await keyboard.goTo(button('Continue'));
  await keyboard.follow('Enter');

  await keyboard.goTo(page.getByRole('radio'));
  await keyboard.goTo(radio('Sums'), 'ArrowDown');
  await keyboard.goTo(button('Continue'));
  await keyboard.follow('Enter');

  await keyboard.goTo(radio('Title'));
  await keyboard.goTo(radio('Template'), 'ArrowUp');
  await keyboard.goTo(page.getByRole('textbox', { name: 'Template' }));
  await page.keyboard.press('Control+A');
  await page.keyboard.type('Arbeit von {user}');
  await keyboard.goTo(radio('Hours'));
  await keyboard.goTo(button('Continue'));
  await keyboard.follow('Enter');

  await hydrated(page);
  const texts = page.getByLabel(ofPosition('Position text'));
  await expect(texts.first()).toHaveValue(/^Arbeit von /);
  await keyboard.goTo(texts.first());
  await page.keyboard.press('End');
  await page.keyboard.type(', vor Ort');
  await keyboard.goTo(button('Continue'));
  await keyboard.follow('Enter');

  await expect(page).toHaveURL(/\/create$/);
  await keyboard.goTo(page.getByRole('checkbox', { name: 'Mark these entries as billed' }));
  await keyboard.press('Space');
  await expect(page.getByRole('checkbox')).not.toBeChecked();
  await keyboard.press('Space');
  await keyboard.goTo(button('Create draft'));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('link', { name: 'Open in sevDesk' })).toBeVisible({ timeout: 20_000 });
  await keyboard.goTo(page.getByRole('link', { name: 'Open in sevDesk' }));

  const { documents } = (await sandbox.state()).sevdesk;
  expect(documents).toHaveLength(before + 1);
  expect(documents.some(({ positions }) => /^Arbeit von .*, vor Ort$/.test(positions[0]?.text ?? ''))).toBe(true);
});

test('moving a position by keyboard keeps the focus on its button', async ({ page }) => {
  const wizard = new Wizard(page);
  const keyboard = new Keyboard(page);
  await wizard.begin('/report?period=last-month&group=project&sum=day', /ACME/);
  await wizard.toPositions('Sums');
  await hydrated(page);
  const [first, second, third, ...rest] = await wizard.order();
  const move = (row: string | undefined, name: string) => page.locator(`#${row}`).getByRole('button', { name: ofPosition(name) });

  await keyboard.goTo(move(first, 'Move down'));
  await keyboard.press('Enter');
  await expect.poll(() => wizard.order()).toEqual([second, first, third, ...rest]);
  await expect(move(first, 'Move down')).toBeFocused();
  await keyboard.press('Space');
  await expect.poll(() => wizard.order()).toEqual([second, third, first, ...rest]);
  await expect(move(first, 'Move down')).toBeFocused();

  await keyboard.goTo(move(first, 'Move up'), 'Shift+Tab');
  await keyboard.press('Enter');
  await expect(move(first, 'Move up')).toBeFocused();
  await keyboard.press('Enter');
  await expect.poll(() => wizard.order()).toEqual([first, second, third, ...rest]);
  await expect(move(first, 'Move up')).toBeFocused();
  await keyboard.press('Enter');
  await expect(move(first, 'Move up')).toBeFocused();
  expect(await wizard.order()).toEqual([first, second, third, ...rest]);
});

test('after a position was deleted by keyboard, the focus is on the next one', async ({ page }) => {
  const wizard = new Wizard(page);
  const keyboard = new Keyboard(page);
  await wizard.begin('/report?period=last-month&group=project&sum=day', /ACME/);
  await wizard.toPositions('Sums');
  await hydrated(page);
  const [first, second, ...rest] = await wizard.order();
  await keyboard.goTo(page.locator(`#${first}`).getByRole('button', { name: ofPosition('Delete position') }));
  await page.keyboard.press('Enter');
  await expect.poll(() => wizard.order()).toEqual([second, ...rest]);
  await expect(page.locator(`#${second}`).getByLabel(ofPosition('Position text'))).toBeFocused();
  await keyboard.seesFocus();
});
