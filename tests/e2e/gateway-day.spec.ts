import { expect, type Browser, type Page } from '@playwright/test'
import { beginByWechat, placeAnOrder } from './support/pay'
import { test } from './support/preset'
import { database, runtime, signIn, simulate } from './support/product'

// In the second product: what goes wrong at the gateway goes wrong for everybody who pays there.
test.use({ preset: 'standard' })
test.afterEach(() => simulate('faults', undefined, 'DELETE'))

const wrong = (faults: Record<string, unknown>) => simulate('faults', { channel: 'wechatpay', ...faults })
const right = () => simulate('faults', undefined, 'DELETE')
const pay = (outTradeNo: string, force = false) =>
  simulate('pay', { channel: 'wechatpay', outTradeNo, force })

async function enter(browser: Browser, email: string): Promise<Page> {
  const page = await (await browser.newContext({ baseURL: runtime.url })).newPage()
  await signIn(page, email)
  return page
}

/** The page again until it says so: the worker takes a few seconds. */
async function says(page: Page, path: string, text: string): Promise<void> {
  await expect(async () => {
    await page.goto(path)
    await expect(page.getByText(text, { exact: true }).first()).toBeVisible({ timeout: 1000 })
  }).toPass({ timeout: 40_000 })
}

const turnsPaid = (page: Page) =>
  expect(page.getByRole('link', { name: 'View order' })).toBeVisible({ timeout: 40_000 })

/** It fails, then loses every notice: told, tried again, and paid by asking. */
async function failsAndLoses(page: Page): Promise<void> {
  await placeAnOrder(page)
  await wrong({ failNext: 1, only: 'create' })
  await page.getByRole('radio', { name: 'WeChat Pay' }).check({ force: true })
  await page.getByRole('button', { name: 'Pay Now' }).click()
  await expect(page.getByText(/WeChat Pay does not answer/)).toBeVisible()
  await right()
  await wrong({ dropNotices: true })
  const { outTradeNo } = await beginByWechat(page)
  await pay(outTradeNo)
  await turnsPaid(page)
  await right()
}

/** Whoever has the wrong key is not believed, neither telling nor answering; the real one is. */
async function isImpersonated(page: Page): Promise<void> {
  await placeAnOrder(page)
  const { outTradeNo } = await beginByWechat(page)
  await wrong({ unknownKey: true })
  await pay(outTradeNo)
  await expect
    .poll(async () => {
      const told = (await simulate(`notices?outTradeNo=${outTradeNo}`, undefined, 'GET')) as {
        tries: number
      }[]
      return told.reduce((sum, { tries }) => sum + tries, 0)
    })
    .toBeGreaterThan(0)
  expect(await database()`select from payment_notices where out_trade_no = ${outTradeNo}`).toHaveLength(0)
  await expect(page.getByText('Waiting for payment').first()).toBeVisible()
  await right()
  await turnsPaid(page)
}

/** Too little arrives: it pays nothing and lies before finance, and the order can still be paid. */
async function tellsAnotherAmount(page: Page, finance: Page): Promise<void> {
  await placeAnOrder(page)
  const { id, outTradeNo } = await beginByWechat(page)
  await wrong({ wrongAmountFen: '499900' })
  await pay(outTradeNo)
  const entries = () => database()`select from suspense where out_trade_no = ${outTradeNo}`
  await expect.poll(async () => (await entries()).length, { timeout: 20_000 }).toBe(1)
  await right()
  await finance.goto('/admin/payments?tab=suspense')
  await finance.getByRole('link', { name: outTradeNo }).first().click()
  await expect(finance.getByText('It names one of our payments, with another amount.')).toBeVisible()
  await page.goto(`/orders/${id}/pay`)
  await pay((await beginByWechat(page)).outTradeNo)
  await turnsPaid(page)
}

/** Paid again through the code of another attempt, which comes back by itself; and after its time is over, which pays. */
async function takesTwiceAndLate(page: Page): Promise<void> {
  await placeAnOrder(page)
  const first = await beginByWechat(page)
  await page.getByRole('radio', { name: 'Alipay' }).check({ force: true })
  await page.getByRole('button', { name: 'Pay Now' }).click()
  await page.waitForURL(/\/cashier\/alipay\//)
  await page.getByRole('button', { name: /^Pay/ }).click()
  await page.waitForURL(/\/orders\/[0-9a-f-]{36}\/pay/)
  await turnsPaid(page)
  await pay(first.outTradeNo, true)
  await says(page, `/orders/${first.id}`, 'Returned')
  await expect(page.getByText('Paid', { exact: true }).first()).toBeVisible()

  await placeAnOrder(page)
  const late = await beginByWechat(page)
  await database()`update orders set expires_at = business_now() where id = ${late.id}`
  await says(page, `/orders/${late.id}`, 'Expired')
  await pay(late.outTradeNo, true)
  await says(page, `/orders/${late.id}`, 'Paid')
}

/** Its own console gives a part back: the order says so. */
async function refundsByItself(page: Page): Promise<void> {
  await placeAnOrder(page)
  const { id, outTradeNo } = await beginByWechat(page)
  await pay(outTradeNo)
  await turnsPaid(page)
  const notifyUrl = `${runtime.url}/api/payments/wechatpay/refund-notify`
  await simulate('refund', { channel: 'wechatpay', outTradeNo, fen: '100000', notifyUrl })
  await says(page, `/orders/${id}`, 'Partially refunded')
}

test('a day with everything that can go wrong at the gateway', async ({ browser }) => {
  test.setTimeout(180_000)
  const customer = await enter(browser, 'owner@globex.example')
  const finance = await enter(browser, 'finance@billing.example')
  await failsAndLoses(customer)
  await isImpersonated(customer)
  await tellsAnotherAmount(customer, finance)
  await takesTwiceAndLate(customer)
  await refundsByItself(customer)
  // In the evening nothing waits: every notice is applied, and the dashboard says so.
  const left = () => database()`select id from payment_notices where applied_at is null`
  await expect.poll(async () => (await left()).length, { timeout: 40_000 }).toBe(0)
  await finance.goto('/admin')
  await expect(finance.getByText('All applied')).toBeVisible()
})
