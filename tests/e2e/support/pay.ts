import { expect, type Page } from '@playwright/test'
import { database, orderOn, simulate } from './product'

/** Orders 100,000 authentications for ¥5,000.00; the page for paying is open then. */
export async function placeAnOrder(page: Page): Promise<void> {
  await page.goto('/resources/authentication/recharge')
  await page.getByRole('radio', { name: '100,000' }).check({ force: true })
  await page.getByRole('checkbox', { name: /I have read/ }).check()
  await page.getByRole('button', { name: 'Submit Order' }).click()
  await expect(page).toHaveURL(/\/orders\/[0-9a-f-]{36}\/pay$/)
}

/** Begins to pay the order whose page is open by WeChat Pay; gives the order's id and the attempt's number. */
export async function beginByWechat(page: Page): Promise<{ id: string; outTradeNo: string }> {
  const { id } = await orderOn(page)
  await page.getByRole('radio', { name: 'WeChat Pay' }).check({ force: true })
  await page.getByRole('button', { name: 'Pay Now' }).click()
  await expect(page.getByText('Waiting for payment').first()).toBeVisible()
  const [attempt] = await database()<{ no: string }[]>`
    select out_trade_no as no from payments where order_id = ${id} and status = 'open'`
  return { id, outTradeNo: attempt?.no ?? 'none' }
}

/** Pays the order whose page for paying is open, by WeChat Pay, as its buyer would with a telephone. */
export async function payByWechat(page: Page): Promise<string> {
  const { id, outTradeNo } = await beginByWechat(page)
  await simulate('pay', { channel: 'wechatpay', outTradeNo })
  await expect(page.getByText('Paid', { exact: true }).first()).toBeVisible()
  return id
}

/** Orders and pays; gives the order's id. */
export async function payAnOrder(page: Page): Promise<string> {
  await placeAnOrder(page)
  return payByWechat(page)
}
