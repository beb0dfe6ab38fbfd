import { defineConfig } from '@playwright/test';

/** Debian's Chromium; Playwright brings no browser of its own. */
const chromium = {
  executablePath: '/usr/bin/chromium',
  args: [
    '--no-sandbox', // continuous integration runs as root
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
};

export default defineConfig({
  testDir: 'specs',
  // Each file has a program and a database of its own, which its tests share in order.
  workers: 2,
  forbidOnly: process.env.CI === 'true',
  // A second try tells what Chromium does now and then from what Billhour does. A test that needed it is listed as flaky,
  // with its trace, and is to be looked into.
  retries: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: 'list',
  use: {
    browserName: 'chromium',
    launchOptions: chromium,
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    viewport: { width: 1280, height: 900 },
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
  },
  projects: [
    { name: 'js' },
    // Everything but the comfort of an island works without JavaScript, so the same specs run again.
    { name: 'nojs', use: { javaScriptEnabled: false }, testIgnore: /\.hydrate\.spec\.ts$/ },
  ],
});
