import { expect, test } from '@playwright/test'
import { payAnOrder } from './support/pay'
import { signIn } from './support/product'

test('an invoice is applied for', async ({ page }) => {
  await signIn(page, 'owner@acme.example')
  await payAnOrder(page)
  await page.getByRole('link', { name: 'Invoice Management' }).click()
  await page.getByRole('link', { name: 'Apply for Invoice' }).first().click()
  await page.getByText('Electronic special VAT invoice').click()
  await page.locator('input[name=invoiceable]').first().check()
  await expect(page.locator('output')).not.toHaveText('¥0.00')
  await page.getByRole('button', { name: 'Next', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Preview' })).toBeVisible()

  await page.getByRole('button', { name: 'Modify' }).click()
  await page.getByLabel('Taxpayer identification number').fill('91330100799655058C')
  await page.getByLabel('I confirm that').check()
  await page.getByRole('button', { name: 'Submit Application' }).click()
  await expect(page.getByText('Compare all 18 characters').first()).toBeVisible()
  await page.getByRole('button', { name: 'Restore to authenticated title' }).click()

  const preview = page.waitForResponse((answer) => answer.url().includes('/api/invoice-preview'))
  await page.getByRole('button', { name: 'Open preview' }).click()
  expect((await preview).headers()['content-type']).toBe('application/pdf')
  await page.getByRole('button', { name: 'Submit Application' }).click()
  await expect(page).toHaveURL(/applications\//)
  await expect(page.getByText('Under review').first()).toBeVisible()
})

test('what is ticked before any script has come counts', async ({ page }) => {
  await signIn(page, 'owner@acme.example')
  let come: () => void = () => undefined
  const awaited = new Promise<void>((resolve) => (come = resolve))
  await page.route('**/_next/static/**/*.js', async (route) => {
    await awaited
    await route.continue()
  })
  await page.goto('/invoices/apply', { waitUntil: 'commit' })
  const box = page.locator('input[name=invoiceable]').first()
  await box.check()
  await expect(page.locator('output')).toHaveText('¥0.00')
  come()
  await expect(page.locator('output')).not.toHaveText('¥0.00')
  await expect(box).toBeChecked()
})

test('titles and addresses are kept, and one application is withdrawn', async ({ page }) => {
  await signIn(page, 'owner@acme.example')
  await page.goto('/invoices/information/new')
  await page.getByLabel('Title name').fill('杭州云杉科技有限公司滨江分公司')
  await page.getByLabel('Taxpayer identification number').fill('91330100799655058B')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('滨江分公司').first()).toBeVisible()

  await page.goto('/invoices/addresses/new')
  await page.getByLabel('Recipient').fill('王芳')
  await page.getByLabel('Phone').fill('138 0013 8000')
  await page.getByLabel('Province', { exact: true }).selectOption('浙江省')
  await page.getByLabel('City', { exact: true }).selectOption('杭州市')
  await page.getByLabel('District', { exact: true }).selectOption('滨江区')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Enter the detailed address.').first()).toBeVisible()
  await page.getByLabel('Detailed address').fill('江南大道 1 号')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('江南大道 1 号').first()).toBeVisible()

  await page.goto('/invoices/apply')
  await page.getByText('Paper general VAT invoice').click()
  await page.locator('input[name=invoiceable]').nth(1).check()
  await page.getByRole('button', { name: 'Next', exact: true }).click()
  await page.getByLabel('I confirm that').check()
  await page.getByRole('button', { name: 'Submit Application' }).click()
  await expect(page).toHaveURL(/applications\//)
  await page.getByRole('button', { name: 'Withdraw' }).first().click()
  await page.getByRole('dialog').getByRole('button', { name: 'Withdraw' }).click()
  await expect(page.getByText('Withdrawn').first()).toBeVisible()
})

test('what cannot go together is greyed out, and says why', async ({ page }) => {
  await signIn(page, 'owner@acme.example')
  await page.goto('/invoices/apply')
  await page.getByRole('radio', { name: 'Electronic general VAT invoice' }).check({ force: true })
  const card = page
    .getByRole('listitem')
    .filter({ hasText: /Stored-value card ·/ })
    .first()
  const order = page
    .getByRole('listitem')
    .filter({ hasText: /Authentication ·/ })
    .first()
  await card.getByRole('checkbox').check()
  await expect(order.getByRole('checkbox')).toBeDisabled()
  await expect(order).toContainText('A stored-value card is invoiced apart from taxed services.')
  await card.getByRole('checkbox').uncheck()
  await expect(order.getByRole('checkbox')).toBeEnabled()
  await page.getByRole('radio', { name: 'Electronic special VAT invoice' }).check({ force: true })
  await expect(card.getByRole('checkbox')).toBeDisabled()
  await expect(card).toContainText('A stored-value card gets a general invoice only.')
})

for (const language of ['en', 'zh-CN'] as const)
  test(`between phone and desktop an application is a row of two lines at most, ${language}`, async ({
    page,
  }) => {
    await signIn(page, 'owner@acme.example', language)
    for (const width of [640, 768, 1024, 1279]) {
      await page.setViewportSize({ width, height: 900 })
      await page.goto('/invoices')
      const rows = page.locator('.data-table').last().locator('tbody tr')
      const heights = await rows.evaluateAll((all) => all.map((row) => row.getBoundingClientRect().height))
      expect(heights.length).toBeGreaterThan(5)
      expect(Math.max(...heights), `at ${width}`).toBeLessThan(60)
    }
    await expect(
      page
        .locator('.data-table')
        .last()
        .getByText(language === 'en' ? /Electronic .* VAT invoice/ : /电子增值税/)
        .and(page.locator(':visible'))
        .first(),
    ).toBeVisible()
  })
