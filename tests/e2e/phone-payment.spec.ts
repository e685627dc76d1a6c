import { expect, test, type Page } from '@playwright/test'
import { orderOn, runtime, signIn } from './support/product'

const OWNER = 'owner@globex.example'
const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1'
const INSIDE_WECHAT = `${IPHONE} MicroMessenger/8.0.53(0x18003531) NetType/WIFI Language/zh_CN`

test.use({ userAgent: IPHONE })

/** As far as the page for paying. It is reached from within, so its own rules must hold there too. */
async function order(page: Page): Promise<void> {
  await signIn(page, OWNER)
  await page.goto('/resources/authentication/recharge')
  await page.getByRole('radio', { name: 'Custom' }).check({ force: true })
  await page.getByLabel('Quantity (thousands)').fill('3')
  await page.getByRole('checkbox', { name: 'I have read and agree to the Privacy Agreement' }).check()
  await page.getByRole('button', { name: 'Submit Order' }).click()
  await expect(page).toHaveURL(/\/orders\/[0-9a-f-]{36}\/pay$/)
}

async function pay(page: Page, method: string): Promise<void> {
  await page.getByRole('radio', { name: method }).check({ force: true })
  await page.getByRole('button', { name: 'Pay Now' }).click()
}

const atCashier = (page: Page) => expect(page).toHaveURL(new RegExp(`^${runtime.simulatorUrl}/cashier/`))
const paidCard = (page: Page) =>
  page
    .getByRole('main')
    .getByRole('paragraph')
    .filter({ hasText: /^Paid$/ })
const isPaid = (page: Page) => expect(paidCard(page)).toBeVisible({ timeout: 20_000 })

for (const method of ['WeChat Pay', 'Alipay']) {
  test(
    `on a phone ${method} opens its own page and comes back to a paid order`,
    { tag: '@phone' },
    async ({ page }) => {
      await order(page)
      const { id } = await orderOn(page)
      await pay(page, method)
      await atCashier(page)
      await page.getByRole('button', { name: 'Pay', exact: true }).click()
      await expect(page).toHaveURL(new RegExp(`${runtime.url}/orders/${id}/pay`))
      await isPaid(page)
    },
  )

  test(`coming back from ${method} without having paid`, { tag: '@phone' }, async ({ page }) => {
    await order(page)
    await pay(page, method)
    await atCashier(page)
    await page.getByRole('button', { name: 'Decline' }).click()
    const again = page.getByRole('link', {
      name: method === 'Alipay' ? 'Open Alipay again' : 'Open WeChat again',
    })
    await again.click()
    await atCashier(page)
    await page.getByRole('button', { name: 'Pay', exact: true }).click()
    await isPaid(page)
  })
}

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false })

  for (const method of ['WeChat Pay', 'Alipay']) {
    test(`the form itself leads to ${method} and back`, { tag: '@phone' }, async ({ page }) => {
      await order(page)
      await pay(page, method)
      await atCashier(page)
      await page.getByRole('button', { name: 'Pay', exact: true }).click()
      // Nothing turns by itself here: the page is looked at again.
      await expect(async () => {
        await page.reload()
        await expect(paidCard(page)).toBeVisible({ timeout: 1000 })
      }).toPass({ timeout: 30_000 })
    })
  }
})

test.describe('inside WeChat', () => {
  test.use({ userAgent: INSIDE_WECHAT })

  test('the page asks to be opened elsewhere, and shows a code', { tag: '@phone' }, async ({ page }) => {
    await order(page)
    await expect(page.getByText('Open this page in another browser.')).toBeVisible()
    await pay(page, 'WeChat Pay')
    await expect(page.getByRole('img', { name: 'QR code of this WeChat payment' })).toBeVisible()
  })
})
