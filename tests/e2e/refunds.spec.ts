import { expect, test, type Browser, type Page } from '@playwright/test'
import { database, orderOn, runtime, signIn, simulate } from './support/product'

const OWNER = 'owner@globex.example'
const FIRST = 'finance@billing.example'
const SECOND = 'finance2@billing.example'

/** Each person has a browser of their own. */
async function enter(browser: Browser, email: string): Promise<Page> {
  const page = await (await browser.newContext({ baseURL: runtime.url })).newPage()
  await signIn(page, email)
  return page
}

/** Orders 200,000 for ¥10,000.00 and begins to pay. */
async function order(page: Page): Promise<{ id: string; number: string; outTradeNo: string }> {
  await page.goto('/resources/authentication/recharge')
  await page.getByRole('radio', { name: '200,000' }).check({ force: true })
  await page.getByRole('checkbox', { name: /I have read/ }).check()
  await page.getByRole('button', { name: 'Submit Order' }).click()
  await expect(page).toHaveURL(/\/orders\/[0-9a-f-]{36}\/pay$/)
  await page.getByRole('radio', { name: 'WeChat Pay' }).check({ force: true })
  await page.getByRole('button', { name: 'Pay Now' }).click()
  await expect(page.getByText('Waiting for payment').first()).toBeVisible()
  const placed = await orderOn(page)
  const [attempt] = await database()<{ out_trade_no: string }[]>`
    select out_trade_no from payments where order_id = ${placed.id}`
  return { ...placed, outTradeNo: attempt?.out_trade_no ?? '' }
}

/** The page again until it says so: the worker takes a few seconds. */
async function says(page: Page, text: string): Promise<void> {
  await expect(async () => {
    await page.reload()
    await expect(page.getByText(text, { exact: true }).first()).toBeVisible({ timeout: 1000 })
  }).toPass({ timeout: 40_000 })
}

test('a refund in part: asked for by one person, approved by another, seen by the customer', async ({
  browser,
}) => {
  test.setTimeout(180_000)
  const customer = await enter(browser, OWNER)
  const { id, number, outTradeNo } = await order(customer)
  await simulate('pay', { channel: 'wechatpay', outTradeNo })
  await customer.goto(`/orders/${id}`)
  await says(customer, 'Paid')

  const first = await enter(browser, FIRST)
  await first.goto(`/admin/orders/${id}`)
  await first.getByLabel('Refund amount').fill('10000.01')
  await first.getByLabel('Reason', { exact: true }).fill('Bought by mistake')
  await first.getByRole('button', { name: 'Request refund' }).click()
  await expect(first.getByText('At most ¥10000.00 can be refunded. Enter less.')).toBeVisible()
  await first.getByLabel('Refund amount').fill('2500')
  await first.getByRole('button', { name: 'Request refund' }).click()
  await expect(first).toHaveURL(/\/admin\/payments\/refunds\/[0-9a-f-]{36}$/)
  await expect(first.getByText('Waiting for approval', { exact: true }).first()).toBeVisible()
  // Whoever asked has no button to approve with.
  await expect(first.getByText('You started this. A second person has to approve it.')).toBeVisible()
  await expect(first.getByRole('button', { name: 'Approve', exact: true })).toHaveCount(0)
  const [locked] = await database()`select remaining_units, locked_units from packages where order_id = ${id}`
  expect(locked).toEqual({ remaining_units: '150000', locked_units: '50000' })

  const second = await enter(browser, SECOND)
  await second.goto('/admin/payments?tab=refunds')
  await second.getByRole('row').filter({ hasText: number }).first().getByRole('link', { name: /^R/ }).click()
  await expect(second.getByText('Bought by mistake')).toBeVisible()
  await second.getByRole('button', { name: 'Approve', exact: true }).click()
  await says(second, 'Refunded')

  await customer.goto(`/orders/${id}`)
  await expect(customer.getByText('Partially refunded', { exact: true }).first()).toBeVisible()
  const row = customer.getByRole('row').filter({ hasText: '¥2,500.00' }).filter({ hasText: 'Returned' })
  await expect(row).toBeVisible()
  await customer.goto('/funds')
  await expect(
    customer.getByRole('row').filter({ hasText: '−¥2,500.00' }).filter({ hasText: number }).first(),
  ).toBeVisible()
  await customer.goto('/dev/mailbox')
  await expect(customer.getByText(`Order ${number}: money was returned`).first()).toBeVisible()
})

