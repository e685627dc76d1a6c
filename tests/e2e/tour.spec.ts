import { test } from '@playwright/test'
import { look } from './support/look'
import { plantOffice } from './support/office'
import { database, signIn, speak } from './support/product'

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
  '/funds/cards',
  '/orders?product=card-1000',
  '/orders?product=balance',
  '/invoices',
  '/invoices?status=issued',
  '/invoices?kind=paper_general&search=nothing-like-it',
  '/invoices/apply',
  '/invoices/archives',
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
  '/admin/invoices/shipping',
  '/admin/invoices/workbooks',
  '/admin/invoices/working-days',
  '/admin/invoices/working-days?year=2027',
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
  `/invoice-downloads/${'x'.repeat(43)}`,
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

for (const language of ['en', 'zh-CN'] as const) {
  test(`strangers’ pages, ${language}`, { tag: '@everywhere' }, async ({ page }) => {
    await speak(page, language)
    for (const path of strangers) await look(page, path)
  })

  test(`the portal, ${language}`, { tag: '@everywhere' }, async ({ page }) => {
    test.setTimeout(180_000)
    await signIn(page, 'owner@acme.example', language)
    const pending = await newestOf(`o.status = 'pending-payment'`)
    const paid = await newestOf(`o.status = 'paid'`)
    const cancelled = await newestOf(`o.status = 'cancelled'`)
    const card = await newestOf(`o.kind = 'card' and o.status = 'paid'`)
    const cardToPay = await newestOf(`o.kind = 'card' and o.status = 'pending-payment'`)
    const orders = [
      `/orders/${card}`,
      `/orders/${cardToPay}/pay`,
      `/orders/${pending}`,
      `/orders/${pending}/pay`,
      `/orders/${paid}`,
      `/orders/${paid}/pay`,
      `/orders/${cancelled}`,
    ]
    for (const path of [...portal, ...orders]) await look(page, path)
  })

  test(`the back office, ${language}`, { tag: '@everywhere' }, async ({ page }) => {
    test.setTimeout(180_000)
    await signIn(page, 'admin@billing.example', language)
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

  test(`issuing and delivery, ${language}`, { tag: '@everywhere' }, async ({ page }) => {
    test.setTimeout(120_000)
    await signIn(page, 'reviewer@billing.example', language)
    const { batch, list } = await plantOffice()
    const [issued] = await database()<{ id: string }[]>`
      select id from invoice_applications where status = 'issued' and kind = 'e_general' limit 1`
    for (const path of [
      '/admin/invoices/shipping',
      '/admin/invoices/workbooks?form=list&refused=list-mangled',
      `/admin/invoices/workbooks/${batch}`,
      `/admin/invoices/lists/${list}`,
      `/admin/invoices/${issued?.id ?? 'none'}`,
    ])
      await look(page, path)
  })

  test(`refunds and suspense, ${language}`, { tag: '@everywhere' }, async ({ page }) => {
    test.setTimeout(180_000)
    await signIn(page, 'finance2@billing.example', language)
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
    await signIn(page, 'owner@acme.example', language)
    await look(page, `/orders/${refunded}`)
  })

  test(`applications and corrections, ${language}`, { tag: '@everywhere' }, async ({ page }) => {
    test.setTimeout(180_000)
    const applications = await database()<{ id: string; status: string }[]>`
      select distinct on (a.status) a.id, a.status from invoice_applications a join accounts c on c.id = a.account_id
      where c.name like '杭州云杉%' order by a.status, a.submitted_at`
    const returned = applications.find(({ status }) => status === 'returned')
    const issued = applications.find(({ status }) => status === 'issued')
    const waiting = applications.find(({ status }) => status === 'under-review')
    await signIn(page, 'owner@acme.example', language)
    for (const { id } of applications) await look(page, `/invoices/applications/${id}`)
    await look(page, `/invoices/applications/${issued?.id ?? 'none'}?correct=1`)
    await look(page, `/invoices/applications/${waiting?.id ?? 'none'}?withdraw=1`)
    await look(page, `/invoices/apply?replaces=${returned?.id ?? 'none'}`)
    await signIn(page, 'reviewer@billing.example', language)
    for (const { id } of applications) await look(page, `/admin/invoices/${id}`)
    await look(page, `/admin/invoices/${waiting?.id ?? 'none'}?reject=1`)
  })

  test(`authentications, ${language}`, { tag: '@everywhere' }, async ({ page }) => {
    test.setTimeout(180_000)
    await signIn(page, 'reviewer@billing.example', language)
    for (const name of ['成都远山软件有限公司', '韩梅梅', '厦门鹭岛数据服务有限公司']) {
      const [one] = await database()<{ id: string }[]>`
        select id from authentications where legal_name = ${name} order by submitted_at desc limit 1`
      await look(page, `/admin/authentications/${one?.id ?? 'none'}`)
      await look(page, `/admin/authentications/${one?.id ?? 'none'}?reject=1`)
    }
    await signIn(page, 'owner@newco.example', language)
    await look(page, '/account/authentication')
    await signIn(page, 'li.lei@person.example', language)
    await look(page, '/account/authentication?renew=1')
  })

  test(`orders by transfer, ${language}`, { tag: '@everywhere' }, async ({ page }) => {
    test.setTimeout(120_000)
    await signIn(page, 'owner@acme.example', language)
    for (const path of await transferPages()) await look(page, path)
  })

  test(`transfers, ${language}`, { tag: '@everywhere' }, async ({ page }) => {
    test.setTimeout(120_000)
    await signIn(page, 'finance2@billing.example', language)
    const transfers = await database()<{ id: string }[]>`
      select distinct on (status, outcome) id from transfers order by status, outcome, id`
    for (const { id } of transfers) await look(page, `/admin/transfers/${id}`)
    const [open] = await database()<
      { id: string }[]
    >`select id from transfers where status = 'awaiting' limit 1`
    await look(page, `/admin/transfers/${open?.id ?? 'none'}?reject=1`)
  })

  test(`a fresh account, ${language}`, async ({ page }) => {
    await signIn(page, 'li.lei@person.example', language)
    for (const path of [
      '/overview',
      '/resources/sms',
      '/orders?status=refunded',
      '/funds?search=nothing-like-it',
    ])
      await look(page, path)
  })
}
