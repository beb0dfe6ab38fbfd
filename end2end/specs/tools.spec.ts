import { expect, test } from '../fixtures/index.ts';
import type { Tool } from '../fixtures/sandbox.ts';
import { Wizard } from '../fixtures/wizard.ts';

const TOOLS: [string, Tool, RegExp][] = [
  ['Lexware Office', 'lexware', /Müller & Söhne/],
  ['HQ', 'hq', /ACME/],
];

for (const [name, tool, client] of TOOLS) {
  test(`the wizard makes a new draft in ${name}`, async ({ page, sandbox }) => {
    const wizard = new Wizard(page);
    const before = (await sandbox.state())[tool].documents.map((document) => document.id);
    await wizard.begin('/report?period=last-month&group=project&sum=user', client);
    await wizard.choose(name);
    // Without JavaScript the customer of the other tool is found by searching it.
    await wizard.press('Search');
    await wizard.toPositions('Groups');
    const net = (await wizard.net().textContent()) ?? '';
    await wizard.press('Continue');
    await wizard.press('Create draft');
    const link = page.getByRole('link', { name: `Open in ${name}` });
    await expect(link).toBeVisible({ timeout: 30_000 });
    const made = (await sandbox.state())[tool].documents.filter((document) => !before.includes(document.id));
    expect(made).toHaveLength(1);
    expect(Number(made[0]?.net)).toBe(Number(net.replace(/[^0-9.]/g, '')));
    await link.click();
    await expect(page).toHaveURL(new RegExp(`${made[0]?.id}$`));
  });
}
