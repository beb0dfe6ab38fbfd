import { expect, test } from '../fixtures/index.ts';
import { button } from '../fixtures/find.ts';
import { Wizard } from '../fixtures/wizard.ts';

test('a page that is open elsewhere follows its invoice, unless somebody writes on it', async ({ page, sandbox, context }) => {
  test.slow();
  const ids = new Set((await sandbox.state()).sevdesk.documents.map(({ id }) => id));
  const wizard = new Wizard(page);
  await wizard.begin('/report?period=last-month&group=project&sum=user', /Stadtwerke/);
  await wizard.toPositions('Times');
  await wizard.create();
  const invoice = page.url();
  const draft = (await sandbox.state()).sevdesk.documents.find(({ id }) => !ids.has(id));

  const [reader, writer] = [await context.newPage(), await context.newPage()];
  await reader.goto(invoice);
  await writer.goto(invoice);
  await button(writer, 'Take back').click();
  await writer.getByLabel('Reason').fill('half a sen');

  await page.goto(`${sandbox.url}${draft!.url}`);
  await page.getByText('Change', { exact: true }).first().click();
  await page.getByRole('button', { name: 'Delete position' }).first().click();
  await page.goto(invoice);
  await button(page, 'Check now').click();

  const changed = { name: 'Positions were changed in sevDesk' };
  await expect(reader.getByRole('heading', changed)).toBeVisible({ timeout: 20_000 });
  // What the reader has seen by now, the writer's page knows as well.
  await writer.waitForTimeout(10_000);
  await expect(writer.getByLabel('Reason')).toHaveValue('half a sen');
});
