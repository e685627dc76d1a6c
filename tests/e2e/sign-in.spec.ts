import { expect, test, type Page } from '@playwright/test'
import { database, openMail, PASSWORD, runtime } from './support/product'

const newAddress = () => `person-${Math.random().toString(36).slice(2, 10)}@journey.example`

async function signUp(page: Page, address: string): Promise<void> {
  await page.goto('/sign-up')
  await page.getByRole('radio', { name: 'Enterprise' }).check({ force: true })
  await page.getByLabel('Company name').fill('旅程科技有限公司')
  await page.getByLabel('Your name').fill('王小明')
  await page.getByLabel('Email', { exact: true }).fill(address)
  await page.getByLabel('Password', { exact: true }).fill('Journey-pass-2026')
  await page.getByRole('button', { name: 'Create account' }).click()
  await expect(page.getByRole('heading', { name: 'Check your mail' })).toBeVisible()
}

async function enter(page: Page, address: string, password: string): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel('Email', { exact: true }).fill(address)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

test(
  'sign up, verify by mail, sign in, sign out, reset the password by mail',
  { tag: '@everywhere' },
  async ({ page }) => {
    const address = newAddress()
    await signUp(page, address)
    await page.goto(await openMail(page, address, /verify/i))
    await page.getByRole('button', { name: 'Verify email' }).click()
    await expect(page.getByRole('heading', { name: 'Address verified' })).toBeVisible()
    await enter(page, address, 'Journey-pass-2026')
    await expect(page).toHaveURL(/\/overview$/)
    // Who is signed in already has no use for the form.
    await page.goto('/sign-in?next=%2Forders')
    await expect(page).toHaveURL(/\/orders$/)
    await page.context().clearCookies()
    await page.goto('/forgot-password')
    await page.getByLabel('Email', { exact: true }).fill(address)
    await page.getByRole('button', { name: 'Send link' }).click()
    await expect(page.getByRole('heading', { name: 'Check your mail' })).toBeVisible()
    const link = await openMail(page, address, /password/i)
    await page.goto(link)
    await page.getByLabel('New password').fill('Another-pass-2026')
    await page.getByRole('button', { name: 'Set password' }).click()
    await expect(page).toHaveURL(/sign-in/)
    await enter(page, address, 'Journey-pass-2026')
    await expect(page.getByText('Email or password is wrong.')).toBeVisible()
    await enter(page, address, 'Another-pass-2026')
    await expect(page).toHaveURL(/\/overview$/)
    await page.goto(link)
    await expect(page.getByText('This link no longer works').first()).toBeVisible()
  },
)

test('an address already known gets the same page and a mail that says so', async ({ page }) => {
  await signUp(page, 'owner@acme.example')
  const accounts =
    await database()`select from members m join users u on u.id = m.user_id where u.email = 'owner@acme.example'`
  expect(accounts.length).toBeGreaterThan(0)
  const named = await database()`select from accounts where name = '旅程科技有限公司' and id in (
    select account_id from members m join users u on u.id = m.user_id where u.email = 'owner@acme.example')`
  expect(named).toHaveLength(0)
})

test('unknown and wrong are told the same', async ({ page }) => {
  // Within main: the framework announces page changes in an alert of its own, which may be empty.
  const told = page.getByRole('main').getByRole('alert')
  await enter(page, newAddress(), 'whatever-it-is')
  await expect(told).toHaveText(/\S/)
  const unknown = await told.innerText()
  await enter(page, 'viewer@acme.example', 'wrong-password-1')
  await expect(told).toHaveText(unknown)
})

test('nobody orders before the address is verified', async ({ page }) => {
  const address = newAddress()
  await signUp(page, address)
  await enter(page, address, 'Journey-pass-2026')
  await expect(page.getByText('Verify your email address to place orders.')).toBeVisible()
  await page.goto('/resources/authentication/recharge')
  await page.locator('input[name=agreed]').check()
  await page.getByRole('button', { name: 'Submit Order' }).click()
  await expect(page.getByText('Verify your email address first').first()).toBeVisible()
})

test('a disabled person is out at the next request', async ({ page }) => {
  const address = newAddress()
  await signUp(page, address)
  await enter(page, address, 'Journey-pass-2026')
  await expect(page).toHaveURL(/\/overview$/)
  await database()`update users set disabled_at = now() where email = ${address}`
  await page.goto('/orders')
  await expect(page).toHaveURL(/sign-in/)
})

test('members land on the overview, staff on the back office; signing out ends it', async ({ page }) => {
  await enter(page, 'admin@billing.example', PASSWORD)
  await expect(page).toHaveURL(/\/admin$/)
  await page.getByRole('button', { name: 'Sign out' }).first().click()
  await expect(page).toHaveURL(/sign-in/)
  await page.goto('/admin')
  await expect(page).toHaveURL(/sign-in/)
})

test('the product goes by one address', async ({ request }) => {
  const port = new URL(runtime.url).port
  const answer = await request.get(`http://localhost:${port}/sign-in?next=%2Forders`)
  expect(answer.headers()['refresh']).toBe(`0; url=${runtime.url}/sign-in?next=%2Forders`)
})

test('what is no form is told so, by its own status', async ({ request }) => {
  const headers = { origin: runtime.url }
  const callback = await request.get('/api/auth/callback/credentials')
  expect([callback.status(), callback.headers()['allow']]).toEqual([405, 'POST'])
  expect((await request.get('/api/auth/callback/nobody')).status()).toBe(404)
  const post = async (path: string, data: string | Buffer, type: string) =>
    (await request.post(path, { headers: { ...headers, 'content-type': type }, data })).status()
  expect(await post('/api/auth/callback/credentials', Buffer.from('{'), 'application/json')).toBe(415)
  expect(await post('/sign-in', 'garbage', 'multipart/form-data; boundary=x')).toBe(400)
  expect(await post('/sign-in', 'x'.repeat(1_100_000), 'multipart/form-data; boundary=x')).toBe(413)
})
