import { expect, test } from '../fixtures/index.ts';
import { ofPosition } from '../fixtures/find.ts';
import { openDraft } from '../fixtures/walk.ts';
import { Wizard } from '../fixtures/wizard.ts';

// The demo's twelve entries of 1:20 at 95 €/h: sixteen hours.
const REPORT = '/report?period=last-month&group=project&sum=user';
const CLIENT = /Müller & Söhne/;

test('twelve times 1:20 are 1,520.00 € at every level, and become one draft', async ({ page, sandbox }) => {
  const wizard = new Wizard(page);
  const before = (await sandbox.state()).sevdesk.documents.length;
  await page.goto(REPORT);
  await wizard.begin(REPORT, CLIENT);
  await wizard.toPositions('Groups');
  await expect(wizard.net()).toHaveText('1,520.00\u{a0}€');

  await wizard.press('Back');
  await wizard.choose('Days');
  await wizard.press('Continue');
  await expect(page.getByLabel(ofPosition('Unit price')).first()).toHaveValue('760.00');
  await expect(wizard.net()).toHaveText('1,520.00\u{a0}€');

  await wizard.press('Level');
  await wizard.choose('Times');
  await wizard.press('Continue');
  await wizard.choose('Hours');
  await wizard.press('Continue');
  await expect(page.getByLabel(ofPosition('Position text'))).toHaveCount(12);
  await expect(wizard.net()).toHaveText('1,520.00\u{a0}€');

  await wizard.create();
  const { documents } = (await sandbox.state()).sevdesk;
  expect(documents).toHaveLength(before + 1);
  const draft = documents.find((document) => document.positions.length === 12);
  expect(draft?.net).toBe('1520.00');
  await page.getByRole('link', { name: 'Open in sevDesk' }).click();
  await expect(page).toHaveURL(new RegExp(`/id/${draft?.id}$`));
  await expect(page.getByText(draft?.reference ?? 'no reference').first()).toBeVisible();
});

test('what was billed is not offered again', async ({ page }) => {
  const wizard = new Wizard(page);
  await page.goto(REPORT);
  await wizard.press('Create invoice');
  await expect(page).toHaveURL(/\/overview$/);
  await expect(page.getByRole('radio', { name: CLIENT })).toHaveCount(0);
});

test('positions are edited, and what makes no sense stays beside its message', async ({ page, guard, sandbox }) => {
  guard.allow(/422/);
  const wizard = new Wizard(page);
  await wizard.begin('/report?period=last-month&group=project&sum=user', /Café/);
  await wizard.toPositions('Sums');
  await wizard.press('Add position');
  const last = (label: string) => page.getByLabel(ofPosition(label)).last();
  await last('Position text').fill('Termin vor Ort <script>alert(1)</script>');
  await last('Quantity').fill('0,5');
  await last('Unit price').fill('1e3');
  await wizard.press('Continue');
  await expect(page).toHaveURL(/\/positions/);
  await expect(last('Unit price')).toHaveValue('1e3');
  await expect(last('Unit price')).toHaveAccessibleDescription(/not an amount/);

  await last('Unit price').fill('1.000,50');
  await last('Unit price').press('Tab');
  const count = await page.getByLabel(ofPosition('Position text')).count();
  await page.getByRole('button', { name: ofPosition('Move up') }).last().click();
  await expect(page.getByLabel(ofPosition('Position text')).nth(count - 2)).toHaveValue(/Termin vor Ort/);
  await page.getByRole('button', { name: ofPosition('Delete position') }).first().click();
  await expect(page.getByLabel(ofPosition('Position text'))).toHaveCount(count - 1);

  await wizard.create();
  const documents = (await sandbox.state()).sevdesk.documents;
  const lines = documents.flatMap((document) => document.positions);
  const workshop = lines.find((line) => line.text.includes('Termin vor Ort'));
  expect(workshop?.text).toBe('Termin vor Ort <script>alert(1)</script>');
  expect(Number(workshop?.quantity)).toBe(0.5);
  expect(Number(workshop?.price)).toBe(1000.5);
});

test('positions are added to a draft that exists', async ({ page, sandbox, shots }) => {
  const wizard = new Wizard(page);
  await wizard.begin('/report?period=last-month&group=project', /ACME/);
  await wizard.listDrafts();
  const draft = page.locator('input[name=draft]:not([disabled])').first();
  const id = await draft.getAttribute('value');
  const before = await sandbox.document('sevdesk', id);
  await draft.check();
  await wizard.press('Continue');
  await wizard.choose('Groups');
  await wizard.press('Continue');
  await wizard.press('Continue');
  await wizard.press('Continue');
  await expect(page.getByRole('region', { name: 'What becomes of the draft' })).toContainText('Everything on it stays as it is');
  await shots('sevdesk-step-6');
  await wizard.press('Back');
  const made = await sandbox.madeBy('sevdesk', () => wizard.create());
  expect(made, 'no second draft').toEqual([]);
  const after = await sandbox.document('sevdesk', id);
  const old = before.positions.length;
  expect(old).toBeGreaterThan(0);
  expect(after.positions.length).toBeGreaterThan(old);
  expect(after.positions.slice(0, old)).toEqual(before.positions);
  await openDraft(wizard, 'sevdesk', after);
});
