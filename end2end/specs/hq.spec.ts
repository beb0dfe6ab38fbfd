import { expect, test } from '../fixtures/index.ts';
import { netOf, openDraft } from '../fixtures/walk.ts';
import { Wizard } from '../fixtures/wizard.ts';

const REPORT = '/report?period=last-month&group=project&sum=user';

/** Both APIs, with a client who has a draft there and one who gets a new one. */
const APIS = [
  { api: 'v2', fresh: /Stadtwerke/, extended: /Müller/ },
  { api: 'v1', fresh: /Café/, extended: /ACME/ },
] as const;

for (const { api, fresh, extended } of APIS) {
  test.describe(`HQ, API ${api}`, () => {
    test.beforeEach('it is connected by its token', async ({ page, sandbox }) => {
      await page.goto('/settings/integrations');
      const card = page.locator('section.card').filter({ has: page.getByRole('heading', { name: 'HQ', exact: true }) });
      await card.getByRole('link', { name: 'Settings', exact: true }).click();
      await page.locator('#token').getByLabel('API token', { exact: true }).fill(await sandbox.hqToken(api));
      await page.getByRole('button', { name: 'Replace token', exact: true }).click();
      await expect(page.getByText('Saved.')).toBeVisible();
    });

    test('the wizard makes a new draft', async ({ page, sandbox }) => {
      const wizard = new Wizard(page);
      await wizard.begin(REPORT, fresh);
      await wizard.chooseTool('HQ');
      await expect(page.getByLabel('Customer', { exact: true })).not.toHaveValue('');
      await wizard.goOnTo('positions');
      const net = await netOf(wizard);
      const made = await sandbox.madeBy('hq', () => wizard.create('HQ'));
      expect(made).toMatchObject([{ status: 'Draft', net }]);
      await openDraft(wizard, 'hq', made[0]!);
    });

    test('positions are added to a draft, and what was on it stays', async ({ page, sandbox, shots }) => {
      const wizard = new Wizard(page);
      await wizard.begin(REPORT, extended);
      await wizard.chooseTool('HQ');
      await wizard.listDrafts();
      await shots(`hq-${api}-step-2`);
      const drafts = page.locator('input[name=draft]:not([disabled])');
      const id = await drafts.first().getAttribute('value');
      const before = await sandbox.document('hq', id);
      await drafts.first().check();
      await wizard.goOnTo('positions');
      const ours = await wizard.texts().count();
      const made = await sandbox.madeBy('hq', () => wizard.create('HQ'));
      expect(made, 'no second draft').toEqual([]);
      const after = await sandbox.document('hq', id);
      expect(after.positions.slice(0, before.positions.length)).toEqual(before.positions);
      expect(after.positions).toHaveLength(before.positions.length + ours);
      await openDraft(wizard, 'hq', after);
    });
  });
}
