import { readdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import { expect, request, test, type APIRequestContext } from '@playwright/test'
import { plantOffice } from './support/office'
import { database, PASSWORD, runtime } from './support/product'

/** Who may open an address; everybody else gets the sign-in page or nothing. */
type Who = 'nobody' | 'viewer' | 'stranger' | 'support' | 'reviewer' | 'seller' | 'admin' | 'payer'
const people: Record<Exclude<Who, 'nobody'>, string> = {
  payer: 'owner@acme.example',
  viewer: 'viewer@acme.example',
  stranger: 'owner@globex.example',
  support: 'support@billing.example',
  reviewer: 'reviewer@billing.example',
  seller: 'reviewer@dbmaker.example',
  admin: 'admin@billing.example',
}
const everybody: readonly Who[] = [
  'nobody',
  'payer',
  'viewer',
  'stranger',
  'support',
  'reviewer',
  'seller',
  'admin',
]
const members: readonly Who[] = ['payer', 'viewer', 'stranger']
const payers: readonly Who[] = ['payer', 'stranger']

/** One row per page and route. A file under app/ without a row fails the first test. */
const table: Record<string, { may: readonly Who[]; path?: string; status?: number }> = {
  '/': { may: everybody.filter((who) => who !== 'nobody') },
  '/sign-in': { may: everybody },
  '/sign-up': { may: everybody },
  '/sign-up/sent': { may: everybody },
  '/forgot-password': { may: everybody },
  '/reset-password': { may: everybody },
  '/verify-email': { may: everybody },
  '/overview': { may: members },
  '/contact': { may: members },
  '/agreements/privacy': { may: members },
  '/resources': { may: members },
  '/resources/[family]': { may: members, path: '/resources/authentication' },
  '/resources/[family]/recharge': { may: payers, path: '/resources/authentication/recharge' },
  '/orders': { may: members },
  '/orders/[id]': { may: ['payer', 'viewer'], path: '/orders/ORDER' },
  '/orders/[id]/pay': { may: ['payer'], path: '/orders/ORDER/pay' },
  '/orders/export': { may: members },
  '/funds': { may: members },
  '/funds/export': { may: members },
  '/funds/recharge': { may: payers },
  '/funds/cards': { may: payers },
  '/admin': { may: ['support', 'reviewer', 'seller', 'admin'] },
  '/admin/transfers': { may: ['support', 'admin'] },
  '/admin/transfers/[id]': { may: ['support', 'admin'], path: '/admin/transfers/TRANSFER' },
  '/admin/orders': { may: ['support', 'admin'] },
  '/admin/orders/export': { may: ['support', 'admin'] },
  '/admin/orders/[id]': { may: ['support', 'admin'], path: '/admin/orders/ORDER' },
  '/admin/payments': { may: ['support', 'admin'] },
  '/admin/payments/[id]': { may: ['support', 'admin'], path: '/admin/payments/PAYMENT' },
  '/admin/payments/refunds/[id]': { may: ['support', 'admin'], path: '/admin/payments/refunds/REFUND' },
  '/admin/payments/suspense/[id]': { may: ['support', 'admin'], path: '/admin/payments/suspense/SUSPENSE' },
  '/admin/customers': { may: ['support', 'reviewer', 'admin'] },
  '/admin/customers/[id]': { may: ['support', 'reviewer', 'admin'], path: '/admin/customers/ACCOUNT' },
  '/admin/catalog': { may: ['support', 'admin'] },
  '/admin/catalog/[code]': { may: ['support', 'admin'], path: '/admin/catalog/auth' },
  '/admin/catalog/agreements/[version]': { may: ['support', 'admin'], path: '/admin/catalog/agreements/1' },
  '/admin/catalog/agreements/new': { may: ['admin'] },
  '/admin/sellers': { may: ['admin'] },
  '/admin/sellers/new': { may: ['admin'] },
  '/admin/sellers/[id]': { may: ['admin'], path: '/admin/sellers/SELLER' },
  '/admin/staff': { may: ['admin'] },
  '/admin/staff/new': { may: ['admin'] },
  '/admin/staff/[id]': { may: ['admin'], path: '/admin/staff/COLLEAGUE' },
  '/admin/audit': { may: ['admin'] },
  '/admin/security': { may: ['support', 'reviewer', 'seller', 'admin'] },
  '/account/security': { may: members },
  '/account/authentication': { may: members },
  '/invoices': { may: members },
  '/invoices/apply': { may: payers },
  '/invoices/applications/[id]': { may: ['payer', 'viewer'], path: '/invoices/applications/APPLICATION' },
  '/invoices/information': { may: members },
  '/invoices/information/[id]': { may: payers, path: '/invoices/information/new' },
  '/invoices/addresses': { may: members },
  '/invoices/addresses/[id]': { may: payers, path: '/invoices/addresses/new' },
  '/invoices/regions': { may: members, path: '/invoices/regions?of=330000' },
  '/admin/invoices': { may: ['support', 'reviewer', 'seller', 'admin'] },
  '/admin/invoices/[id]': { may: ['support', 'reviewer', 'admin'], path: '/admin/invoices/APPLICATION' },
  '/api/invoice-files/[id]': {
    may: ['payer', 'viewer', 'support', 'reviewer', 'admin'],
    path: '/api/invoice-files/INVOICEFILE',
  },
  '/admin/invoices/shipping': { may: ['support', 'reviewer', 'seller', 'admin'] },
  '/admin/invoices/workbooks': { may: ['support', 'reviewer', 'seller', 'admin'] },
  '/admin/invoices/workbooks/[id]': {
    may: ['support', 'reviewer', 'admin'],
    path: '/admin/invoices/workbooks/BATCH',
  },
  '/admin/invoices/lists/[id]': { may: ['support', 'reviewer', 'admin'], path: '/admin/invoices/lists/LIST' },
  '/admin/invoices/working-days': { may: ['support', 'reviewer', 'seller', 'admin'] },
  '/invoices/archives': { may: members },
  '/api/invoice-archives/[id]': { may: ['payer', 'viewer'], path: '/api/invoice-archives/ARCHIVE' },
  '/api/invoice-workbooks/[id]': {
    may: ['support', 'reviewer', 'admin'],
    path: '/api/invoice-workbooks/BATCH',
  },
  '/api/invoice-files': { may: [], status: 405 },
  '/api/invoice-lists': { may: [], status: 405 },
  '/api/invoice-templates': { may: [], status: 405 },
  // Whoever holds a link sees what it opens; this one was never mailed, and its page says so.
  '/invoice-downloads/[token]': { may: everybody, path: `/invoice-downloads/${'x'.repeat(43)}` },
  // A link that was never mailed.
  '/api/invoice-downloads/[token]': {
    may: [],
    path: `/api/invoice-downloads/${'x'.repeat(43)}`,
    status: 404,
  },
  '/api/invoice-preview': { may: [], status: 405 },
  '/admin/authentications': { may: ['support', 'reviewer', 'admin'] },
  '/admin/authentications/[id]': {
    may: ['support', 'reviewer', 'admin'],
    path: '/admin/authentications/SUBMISSION',
  },
  '/dev/mailbox': { may: everybody },
  '/dev/mailbox/[id]': { may: everybody, path: '/dev/mailbox/MAIL' },
  '/api/health': { may: everybody },
  '/api/auth/[...nextauth]': { may: everybody, path: '/api/auth/csrf' },
  '/api/files': { may: [], status: 405 },
  '/api/files/[id]': { may: ['payer', 'viewer', 'support', 'admin'], path: '/api/files/VOUCHER' },
  '/api/orders/[id]/payment': { may: ['payer', 'viewer'], path: '/api/orders/ORDER/payment' },
  // These take no cookie: a signature or the scheduler's secret is the only way in, so no person gets any.
  '/api/payments/[channel]/notify': { may: [], path: '/api/payments/wechatpay/notify', status: 405 },
  '/api/payments/[channel]/refund-notify': {
    may: [],
    path: '/api/payments/wechatpay/refund-notify',
    status: 405,
  },
  '/api/invoices/[channel]/notify': { may: [], path: '/api/invoices/nuonuo/notify', status: 405 },
  '/api/cron/[job]': { may: [], path: '/api/cron/expire', status: 401 },
  // Without a METRICS_KEY there are none to be had.
  '/api/metrics': { may: [], status: 404 },
  '/api/test-clock': { may: [], status: 401 },
}

function addressesOf(folder: string, root = folder): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return addressesOf(path, root)
    if (!/^(page|route)\.tsx?$/.test(entry.name)) return []
    return [`/${relative(root, folder)}`.replaceAll(/\/\([^)]*\)/g, '') || '/']
  })
}

