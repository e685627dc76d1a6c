import AxeBuilder from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import { database, runtime, signIn } from './support/product'

const portal = [
  '/overview',
  '/resources/authentication',
  '/resources/sms',
  '/resources/authentication/recharge',
  '/orders',
  '/orders?status=paid',
  '/orders?search=nothing-like-it',
  '/funds',
  '/funds?type=refund',
  '/funds/recharge',
  '/orders?product=balance',
  '/invoices',
  '/invoices?status=issued',
  '/invoices/apply',
  '/invoices/information',
  '/invoices/information/new',
  '/invoices/addresses',
  '/invoices/addresses/new',
  '/contact',
  '/agreements/privacy',
  '/account/security',
  '/account/authentication',
  '/account/authentication?renew=1',
]
const admin = [
  '/admin',
  '/admin/orders',
  '/admin/customers',
  '/admin/customers?search=nothing-like-it',
  '/admin/payments',
  '/admin/payments?tab=notices',
  '/admin/payments?tab=suspense',
  '/admin/payments?tab=refunds',
  '/admin/transfers',
  '/admin/transfers?tab=decided',
  '/admin/transfers?search=nothing-like-it',
  '/admin/invoices',
  '/admin/invoices?tab=all',
  '/admin/authentications',
  '/admin/authentications?tab=decided',
  '/admin/authentications?search=nothing-like-it',
  '/admin/catalog',
  '/admin/catalog/auth',
  '/admin/catalog/agreements/1',
  '/admin/catalog/agreements/new',
  '/admin/sellers',
  '/admin/sellers/new',
  '/admin/staff',
  '/admin/staff/new',
  '/admin/audit',
  '/admin/security',
]
const strangers = [
  '/sign-in',
  '/sign-up',
  '/sign-up/sent',
  '/forgot-password',
  '/reset-password',
  '/verify-email',
  '/dev/mailbox',
  '/nowhere',
]

async function newestOf(where: string): Promise<string> {
  const [row] = await database().unsafe<{ id: string }[]>(`select o.id from orders o
    join accounts a on a.id = o.account_id where a.name like '杭州云杉%' and ${where} order by o.placed_at desc limit 1`)
  return row?.id ?? 'none'
}

/** The pages of orders by bank transfer: chosen, awaited and turned down, and a top-up that was paid so. */
async function transferPages(): Promise<string[]> {
  const by = `exists (select from payments p where p.order_id = o.id and p.channel = 'corporate')`
  const chosen = await newestOf(`${by} and not exists (select from transfers t where t.order_id = o.id)`)
  const awaiting = await newestOf(`o.status = 'awaiting-confirmation'`)
  const rejected = await newestOf(
    `exists (select from transfers t where t.order_id = o.id and t.status = 'rejected')`,
  )
  const recharged = await newestOf(`${by} and o.kind = 'top-up'`)
  return [
    `/orders/${chosen}/pay`,
    `/orders/${awaiting}`,
    `/orders/${awaiting}/pay`,
    `/orders/${rejected}`,
    `/orders/${rejected}/pay`,
    `/orders/${recharged}`,
    `/orders/${recharged}/pay`,
  ]
}

async function wear(page: Page, theme: 'light' | 'dark'): Promise<void> {
  await page.context().addCookies([{ name: 'bc-theme', value: theme, url: runtime.url }])
}

async function look(page: Page, path: string): Promise<void> {
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('404')) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(path)
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'best-practice'])
    .analyze()
  const found = violations.map(({ id, nodes }) => `${path}: ${id} at ${nodes[0]?.target.join(' ') ?? ''}`)
  expect(found).toEqual([])
  expect(complaints).toEqual([])
  const wide = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect([path, wide <= 0]).toEqual([path, true])
}

