import { readFileSync } from 'node:fs'
import { expect, test, type Page } from '@playwright/test'
import { database, runtime, signIn } from './support/product'

/** Where `Export` leads: the file as it arrives, its records taken apart, and what it is called. */
async function exported(page: Page): Promise<{ text: string; records: string[]; name: string }> {
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: /^(Export|导出)$/ }).click()
  const file = await download
  const text = readFileSync(await file.path(), 'utf8')
  expect(text.startsWith('\ufeff')).toBe(true)
  return { text, records: text.slice(1).trimEnd().split('\r\n'), name: file.suggestedFilename() }
}

async function ordersOf(email: string, where = 'true'): Promise<string[]> {
  const rows = await database().unsafe<{ number: string }[]>(
    `select o.number from orders o join members m on m.account_id = o.account_id
      join users u on u.id = m.user_id where u.email = $1 and ${where} order by o.placed_at desc, o.id desc`,
    [email],
  )
  return rows.map((row) => row.number)
}

test('a viewer takes the orders of the account along, and nobody else’s', async ({ page }) => {
  const email = 'owner@globex.example'
  await signIn(page, email)
  await page.goto('/orders')
  const { records, name } = await exported(page)
  expect(records[0]).toContain('Order,Product,Quantity,')
  expect(records[0]).toContain('Amount (CNY)')
  expect(records.slice(1).map((record) => record.split(',')[0])).toEqual(await ordersOf(email))
  const day = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
  const [account] = await database()<{ name: string }[]>`
    select a.name from accounts a join members m on m.account_id = a.id join users u on u.id = m.user_id
    where u.email = ${email}`
  expect(name).toBe(`Orders ${account?.name ?? ''} ${day}.csv`)
})

test('an export is what its filters find', async ({ page }) => {
  const email = 'viewer@acme.example'
  await signIn(page, email)
  await page.goto('/orders?status=cancelled')
  const { records } = await exported(page)
  expect(records.slice(1).map((record) => record.split(',')[0])).toEqual(
    await ordersOf(email, `o.status = 'cancelled'`),
  )
  for (const record of records.slice(1)) expect(record).toContain(',Cancelled,')
})

test('fund transactions are exported in the person’s language, with amounts that are numbers', async ({
  page,
}) => {
  await signIn(page, 'finance@acme.example', 'zh-CN')
  await page.goto('/funds?channel=wechatpay')
  const { text, records, name } = await exported(page)
  expect(records[0]).toBe('时间（北京时间）,流水号,类型,金额（元）,变动后余额（元）,渠道,订单,备注')
  expect(records.length).toBeGreaterThan(1)
  for (const record of records.slice(1))
    expect(record).toMatch(
      /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,[^,]+,[^,]+,-?\d+\.\d\d,(?:-?\d+\.\d\d)?,微信支付,/,
    )
  expect(text).not.toContain('支付宝')
  expect(name).toContain('资金流水 杭州云杉科技有限公司')
})

test('staff export every account’s orders, with the account', async ({ page }) => {
  await signIn(page, 'support@billing.example')
  await page.goto('/admin/orders?search=Globex')
  const { records } = await exported(page)
  expect(records[0]).toContain('Order,Account number,Account,Product')
  expect(records.length).toBeGreaterThan(1)
  for (const record of records.slice(1)) expect(record).toContain('Globex')
})

test('a stranger is asked to sign in, and another site gets nothing', async ({ page, request }) => {
  const strange = await request.get(`${runtime.url}/orders/export`, { maxRedirects: 0 })
  expect(strange.headers()['location']).toContain('/sign-in?next=%2Forders%2Fexport')
  await signIn(page, 'viewer@acme.example')
  const headers = { 'sec-fetch-site': 'cross-site' }
  for (const path of ['/orders/export', '/funds/export'])
    expect((await page.request.get(path, { headers })).status()).toBe(403)
})
