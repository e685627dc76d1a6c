import { expect, test, type Page } from '@playwright/test'
import { openAccount } from './support/accounts'
import { database, simulate } from './support/product'
import { chooseTransfer, enter, openTransfer, readAtBank, submitVoucher } from './support/transfers'

async function topUp(page: Page, amount: string): Promise<void> {
  await page.goto('/funds')
  await page.getByRole('link', { name: 'Recharge balance' }).click()
  await page.getByLabel('Amount', { exact: true }).fill(amount)
  await page.getByRole('checkbox', { name: /I have read/ }).check()
  await page.getByRole('button', { name: 'Submit Order' }).click()
  await expect(page).toHaveURL(/\/orders\/[0-9a-f-]{36}\/pay$/)
}

async function says(page: Page, balance: string): Promise<void> {
  await expect(async () => {
    await page.goto('/funds')
    await expect(page.getByText(balance).first()).toBeVisible({ timeout: 1000 })
  }).toPass({ timeout: 30_000 })
}

test('the balance is recharged by all three methods, and every bad amount has its sentence', async ({
  browser,
}) => {
  test.setTimeout(150_000)
  const account = await openAccount('enterprise', '南京拾光文化传播有限公司')
  const page = await enter(browser, account.email)
  await page.goto('/funds/recharge')
  for (const [typed, sentence] of [
    ['', 'Enter an amount in yuan, such as 500 or 500.50.'],
    ['0', 'Zero is no amount.'],
    ['1,000', 'Write the amount without commas, such as 1000.50.'],
    ['1000000.01', 'Enter at most ¥1,000,000.00.'],
  ] as const) {
    await page.getByLabel('Amount', { exact: true }).fill(typed)
    await page.getByRole('button', { name: 'Submit Order' }).click()
    await expect(page.getByText(sentence)).toBeVisible()
  }
  await page.getByRole('link', { name: '¥500.00' }).click()
  await expect(page.getByLabel('Amount', { exact: true })).toHaveValue('500.00')

  await topUp(page, '500')
  await page.getByRole('radio', { name: 'WeChat Pay' }).check({ force: true })
  await page.getByRole('button', { name: 'Pay Now' }).click()
  await expect(page.getByText('Waiting for payment').first()).toBeVisible()
  const [code] = await database()<{ no: string }[]>`
    select out_trade_no as no from payments where account_id = ${account.accountId} and status = 'open'`
  await simulate('pay', { channel: 'wechatpay', outTradeNo: code?.no })
  await says(page, '¥500.00')

  await topUp(page, '300.50')
  await page.getByRole('radio', { name: 'Alipay' }).check({ force: true })
  await page.getByRole('button', { name: 'Pay Now' }).click()
  await page.waitForURL(/\/cashier\/alipay\//)
  await page.getByRole('button', { name: /^Pay/ }).click()
  await page.waitForURL(/\/orders\/[0-9a-f-]{36}\/pay/)
  await says(page, '¥800.50')

  await topUp(page, '1000')
  const { remark } = await chooseTransfer(page)
  await submitVoucher(page, 'slip.png')
  const finance = await enter(browser, 'finance2@billing.example')
  await openTransfer(finance, remark)
  await readAtBank(finance, account.name)
  await finance.getByRole('button', { name: 'Approve', exact: true }).click()
  await expect(finance.getByRole('status').first()).toContainText('the order is paid')
  await says(page, '¥1,800.50')
  await expect(page.getByRole('row').filter({ hasText: 'Corporate payment' }).first()).toContainText(
    '¥1,000.00',
  )
  await page.goto('/orders')
  await expect(page.getByRole('row').filter({ hasText: 'Balance top-up' })).toHaveCount(3)
  await expect(page.getByText('1,000 units')).toHaveCount(0)
})
