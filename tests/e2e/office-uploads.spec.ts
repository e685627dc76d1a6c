import { expect, test } from '@playwright/test'
import { plantOffice } from './support/office'
import { database, signIn } from './support/product'

const routes = ['/api/invoice-templates', '/api/invoice-lists', '/api/invoice-files']

async function sent() {
  const { batch } = await plantOffice()
  const [seller] = await database()<{ id: string }[]>`select id from sellers where is_platform`
  return {
    multipart: {
      sellerId: seller?.id ?? '',
      listId: batch,
      workbook: { name: 'a.xlsx', mimeType: 'text/plain', buffer: Buffer.from('a,b') },
      list: { name: 'a.xlsx', mimeType: 'text/plain', buffer: Buffer.from('a,b') },
      files: { name: 'a.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4') },
    },
    maxRedirects: 0,
  }
}

test('what the office uploads is taken from nobody without a session', async ({ playwright, baseURL }) => {
  const client = await playwright.request.newContext({
    baseURL: baseURL ?? '',
    extraHTTPHeaders: { origin: baseURL ?? '' },
  })
  for (const route of routes) expect((await client.post(route, await sent())).status()).toBe(401)
  await client.dispose()
})

test.describe('what the office uploads', () => {
  // Whoever decides is led back to the page, which says that this is no workbook.
  for (const [email, status] of [
    ['owner@acme.example', 401],
    ['support@billing.example', 403],
    ['admin@billing.example', 403],
    ['reviewer@dbmaker.example', 303],
    ['reviewer@billing.example', 303],
  ] as const)
    test(`is answered with ${status} to ${email}`, async ({ page, baseURL }) => {
      await signIn(page, email)
      const own = { ...(await sent()), headers: { origin: baseURL ?? '' } }
      for (const route of routes)
        expect([route, (await page.request.post(route, own)).status()]).toEqual([route, status])
      const foreign = { ...(await sent()), headers: { origin: 'https://elsewhere.example' } }
      for (const route of routes) expect((await page.request.post(route, foreign)).status()).toBe(403)
      expect(await database()`select from etax_templates where name = 'a.xlsx'`).toHaveLength(0)
    })
})