test('every page and route has its row', () => {
  expect(addressesOf('app').sort()).toEqual(Object.keys(table).sort())
})

async function enter(who: Who): Promise<APIRequestContext> {
  const client = await request.newContext({ baseURL: runtime.url, extraHTTPHeaders: { origin: runtime.url } })
  if (who === 'nobody') return client
  const { csrfToken } = (await (await client.get('/api/auth/csrf')).json()) as { csrfToken: string }
  const form = { csrfToken, email: people[who], password: PASSWORD, json: 'true' }
  const answer = await client.post('/api/auth/callback/credentials', { form })
  expect(answer.status()).toBe(200)
  return client
}

async function concrete(path: string): Promise<string> {
  const [row] = await database()<{ order_id: string; payment_id: string }[]>`
    select o.id as order_id, p.id as payment_id from orders o
    join accounts a on a.id = o.account_id left join payments p on p.order_id = o.id
    where a.name = '杭州云杉科技有限公司' and o.status = 'pending-payment' order by p.id nulls last limit 1`
  const [payment] = await database()<{ id: string }[]>`select id from payments limit 1`
  const [account] = await database()<{ id: string }[]>`select id from accounts limit 1`
  const [mail] = await database()<{ id: string }[]>`select id from mails limit 1`
  const [refund] = await database()<{ id: string }[]>`select id from refunds limit 1`
  const [entry] = await database()<{ id: string }[]>`select id from suspense limit 1`
  const [seller] = await database()<{ id: string }[]>`select id from sellers limit 1`
  const [colleague] = await database()<{ user_id: string }[]>`select user_id from staff limit 1`
  const [submission] = await database()<{ id: string }[]>`select id from authentications limit 1`
  const [application] = await database()<{ id: string }[]>`select id from invoice_applications limit 1`
  const [file] = await database()<{ id: string }[]>`select id from invoice_files limit 1`
  const [transfer] = await database()<{ id: string; voucher_id: string }[]>`
    select t.id, t.voucher_id from transfers t join accounts a on a.id = t.account_id
    where a.name = '杭州云杉科技有限公司' limit 1`
  const { batch, list, archive } = await plantOffice()
  return path
    .replace('BATCH', batch)
    .replace('LIST', list)
    .replace('ARCHIVE', archive)
    .replace('TRANSFER', transfer?.id ?? 'none')
    .replace('VOUCHER', transfer?.voucher_id ?? 'none')
    .replace('ORDER', row?.order_id ?? 'none')
    .replace('ACCOUNT', account?.id ?? 'none')
    .replace('PAYMENT', payment?.id ?? 'none')
    .replace('REFUND', refund?.id ?? 'none')
    .replace('SUSPENSE', entry?.id ?? 'none')
    .replace('SELLER', seller?.id ?? 'none')
    .replace('COLLEAGUE', colleague?.user_id ?? 'none')
    .replace('APPLICATION', application?.id ?? 'none')
    .replace('INVOICEFILE', file?.id ?? 'none')
    .replace('SUBMISSION', submission?.id ?? 'none')
    .replace('MAIL', mail?.id ?? '00000000-0000-7000-8000-000000000000')
}