test('a rejected refund frees everything and says why', async ({ browser }) => {
  test.setTimeout(180_000)
  const customer = await enter(browser, OWNER)
  const { id, outTradeNo } = await order(customer)
  await simulate('pay', { channel: 'wechatpay', outTradeNo })
  await customer.goto(`/orders/${id}`)
  await says(customer, 'Paid')
  const first = await enter(browser, FIRST)
  await first.goto(`/admin/orders/${id}`)
  await first.getByLabel('Refund amount').fill('1000')
  await first.getByLabel('Reason', { exact: true }).fill('Asked by phone')
  await first.getByRole('button', { name: 'Request refund' }).click()
  await expect(first).toHaveURL(/refunds/)
  const second = await enter(browser, SECOND)
  await second.goto(first.url())
  await second.getByRole('button', { name: 'Reject', exact: true }).click()
  await second.getByRole('button', { name: 'Reject', exact: true }).click()
  await expect(second.getByText('Enter the reason. The next person reads it.').first()).toBeVisible()
  await second.getByLabel('Reason', { exact: true }).fill('The units are in use')
  await second.getByRole('button', { name: 'Reject', exact: true }).click()
  await expect(second.getByText('Rejected', { exact: true }).first()).toBeVisible()
  await expect(second.getByText('The units are in use')).toBeVisible()
  const [held] = await database()`select remaining_units, locked_units from packages where order_id = ${id}`
  expect(held).toEqual({ remaining_units: '200000', locked_units: '0' })
  // Nothing of it is the customer's to see.
  await customer.reload()
  await expect(customer.getByRole('heading', { name: 'Refunds' })).toHaveCount(0)
})

test('paid after cancelling: the money comes back by itself', async ({ browser }) => {
  test.setTimeout(180_000)
  const customer = await enter(browser, OWNER)
  const { id, outTradeNo } = await order(customer)
  await customer.goto(`/orders/${id}`)
  await customer.getByRole('button', { name: 'Cancel order' }).first().click()
  await customer
    .getByRole('dialog')
    .getByRole('button', { name: /Cancel order/ })
    .click()
  await expect(customer.getByText('Cancelled', { exact: true }).first()).toBeVisible()
  await simulate('pay', { channel: 'wechatpay', outTradeNo, force: true })
  await says(customer, 'Returned')
  await expect(customer.getByText('Not needed for this order').first()).toBeVisible()
  await expect(customer.getByText('Cancelled', { exact: true }).first()).toBeVisible()
})

test('money for an unknown number: proposed for an order by one person, agreed to by another', async ({
  browser,
}) => {
  test.setTimeout(180_000)
  const customer = await enter(browser, OWNER)
  const { id, number } = await order(customer)
  const stray = `STRAY${String(Date.now())}`
  const notifyUrl = `${runtime.url}/api/payments/alipay/notify`
  await simulate('stray-notice', { channel: 'alipay', outTradeNo: stray, fen: '1000000', notifyUrl })

  const first = await enter(browser, FIRST)
  await expect(async () => {
    // Alipay sends again only after minutes, and other journeys may have it drop notices at this moment.
    await simulate('notify', { channel: 'alipay', outTradeNo: stray })
    await first.goto('/admin/payments?tab=suspense')
    await expect(first.getByRole('link', { name: stray }).first()).toBeVisible({ timeout: 2000 })
  }).toPass({ timeout: 40_000 })
  await first.getByRole('link', { name: stray }).first().click()
  await first.getByLabel('Order number').fill('20260101NOSUCHNO')
  await first.getByLabel('Reason', { exact: true }).fill('Same amount, same minute')
  await first.getByRole('button', { name: 'Propose assignment' }).click()
  await expect(first.getByText('There is no order of this number.').first()).toBeVisible()
  await first.getByLabel('Order number').fill(number)
  await first.getByRole('button', { name: 'Propose assignment' }).click()
  await expect(first.getByText('It pays the order.')).toBeVisible()
  await expect(first.getByRole('button', { name: 'Approve', exact: true })).toHaveCount(0)

  const second = await enter(browser, SECOND)
  await second.goto(first.url())
  await second.getByRole('button', { name: 'Approve', exact: true }).click()
  await expect(second.getByText('Assigned', { exact: true }).first()).toBeVisible()
  await customer.goto(`/orders/${id}`)
  await expect(customer.getByText('Paid', { exact: true }).first()).toBeVisible()
})

test('support sees refunds and suspense and decides nothing', async ({ browser }) => {
  const support = await enter(browser, 'support@billing.example')
  const [refund] = await database()<
    { id: string }[]
  >`select id from refunds where status = 'requested' limit 1`
  const [entry] = await database()<{ id: string }[]>`select id from suspense where status = 'open' limit 1`
  const [paid] = await database()<{ id: string }[]>`select id from orders where status = 'paid' limit 1`
  for (const path of [
    `/admin/payments/refunds/${refund?.id ?? ''}`,
    `/admin/payments/suspense/${entry?.id ?? ''}`,
  ]) {
    await support.goto(path)
    await expect(support.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(support.getByRole('button', { name: /Approve|Reject|Propose|Request/ })).toHaveCount(0)
  }
  await support.goto(`/admin/orders/${paid?.id ?? ''}`)
  await expect(support.getByLabel('Refund amount')).toHaveCount(0)
})
