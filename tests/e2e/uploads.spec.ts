import { expect, request, test, type APIRequestContext } from '@playwright/test'
import { addMember, openAccount, type FreshAccount } from './support/accounts'
import { voucher } from './support/voucher'
import { database, PASSWORD, runtime, signIn } from './support/product'

async function enter(email: string): Promise<APIRequestContext> {
  const client = await request.newContext({ baseURL: runtime.url, extraHTTPHeaders: { origin: runtime.url } })
  const { csrfToken } = (await (await client.get('/api/auth/csrf')).json()) as { csrfToken: string }
  const form = { csrfToken, email, password: PASSWORD, json: 'true' }
  expect((await client.post('/api/auth/callback/credentials', { form })).status()).toBe(200)
  return client
}

const upload = (file: { name: string; mimeType: string; buffer: Buffer }) => ({
  multipart: { purpose: 'voucher', file },
})

const countOf = async ({ accountId }: FreshAccount) => {
  const [row] = await database()<{ count: number }[]>`
    select count(*)::int as count from files where account_id = ${accountId}`
  return row?.count
}

test('a file is shown to its own account and to finance, inline in a sandbox, and to nobody else', async () => {
  const account = await openAccount('enterprise', '宁波海曙云数据有限公司')
  const owner = await enter(account.email)
  const answer = await owner.post('/api/files', upload(await voucher('回单.png')))
  expect(answer.status()).toBe(200)
  const { id, name, type } = (await answer.json()) as { id: string; name: string; type: string }
  expect([name, type]).toEqual(['回单.png', 'image/png'])
  for (const email of [
    account.email,
    await addMember(account, 'viewer'),
    'finance@billing.example',
    'support@billing.example',
  ]) {
    const shown = await (await enter(email)).get(`/api/files/${id}`)
    expect([email, shown.status()]).toEqual([email, 200])
    const headers = shown.headers()
    expect(headers['content-type']).toBe('image/png')
    expect(headers['content-security-policy']).toMatch(/^sandbox; .*frame-ancestors 'self'$/)
    expect(headers['x-frame-options']).toBe('SAMEORIGIN')
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['cache-control']).toBe('private, no-store')
    expect(headers['content-disposition']).toContain('inline')
  }
  const strangers = ['owner@acme.example', 'reviewer@billing.example', 'reviewer@dbmaker.example']
  for (const email of strangers)
    expect([email, (await (await enter(email)).get(`/api/files/${id}`)).status()]).toEqual([email, 404])
  const nobody = await request.newContext({ baseURL: runtime.url })
  expect((await nobody.get(`/api/files/${id}`)).status()).toBe(404)
  expect((await nobody.get('/api/files/not-an-id')).status()).toBe(404)
})

test('what is no voucher is refused, in a sentence, and not kept', async () => {
  const account = await openAccount('enterprise', '合肥庐州软件有限公司')
  const owner = await enter(account.email)
  const large = { name: 'slip.png', mimeType: 'image/png', buffer: Buffer.alloc(5 * 1024 * 1024, 1) }
  const page = {
    name: 'slip.png',
    mimeType: 'image/png',
    buffer: Buffer.from('<html><script>alert(1)</script>'),
  }
  const tooLarge = await owner.post('/api/files', upload(large))
  expect([tooLarge.status(), ((await tooLarge.json()) as { code: string }).code]).toEqual([
    413,
    'file.too-large',
  ])
  const wrong = await owner.post('/api/files', upload(page))
  expect([wrong.status(), ((await wrong.json()) as { code: string }).code]).toEqual([415, 'file.wrong-type'])
  const viewer = await enter(await addMember(account, 'viewer'))
  expect((await viewer.post('/api/files', upload(await voucher('slip.png')))).status()).toBe(403)
  const nobody = await request.newContext({ baseURL: runtime.url, extraHTTPHeaders: { origin: runtime.url } })
  expect((await nobody.post('/api/files', upload(await voucher('slip.png')))).status()).toBe(401)
  const foreign = await owner.post('/api/files', {
    ...upload(await voucher('slip.png')),
    headers: { origin: 'https://elsewhere.example' },
  })
  expect(foreign.status()).toBe(403)
  expect(await countOf(account)).toBe(0)
})

test('without script the same form submits the voucher', async ({ browser }) => {
  const account = await openAccount('enterprise', '长沙湘江数据有限公司')
  const scripted = await browser.newContext({ baseURL: runtime.url })
  const first = await scripted.newPage()
  await signIn(first, account.email)
  const plain = await browser.newContext({
    baseURL: runtime.url,
    javaScriptEnabled: false,
    storageState: await scripted.storageState(),
  })
  const page = await plain.newPage()
  await page.goto('/resources/authentication/recharge')
  await page.getByRole('checkbox', { name: /I have read/ }).check()
  await page.getByRole('button', { name: 'Submit Order' }).click()
  await expect(page).toHaveURL(/\/pay$/)
  await page.getByRole('radio', { name: 'Corporate payment' }).check({ force: true })
  await page.getByRole('button', { name: 'Pay Now' }).click()
  await page.getByRole('button', { name: 'Submit voucher' }).click()
  await expect(page.getByText('Choose the voucher first.')).toBeVisible()
  await page.getByLabel('Upload voucher').setInputFiles(await voucher('slip.png'))
  await page.getByRole('button', { name: 'Submit voucher' }).click()
  await expect(page.getByText('Awaiting confirmation').first()).toBeVisible()
})
