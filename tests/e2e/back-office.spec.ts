import { expect, test, type Page } from '@playwright/test'
import { database, runtime, signIn, simulate } from './support/product'

/** An order that was paid by a notice: its page and its attempt's say what the database holds of it. */
async function expectWholeHistory(page: Page): Promise<void> {
  const [paid] = await database()<Record<string, string>[]>`
    select o.id, o.number, p.id as payment_id, p.out_trade_no, p.channel_trade_no, u.name as payer, t.number as transaction
    from orders o join payments p on p.order_id = o.id and p.status = 'settled'
    join payment_notices n on n.out_trade_no = p.out_trade_no and n.source = 'notice' and n.outcome = 'settled'
    join users u on u.id = o.placed_by join ledger_transactions t on t.order_id = o.id
    where o.status = 'paid' and p.channel = 'wechatpay' order by o.placed_at desc limit 1`
  const { id = '', number = '', payment_id = '', out_trade_no = '', channel_trade_no = '' } = paid ?? {}
  await page.goto(`/admin/orders?search=${number}`)
  await page.getByRole('table').getByRole('link', { name: number }).click()
  await expect(page).toHaveURL(new RegExp(id))
  const section = (title: string) =>
    page.locator('section', { has: page.getByRole('heading', { name: title, exact: true }) })
  await expect(section('Payment attempts').getByRole('row', { name: out_trade_no })).toContainText('Paid')
  await expect(section('Notices').getByRole('row').nth(1)).toContainText(/Settled/i)
  await expect(section('Fund transactions')).toContainText(paid?.['transaction'] ?? 'none')
  await expect(page.getByText(paid?.['payer'] ?? 'none').first()).toBeVisible()
  await section('Payment attempts').getByRole('link', { name: out_trade_no }).click()
  await expect(page).toHaveURL(new RegExp(payment_id))
  await expect(page.getByText(channel_trade_no).first()).toBeVisible()
}

test('finance sees every attempt, notice and suspense, and one order whole', async ({ page }) => {
  const number = `STRAY${String(Date.now()).slice(-10)}`
  await simulate('stray-notice', {
    channel: 'alipay',
    outTradeNo: number,
    fen: '4321',
    notifyUrl: `${runtime.url}/api/payments/alipay/notify`,
  })
  await signIn(page, 'finance@billing.example')
  await expect(async () => {
    await page.goto(`/admin/payments?tab=suspense&q=${number}`)
    await expect(page.getByText('¥43.21').first()).toBeVisible({ timeout: 1000 })
  }).toPass({ timeout: 20_000 })
  await expectWholeHistory(page)
  await page.goto('/admin/audit')
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText('Audit log')
})

test('the dashboard plots what was paid by day, and the queues as they are', async ({ page }) => {
  await signIn(page, 'finance@billing.example')
  const cardOf = (title: string) =>
    page.locator('section', { has: page.getByRole('heading', { name: title }) })
  // Other journeys submit and decide transfers meanwhile.
  await expect(async () => {
    await page.goto('/admin')
    const [waiting] = await database()<{ count: number; overdue: number }[]>`
      select count(*)::int, count(*) filter (where due_at < business_now())::int as overdue
      from transfers where status in ('awaiting', 'checking')`
    const queues = cardOf('Waiting for us')
    await queues.getByText('Show as table').click()
    const cells = await queues
      .getByRole('row', { name: /^Transfers/ })
      .getByRole('cell')
      .allTextContents()
    const { count = 0, overdue = 0 } = waiting ?? {}
    expect(cells).toEqual(['Transfers', String(count - overdue), String(overdue)])
  }).toPass({ timeout: 20_000 })
  await expect(cardOf('Waiting for us').locator('svg').first()).toBeAttached()
  await expect(cardOf('Paid by day').getByRole('img', { name: /^Paid by day and channel/ })).toBeVisible()
})

test('the audit log names who wrote what, and is sealed', async ({ page }) => {
  await signIn(page, 'admin@billing.example')
  await page.goto('/admin/audit')
  await expect(page.getByRole('heading', { level: 1, name: 'Audit log' })).toBeVisible()
  await expect(page.getByText(/session\.open|account\./).first()).toBeVisible()
  await expect(async () => {
    await page.goto('/admin/audit')
    await expect(page.getByText(/Newest seal \d+/)).toBeVisible({ timeout: 1000 })
  }).toPass({ timeout: 30_000 })
  const seals = await database()`select from audit_seals`
  expect(seals.length).toBeGreaterThan(0)
})

test('the scheduler’s door opens by its secret alone', async ({ request }) => {
  expect((await request.get('/api/cron/expire')).status()).toBe(401)
  const wrong = { headers: { authorization: 'Bearer wrong' } }
  expect((await request.post('/api/cron/expire', wrong)).status()).toBe(401)
  const right = { headers: { authorization: `Bearer ${runtime.cronSecret}` } }
  for (const job of ['expire', 'sweep-payments', 'sweep-invoices', 'drain-jobs', 'seal-audit']) {
    const answer = await request.get(`/api/cron/${job}`, right)
    expect([job, answer.status()]).toEqual([job, 200])
  }
  expect((await request.get('/api/cron/verify-books', right)).status()).toBe(404)
  expect((await request.get('/api/cron/constructor', right)).status()).toBe(404)
})

test('a notice nobody signed is refused and stored nowhere', async ({ request }) => {
  for (const channel of ['wechatpay', 'alipay']) {
    const answer = await request.post(`/api/payments/${channel}/notify`, {
      data: 'out_trade_no=1&trade_status=TRADE_SUCCESS',
    })
    expect(await answer.text()).not.toBe('success')
  }
  expect((await request.post('/api/payments/constructor/notify', { data: '' })).status()).toBe(404)
  expect(await database()`select from payment_notices where out_trade_no = '1'`).toHaveLength(0)
})
