import { expect, test } from '@playwright/test'
import { openAccount } from './support/accounts'
import { database, signIn } from './support/product'
import { enter, openTransfer, orderByTransfer, readAtBank, submitVoucher, words } from './support/transfers'

const FIRST = 'finance@billing.example'
const SECOND = 'finance2@billing.example'

const statusOf = async (id: string) => {
  const [row] = await database()<{ status: string }[]>`select status from orders where id = ${id}`
  return row?.status
}

for (const language of ['en', 'zh-CN'] as const) {
  const w = words[language]

  test(
    `a bank transfer from the order to Paid, ${language}`,
    { tag: '@everywhere' },
    async ({ page, browser }) => {
      test.setTimeout(120_000)
      const account = await openAccount('enterprise', '南京拾光网络科技有限公司')
      await signIn(page, account.email, language)
      const { id, number, remark } = await orderByTransfer(page, 100, language)
      const card = page.getByRole('main')
      for (const shown of ['云账科技（上海）有限公司', '1219 3847 5610 302', '¥5,000.00'])
        await expect(card.getByText(shown, { exact: true }).filter({ visible: true }).first()).toBeVisible()
      await expect(card.getByText(`${remark.slice(0, 4)} ${remark.slice(4)}`, { exact: true })).toBeVisible()
      await submitVoucher(page, 'slip.png', language)
      expect(await statusOf(id)).toBe('awaiting-confirmation')

      const finance = await enter(browser, FIRST, language)
      await openTransfer(finance, remark, language)
      await expect(finance.getByText(number).filter({ visible: true }).first()).toBeVisible()
      await expect(finance.getByRole('img', { name: /slip\.png/ })).toBeVisible()
      await readAtBank(finance, account.name, undefined, language)
      await finance.getByRole('button', { name: w.approve, exact: true }).click()
      await expect(finance.getByRole('status').first()).toContainText(account.name)
      expect(await statusOf(id)).toBe('paid')
      // Nobody touches the customer's page: it turns by itself.
      await page.bringToFront()
      await expect(page.getByText(w.paid, { exact: true }).filter({ visible: true }).first()).toBeVisible({
        timeout: 40_000,
      })
      await finance.context().close()
    },
  )
}

test('what the bank has to be told is copied as the bank reads it', async ({ browser }) => {
  const account = await openAccount('enterprise', '成都天府云图科技有限公司')
  const customer = await enter(browser, account.email)
  const { remark } = await orderByTransfer(customer, 100)
  await customer.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  const copied: string[] = []
  for (const what of ['Payee', 'Bank', 'Account', 'Amount, exactly', 'Remittance remark']) {
    const button = customer.getByRole('button', { name: `Copy ${what}`, exact: true })
    await button.click()
    await expect(button).toHaveCount(0)
    copied.push(await customer.evaluate(() => navigator.clipboard.readText()))
  }
  const [, bank] = copied
  expect(copied).toEqual(['云账科技（上海）有限公司', bank, '121938475610302', '5000.00', remark])
  expect(bank).toContain('银行')
})

test('above the threshold two people decide, and the first one only once', async ({ browser }) => {
  test.setTimeout(120_000)
  const account = await openAccount('enterprise', '杭州云杉科技有限公司滨江分公司')
  const customer = await enter(browser, account.email)
  const { id, remark } = await orderByTransfer(customer, 800)
  await submitVoucher(customer, 'slip.png')

  const first = await enter(browser, FIRST)
  await openTransfer(first, remark)
  await expect(first.getByText(/Above ¥30,000.00 a day and account a second person approves/)).toBeVisible()
  await readAtBank(first, '杭州云杉科技有限公司')
  await expect(first.getByRole('row', { name: /Payer name/ })).toContainText('Differs')
  await first.getByLabel('Payer name').fill(account.name)
  await expect(first.getByRole('row', { name: /Payer name/ })).toContainText('Equal')
  await first.getByRole('button', { name: 'Approve', exact: true }).click()
  await expect(first.getByRole('status').first()).toContainText('a second person approves')
  expect(await statusOf(id)).toBe('awaiting-confirmation')
  await openTransfer(first, remark)
  await expect(first.getByText('You confirmed this transfer first.', { exact: false })).toBeVisible()
  await expect(first.getByRole('button', { name: 'Approve', exact: true })).toHaveCount(0)

  const second = await enter(browser, SECOND)
  await openTransfer(second, remark)
  await second.getByRole('button', { name: 'Approve', exact: true }).click()
  await expect(second.getByRole('status').first()).toContainText('the order is paid')
  expect(await statusOf(id)).toBe('paid')
})

