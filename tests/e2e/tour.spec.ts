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
  '/orders?q=nothing-like-it',
  '/funds',
  '/contact',
  '/agreements/privacy',
]
const admin = [
  '/admin',
  '/admin/orders',
  '/admin/payments',
  '/admin/payments?tab=notices',
  '/admin/payments?tab=suspense',
  '/admin/audit',
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
    for (const path of [...admin, `/admin/orders/${paid}`, `/admin/payments/${payment?.id ?? 'none'}`])
      await look(page, path)
  })

  test(`a fresh account, ${theme}`, async ({ page }) => {
    await signIn(page, 'li.lei@person.example', theme === 'light' ? 'zh-CN' : 'en')
    await wear(page, theme)
    for (const path of ['/overview', '/resources/sms', '/orders?status=refunded', '/funds?q=nothing-like-it'])
      await look(page, path)
  })
}