for (const theme of ['light', 'dark'] as const) {
  test(`strangers’ pages, ${theme}`, { tag: '@everywhere' }, async ({ page }) => {
    await wear(page, theme)
    for (const path of strangers) await look(page, path)
  })

  test(`the portal, ${theme}`, { tag: '@everywhere' }, async ({ page }) => {
    test.setTimeout(180_000)
    await signIn(page, 'owner@acme.example', theme === 'light' ? 'en' : 'zh-CN')
    await wear(page, theme)
    const pending = await newestOf(`o.status = 'pending-payment'`)
    const paid = await newestOf(`o.status = 'paid'`)
    const cancelled = await newestOf(`o.status = 'cancelled'`)
    const orders = [
      `/orders/${pending}`,
      `/orders/${pending}/pay`,
      `/orders/${paid}`,
      `/orders/${paid}/pay`,
      `/orders/${cancelled}`,
    ]
    for (const path of [...portal, ...orders]) await look(page, path)
  })

  test(`the back office, ${theme}`, { tag: '@everywhere' }, async ({ page }) => {
    test.setTimeout(180_000)
    await signIn(page, 'admin@billing.example', theme === 'light' ? 'en' : 'zh-CN')
    await wear(page, theme)
    const paid = await newestOf(`o.status = 'paid'`)
    const [payment] = await database()<
      { id: string }[]
    >`select id from payments where order_id = ${paid} limit 1`
    const [seller] = await database()<{ id: string }[]>`select id from sellers where code = 'dbmaker'`
    const [colleague] = await database()<
      { id: string }[]
    >`select id from users where email = 'support@billing.example'`
    const [account] = await database()<
      { id: string }[]
    >`select account_id as id from orders where id = ${paid}`
    const one = [
      `/admin/orders/${paid}`,
      `/admin/customers/${account?.id ?? 'none'}`,
      `/admin/payments/${payment?.id ?? 'none'}`,
      `/admin/sellers/${seller?.id ?? 'none'}`,
      `/admin/staff/${colleague?.id ?? 'none'}`,
    ]
    for (const path of [...admin, ...one]) await look(page, path)
  })

  test(`refunds and suspense, ${theme}`, { tag: '@everywhere' }, async ({ page }) => {
    test.setTimeout(180_000)
    await signIn(page, 'finance2@billing.example', theme === 'light' ? 'zh-CN' : 'en')
    await wear(page, theme)
    const ids = async (of: string) =>
      (await database().unsafe<{ id: string }[]>(`select distinct on (status) id from ${of}`)).map(
        ({ id }) => id,
      )
    for (const id of await ids('refunds')) await look(page, `/admin/payments/refunds/${id}`)
    for (const id of await ids('suspense')) {
      await look(page, `/admin/payments/suspense/${id}`)
      await look(page, `/admin/payments/suspense/${id}?do=refund&reject=1`)
    }
    const refunded = await newestOf(`o.status = 'partially-refunded'`)
    await look(page, `/admin/orders/${refunded}`)
    await signIn(page, 'owner@acme.example', theme === 'light' ? 'zh-CN' : 'en')
    await look(page, `/orders/${refunded}`)
  })

  test(`authentications, ${theme}`, { tag: '@everywhere' }, async ({ page }) => {
    test.setTimeout(180_000)
    await signIn(page, 'reviewer@billing.example', theme === 'light' ? 'zh-CN' : 'en')
    await wear(page, theme)
    for (const name of ['成都远山软件有限公司', '韩梅梅', '厦门鹭岛数据服务有限公司']) {
      const [one] = await database()<{ id: string }[]>`
        select id from authentications where legal_name = ${name} order by submitted_at desc limit 1`
      await look(page, `/admin/authentications/${one?.id ?? 'none'}`)
      await look(page, `/admin/authentications/${one?.id ?? 'none'}?reject=1`)
    }
    await signIn(page, 'owner@newco.example', theme === 'light' ? 'zh-CN' : 'en')
    await look(page, '/account/authentication')
    await signIn(page, 'li.lei@person.example', theme === 'light' ? 'zh-CN' : 'en')
    await look(page, '/account/authentication?renew=1')
  })

  test(`orders by transfer, ${theme}`, { tag: '@everywhere' }, async ({ page }) => {
    test.setTimeout(120_000)
    await signIn(page, 'owner@acme.example', theme === 'light' ? 'en' : 'zh-CN')
    await wear(page, theme)
    for (const path of await transferPages()) await look(page, path)
  })

  test(`transfers, ${theme}`, { tag: '@everywhere' }, async ({ page }) => {
    test.setTimeout(120_000)
    await signIn(page, 'finance2@billing.example', theme === 'light' ? 'en' : 'zh-CN')
    await wear(page, theme)
    const transfers = await database()<{ id: string }[]>`
      select distinct on (status, outcome) id from transfers order by status, outcome, id`
    for (const { id } of transfers) await look(page, `/admin/transfers/${id}`)
    const [open] = await database()<
      { id: string }[]
    >`select id from transfers where status = 'awaiting' limit 1`
    await look(page, `/admin/transfers/${open?.id ?? 'none'}?reject=1`)
  })

  test(`a fresh account, ${theme}`, async ({ page }) => {
    await signIn(page, 'li.lei@person.example', theme === 'light' ? 'zh-CN' : 'en')
    await wear(page, theme)
    for (const path of [
      '/overview',
      '/resources/sms',
      '/orders?status=refunded',
      '/funds?search=nothing-like-it',
    ])
      await look(page, path)
  })
}
