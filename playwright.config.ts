import { existsSync } from 'node:fs'
import { defineConfig } from '@playwright/test'

/** Debian's Chromium where there is one: Playwright's own download is refused on many build machines. */
const installed = '/usr/bin/chromium'
const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** The journeys of one policy each, named after its preset. */
const presets =
  /(prepaid-orders|wallet-statements|cloud-statements|changed-price|correction|gateway-day)\.spec\.ts$/

/** The global set-up starts the product and names its address in E2E_URL before any worker reads this file. */
const address = process.env['E2E_URL']

export default defineConfig({
  testDir: 'tests/e2e',
  globalSetup: './tests/e2e/support/global-setup.ts',
  outputDir: 'test-results/e2e',
  workers: 3,
  fullyParallel: true,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  use: {
    ...(address ? { baseURL: address } : {}),
    browserName: 'chromium',
    locale: 'en-US',
    timezoneId: 'Asia/Shanghai',
    // A trace of every test takes a quarter of their time: `TRACE=1 npx playwright test <name>` for one that fails.
    trace: process.env['TRACE'] ? 'retain-on-failure' : 'off',
    screenshot: 'only-on-failure',
    launchOptions: existsSync(installed) ? { executablePath: installed, args: quiet } : { args: quiet },
  },
  // A test without a tag runs on the desktop, one tagged @phone on the phone, one tagged @everywhere on both.
  projects: [
    {
      name: 'desktop',
      testIgnore: presets,
      grepInvert: /@phone/,
      use: { viewport: { width: 1280, height: 900 } },
    },
    // Under other policies, in a second product that its one worker starts; see tests/e2e/support/preset.ts.
    { name: 'presets', testMatch: presets, workers: 1, use: { viewport: { width: 1280, height: 900 } } },
    {
      name: 'phone',
      testIgnore: presets,
      grep: /@phone|@everywhere/,
      use: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
    },
  ],
})
