import { readdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import { expect, request, test, type APIRequestContext } from '@playwright/test'
import { plantOffice } from './support/office'
import { database, PASSWORD, runtime } from './support/product'
import { everybody, people, table, type Who } from './support/who-may'

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
