import { expect, test } from '../fixtures/index.ts';
import type { Sandbox } from '../fixtures/sandbox.ts';
import { Wizard } from '../fixtures/wizard.ts';

const REPORT = '/report?period=last-month&group=project&sum=user';
const DOWN = /sevDesk does not answer at the moment\. Your invoice is kept/;

const stop = (sandbox: Sandbox) =>
  sandbox.faults({ tool: 'sevdesk', operation: 'any', fault: 'status_before_commit', status: 503, count: 200 });

test.beforeEach(({ guard }) => guard.allow(/422|503/));

test('step 2 says that the tool is down and keeps its answers until it is back', async ({ page, sandbox }) => {
  const wizard = new Wizard(page);
  await wizard.begin(REPORT, /ACME/);
  await wizard.choose('Existing draft');
  await stop(sandbox);
  await wizard.press('Continue');
  await expect(page.getByText(DOWN).first()).toBeVisible();
  await expect(page.getByRole('radio', { name: 'Existing draft', exact: true })).toBeChecked();
  await expect(page.getByLabel('Customer', { exact: true })).toHaveValue('ACME GmbH');

  await page.goto(page.url());
  await expect(page.getByLabel('Customer', { exact: true })).toHaveValue('ACME GmbH');
  await sandbox.clearFaults();
  await wizard.choose('New invoice');
  await wizard.press('Continue');
  await expect(page).toHaveURL(/\/level$/);
});

test('steps 3 to 6 do not need the tool, and creating says that nothing was sent', async ({ page, sandbox }) => {
  const wizard = new Wizard(page);
  await wizard.begin(REPORT, /ACME/);
  await wizard.choose('Existing draft');
  await wizard.press('Continue');
  await expect(page.getByText('Which draft?')).toBeVisible();
  await wizard.press('Continue');
  await expect(page).toHaveURL(/\/level$/);
  await stop(sandbox);
  for (const step of ['text', 'positions', 'create']) {
    await wizard.press('Continue');
    await expect(page).toHaveURL(new RegExp(`/${step}$`));
  }
  const before = (await sandbox.state()).sevdesk.documents;
  await wizard.press('Create draft');
  await expect(page.getByText(/sevDesk could not be reached\. Nothing was sent\./)).toBeVisible({ timeout: 20_000 });
  expect((await sandbox.state()).sevdesk.documents).toEqual(before);

  await sandbox.clearFaults();
  await page.getByRole('link', { name: 'Go on', exact: true }).click();
  await wizard.press('Create draft');
  await expect(page.getByRole('link', { name: 'Open in sevDesk' })).toBeVisible({ timeout: 20_000 });
});

test('answers that are none are told in step 2, and the wizard keeps what it has', async ({ page, sandbox }) => {
  const wizard = new Wizard(page);
  await wizard.begin(REPORT, /Stadtwerke/);
  await wizard.choose('Existing draft');
  for (const fault of ['html_body', 'cut_body', 'empty_body', 'malformed_body', 'wrong_type_body', 'redirect']) {
    await test.step(fault, async () => {
      await sandbox.faults({ tool: 'sevdesk', operation: 'any', fault, count: 200 });
      await wizard.press('Continue');
      await expect(page.getByText(DOWN).first()).toBeVisible();
      await expect(page.getByRole('radio', { name: 'Existing draft', exact: true })).toBeChecked();
      await expect(page.getByLabel('Customer', { exact: true })).toHaveValue('Stadtwerke Musterstadt');
      await sandbox.clearFaults();
      await page.goto(page.url());
      await expect(page.getByText(DOWN)).toHaveCount(0);
    });
  }
  await wizard.choose('New invoice');
  await wizard.press('Continue');
  await expect(page).toHaveURL(/\/level$/);
});