test('a voucher turned down is sent again; the customer reads why', async ({ browser }) => {
  test.setTimeout(120_000)
  const account = await openAccount('enterprise', '苏州望山信息技术有限公司')
  const customer = await enter(browser, account.email)
  const { id, remark } = await orderByTransfer(customer, 100)
  await submitVoucher(customer, 'wrong.png')

  const finance = await enter(browser, FIRST)
  await openTransfer(finance, remark)
  await finance.getByRole('button', { name: 'Reject', exact: true }).click()
  await finance.getByRole('button', { name: 'Reject', exact: true }).click()
  await expect(finance.getByText('Say why, in a sentence that the customer reads.')).toBeVisible()
  await finance.getByLabel('Reason').fill('The slip is of another order.')
  await finance.getByRole('button', { name: 'Reject', exact: true }).click()
  await expect(finance.getByRole('status').first()).toContainText('rejected')

  await customer.goto(`/orders/${id}`)
  await expect(customer.getByText('Pending payment').first()).toBeVisible()
  await expect(customer.getByText('The slip is of another order.').first()).toBeVisible()
  await customer.getByRole('link', { name: 'Pay Now' }).click()
  await expect(
    customer.getByText('The transfer was not confirmed: The slip is of another order.'),
  ).toBeVisible()
  await expect(customer.getByText(`${remark.slice(0, 4)} ${remark.slice(4)}`, { exact: true })).toBeVisible()
  await submitVoucher(customer, 'right.png')
  await openTransfer(finance, remark)
  await readAtBank(finance, account.name)
  await finance.getByRole('button', { name: 'Approve', exact: true }).click()
  await expect(finance.getByRole('status').first()).toContainText('the order is paid')
  await customer.goto(`/orders/${id}`)
  await expect(customer.getByText('Paid', { exact: true }).first()).toBeVisible()
})

test('too little waits for the rest, and nothing else can be done with the order', async ({ browser }) => {
  test.setTimeout(120_000)
  const account = await openAccount('enterprise', '武汉江城智能科技有限公司')
  const customer = await enter(browser, account.email)
  const { id, remark } = await orderByTransfer(customer, 100)
  await submitVoucher(customer, 'slip.png')
  const finance = await enter(browser, FIRST)
  await openTransfer(finance, remark)
  await readAtBank(finance, account.name, '4990.00')
  await expect(finance.getByRole('row', { name: /Amount/ })).toContainText('Differs')
  await finance.getByRole('button', { name: 'Approve', exact: true }).click()
  await expect(finance.getByRole('status').first()).toContainText('the rest is still due')

  await customer.goto(`/orders/${id}/pay`)
  await expect(customer.getByText('¥4,990.00 arrived, ¥10.00 are missing.')).toBeVisible()
  await expect(customer.getByRole('radio')).toHaveCount(0)
  await expect(customer.getByRole('button', { name: 'Cancel order' })).toHaveCount(0)
  await submitVoucher(customer, 'rest.png')
  await openTransfer(finance, remark)
  await expect(finance.getByLabel('Received amount')).toHaveValue('10.00')
  await readAtBank(finance, account.name)
  await finance.getByRole('button', { name: 'Approve', exact: true }).click()
  await expect(finance.getByRole('status').first()).toContainText('the order is paid')
  expect(await statusOf(id)).toBe('paid')
})