for (const who of everybody) {
  test(`${who} gets what the table says, and nothing else`, async () => {
    const client = await enter(who)
    for (const [address, { may, path, status }] of Object.entries(table)) {
      const asked = await concrete(path ?? address)
      const answer = await client.get(asked, { maxRedirects: 0 })
      const toSignIn = (answer.headers()['location'] ?? '').includes('/sign-in')
      const shut = toSignIn || [401, 403, 404, 405].includes(answer.status())
      const open = !shut && answer.status() < 400
      const absentMail = address === '/dev/mailbox/[id]' && answer.status() === 404
      expect([address, open || absentMail]).toEqual([address, may.includes(who)])
      if (status) expect([address, answer.status()]).toEqual([address, status])
    }
    await client.dispose()
  })
}

test('the state of a payment is told to nobody without a session', async () => {
  const client = await enter('nobody')
  const answer = await client.get(await concrete('/api/orders/ORDER/payment'))
  expect(answer.status()).toBe(401)
  expect(await answer.json()).toMatchObject({ code: 'actor.not-signed-in' })
})

test('a form posted from another site changes nothing', async () => {
  const client = await enter('payer')
  const [before] = await database()`select count(*) from orders`
  const foreign = { headers: { origin: 'https://elsewhere.example' }, form: { a: 'b' } }
  for (const path of ['/resources/authentication/recharge', '/orders', '/sign-in'])
    expect((await client.post(path, foreign)).status()).toBe(403)
  expect(await database()`select count(*) from orders`).toEqual([before])
})

test('pages carry a policy with a nonce and nothing inline slips past it', async () => {
  const client = await enter('payer')
  const answer = await client.get('/overview')
  const policy = answer.headers()['content-security-policy'] ?? ''
  const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? ''
  expect(policy).not.toMatch(/script-src[^;]*unsafe-inline/)
  expect(policy).toContain("frame-ancestors 'none'")
  const scripts = [...(await answer.text()).matchAll(/<script(?![^>]*\btype="application)[^>]*>/g)].map(
    ([tag]) => tag,
  )
  expect(scripts.length).toBeGreaterThan(0)
  for (const script of scripts) expect(script).toContain(nonce)
  expect(answer.headers()['x-content-type-options']).toBe('nosniff')
})
