import { expect, test, type Browser, type Page } from '@playwright/test'
import { database, openMail, PASSWORD, runtime, signIn } from './support/product'

const newAddress = () => `colleague-${Math.random().toString(36).slice(2, 10)}@journey.example`

async function enter(page: Page, email: string, password: string): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel('Email', { exact: true }).fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

/** Another browser, where somebody else works. */
async function elsewhere(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ baseURL: runtime.url })
  await context.addCookies([{ name: 'bc-locale', value: 'en', url: runtime.url }])
  return context.newPage()
}

/** A member of an account of their own, with a password that no other test relies on. */
async function newMember(email: string): Promise<void> {
  await database()`
    with u as (insert into users (id, email, name, email_verified_at, password_hash)
        select gen_random_uuid(), ${email}, '王小明', now(), password_hash from users where email = 'owner@acme.example'
        returning id),
      a as (insert into accounts (id, number, kind, name, created_at)
        values (gen_random_uuid(), ${email.slice(0, 20)}, 'enterprise', '旅程科技有限公司', now()) returning id)
    insert into members (account_id, user_id, role) select a.id, u.id, 'owner' from a, u`
}

/** Demands and answers of one page at a time: the table of prices, by what stands in its row. */
const priceRow = (page: Page, text: string) =>
  page.getByRole('table', { name: 'Prices' }).getByRole('row').filter({ hasText: text })

test.describe('a price from a day on', () => {
  test.describe.configure({ mode: 'serial' })

  async function setPrice(page: Page, price: string, day?: string): Promise<string> {
    await page.getByLabel('Unit price (CNY)').fill(price)
    const from = page.getByLabel('In force from')
    if (day) await from.fill(day)
    const chosen = await from.inputValue()
    await page.getByRole('button', { name: 'Set price' }).click()
    return chosen
  }

  test('is planned, replaced, withdrawn, and on its day what customers see', async ({ page, browser }) => {
    await signIn(page, 'admin@billing.example')
    await page.goto('/admin/catalog')
    await page.getByRole('table').getByRole('link', { name: 'SMS' }).click()
    const day = await setPrice(page, '41')
    await expect(page.getByRole('status')).toContainText('The price is set for its day.')
    await expect(priceRow(page, '¥41.00')).toContainText(`${day} 00:00`)
    await expect(priceRow(page, '¥41.00')).toContainText('Planned')
    await setPrice(page, '40.50', day)
    await expect(priceRow(page, '¥40.50')).toContainText('Planned')
    await expect(priceRow(page, '¥41.00')).toHaveCount(0)

    const shop = await elsewhere(browser)
    await enter(shop, 'owner@globex.example', PASSWORD)
    await expect(shop).toHaveURL(/overview/)
    await shop.goto('/resources/sms/recharge')
    await expect(shop.getByText('¥42.00 / thousand').filter({ visible: true })).toBeVisible()
    // Its day comes. The clock itself would move for every other test as well.
    await database()`update prices set effective_at = now() - interval '1 second' where product_code = 'sms' and unit_price_fen = 4050`
    await shop.reload()
    await expect(shop.getByText('¥40.50 / thousand').filter({ visible: true })).toBeVisible()
    await page.reload()
    await expect(priceRow(page, '¥40.50')).toContainText('In force')
    await expect(priceRow(page, '¥42.00')).toContainText('Replaced')
    await expect(priceRow(page, '¥40.50').getByRole('button')).toHaveCount(0)
    await database()`delete from prices where product_code = 'sms' and unit_price_fen = 4050`

    await setPrice(page, '39.99')
    await priceRow(page, '¥39.99')
      .getByRole('button', { name: /Withdraw/ })
      .click()
    await expect(page.getByRole('status')).toContainText('withdrawn')
    await expect(priceRow(page, '¥39.99')).toHaveCount(0)
    await shop.context().close()
  })

  test('is refused for a day that has begun and for what is no price, without script too', async ({
    browser,
  }) => {
    const context = await browser.newContext({ baseURL: runtime.url, javaScriptEnabled: false })
    const page = await context.newPage()
    await enter(page, 'admin@billing.example', PASSWORD)
    await page.goto('/admin/catalog/sms')
    await setPrice(page, '41.005', '2026-01-01')
    await expect(page.getByText('Enter an amount above zero')).toBeVisible()
    await expect(page.getByLabel('Unit price (CNY)')).toHaveValue('41.005')
    await setPrice(page, '41.00', '2026-01-01')
    await expect(page.getByText('Choose tomorrow or a later day.')).toBeVisible()
    expect(await database()`select from prices where product_code = 'sms'`).toHaveLength(1)
    await context.close()
  })

  test('support sees prices and sets none', async ({ page }) => {
    await signIn(page, 'support@billing.example')
    await page.goto('/admin/catalog/sms')
    await expect(priceRow(page, '¥42.00')).toContainText('In force')
    await expect(page.getByRole('button', { name: 'Set price' })).toHaveCount(0)
    await page.goto('/admin/catalog')
    await expect(page.getByRole('link', { name: 'New version' })).toHaveCount(0)
  })
})

test('quantity choices are taken away and added', async ({ page }) => {
  await signIn(page, 'admin@billing.example')
  await page.goto('/admin/catalog/sms')
  await page.getByRole('checkbox', { name: '1,000,000' }).uncheck()
  await page.getByLabel('Add a quantity (thousands)').fill('300')
  await page.getByRole('button', { name: 'Save choices' }).click()
  await expect(page.getByRole('status')).toContainText('saved')
  const choices = async () =>
    (
      await database()`select thousands from quantity_choices where product_code = 'sms' order by thousands`
    ).map((row) => Number(row['thousands']))
  expect(await choices()).toEqual([100, 200, 300, 500])
  await page.getByRole('checkbox', { name: '300,000' }).uncheck()
  await page.getByLabel('Add a quantity (thousands)').fill('1000')
  await page.getByRole('button', { name: 'Save choices' }).click()
  await expect(page.getByRole('checkbox', { name: '1,000,000' })).toBeChecked()
  expect(await choices()).toEqual([100, 200, 500, 1000])
})

test('a new version of the agreement is read before it is published', async ({ page }) => {
  await signIn(page, 'admin@billing.example')
  await page.goto('/admin/catalog')
  await page.getByRole('link', { name: 'New version' }).click()
  // A day that no other test reaches.
  await page.getByLabel('In force from').fill('2990-01-01')
  const preview = page.getByRole('region', { name: 'Preview: Title in English' })
  await expect(async () => {
    await page.getByLabel('Text in English').fill('Something new\nThese are other words.')
    await expect(preview.getByRole('heading', { name: 'Something new' })).toBeVisible({ timeout: 2000 })
  }).toPass()
  await page.getByRole('button', { name: 'Publish version' }).click()
  await expect(page).toHaveURL(/\/agreements\/\d+$/)
  await expect(page.getByText('These are other words.')).toBeVisible()
  await expect(page.getByText('Planned').first()).toBeVisible()
  await page.goto('/admin/catalog')
  await expect(page.getByRole('table', { name: 'Agreements' }).getByRole('row')).toHaveCount(3)
})

test('a seller is created and renamed', async ({ page }) => {
  await signIn(page, 'admin@billing.example')
  await page.goto('/admin/sellers')
  await page.getByRole('link', { name: 'New seller' }).click()
  const code = `s-${Math.random().toString(36).slice(2, 10)}`
  await page.getByLabel('Code').fill(code)
  await page.getByLabel('Name in English').fill('Backup Maker')
  await page.getByLabel('Name in Chinese').fill('备份工坊')
  await page.getByRole('button', { name: 'Create seller' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Backup Maker' })).toBeVisible()
  await page.getByLabel('Name in English').fill('Backup Smith')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Backup Smith' })).toBeVisible()
  await page.goto('/admin/sellers')
  await expect(page.getByRole('row').filter({ hasText: code })).toContainText('Provider')
})

test('a colleague is invited, works, gets another role, is disabled and enabled again', async ({
  page,
  browser,
}) => {
  const email = newAddress()
  await signIn(page, 'admin2@billing.example')
  await page.goto('/admin/staff')
  await page.getByRole('link', { name: 'Invite' }).first().click()
  await page.getByLabel('Email', { exact: true }).fill(email)
  await page.getByLabel('Name', { exact: true }).fill('韩梅梅')
  await page.getByRole('button', { name: 'Send invitation' }).click()
  await expect(page.getByText('Tick at least one role.')).toBeVisible()
  await page.getByRole('checkbox', { name: 'Support' }).check()
  await page.getByRole('button', { name: 'Send invitation' }).click()
  await expect(page.getByRole('status')).toContainText('The invitation is on its way.')
  await expect(page.getByText('Invited', { exact: true }).first()).toBeVisible()
  const address = page.url()

  const theirs = await elsewhere(browser)
  await theirs.goto(await openMail(theirs, email, /invited/i))
  await theirs.getByLabel('New password').fill(email)
  await theirs.getByRole('button', { name: 'Set password' }).click()
  await expect(theirs.getByText('This is too easy to guess.')).toBeVisible()
  await theirs.getByLabel('New password').fill('Colleague-pass-2026')
  await theirs.getByRole('button', { name: 'Set password' }).click()
  await enter(theirs, email, 'Colleague-pass-2026')
  await expect(theirs).toHaveURL(/\/admin$/)
  const places = theirs.getByRole('navigation', { name: 'Back office' })
  await expect(places.getByRole('link', { name: 'Catalog' })).toBeVisible()
  await expect(places.getByRole('link', { name: 'Staff' })).toHaveCount(0)

  await page.goto(address)
  await page.getByRole('checkbox', { name: 'Support' }).uncheck()
  await page.getByRole('checkbox', { name: 'Reviewer' }).check()
  await page.getByLabel(/Bound to provider/).selectOption({ label: 'DB Maker' })
  await page.getByRole('button', { name: 'Save roles' }).click()
  await expect(page.getByRole('status')).toContainText('The roles are saved')
  expect((await theirs.goto('/admin/catalog'))?.status()).toBe(404)
  expect((await theirs.goto('/admin'))?.status()).toBe(200)

  await page.getByRole('button', { name: 'Disable' }).click()
  const dialog = page.getByRole('dialog', { name: 'Disable 韩梅梅?' })
  await dialog.getByRole('button', { name: 'Keep enabled' }).click()
  await expect(dialog).toBeHidden()
  await page.getByRole('button', { name: 'Disable' }).click()
  await dialog.getByRole('button', { name: 'Disable 韩梅梅' }).click()
  await expect(page.getByRole('status')).toContainText('The person is disabled.')
  await theirs.goto('/admin')
  await expect(theirs).toHaveURL(/sign-in/)
  await enter(theirs, email, 'Colleague-pass-2026')
  await expect(theirs.getByText('Email or password is wrong.')).toBeVisible()
  await page.getByRole('button', { name: 'Enable' }).click()
  await expect(page.getByRole('status')).toContainText('can sign in again')
  await enter(theirs, email, 'Colleague-pass-2026')
  await expect(theirs).toHaveURL(/\/admin$/)
  await theirs.context().close()
})

test('nobody changes their own roles', async ({ page }) => {
  await signIn(page, 'admin@billing.example')
  await page.goto('/admin/staff')
  await page.getByRole('row').filter({ hasText: '(you)' }).getByRole('link').click()
  await expect(page.getByText('Nobody changes their own roles.')).toBeVisible()
  await expect(page.getByRole('button', { name: /Save roles|Disable/ })).toHaveCount(0)
})

test(
  'one’s password is changed and other sessions end',
  { tag: '@everywhere' },
  async ({ page, browser }) => {
    const email = newAddress()
    await newMember(email)
    const office = await elsewhere(browser)
    await enter(office, email, PASSWORD)
    await expect(office).toHaveURL(/overview/)
    await enter(page, email, PASSWORD)
    await expect(page).toHaveURL(/overview/)
    await page.goto('/account/security')
    const sessions = page.getByRole('table', { name: 'Sessions' }).getByRole('row')
    await expect(sessions.filter({ hasText: 'This session' })).toHaveCount(1)
    await page.getByRole('button', { name: /^End session/ }).click()
    await expect(page.getByRole('status')).toContainText('The session was ended.')
    await office.goto('/orders')
    await expect(office).toHaveURL(/sign-in/)
    await enter(office, email, PASSWORD)
    await expect(office).toHaveURL(/overview/)

    const change = async (current: string, wanted: string) => {
      await page.getByLabel('Current password').fill(current)
      await page.getByLabel('New password').fill(wanted)
      await page.getByRole('button', { name: 'Change password' }).click()
    }
    await change('not-my-pass-2026', 'Another-pass-2026')
    await expect(page.getByText('This is not the current password.')).toBeVisible()
    await change(PASSWORD, email)
    await expect(page.getByText('This is too easy to guess.')).toBeVisible()
    await change(PASSWORD, 'Another-pass-2026')
    await expect(page.getByRole('status')).toContainText('The password is changed.')
    await expect(page.getByLabel('Current password')).toHaveValue('')
    await office.goto('/orders')
    await expect(office).toHaveURL(/sign-in/)
    await enter(office, email, PASSWORD)
    await expect(office.getByText('Email or password is wrong.')).toBeVisible()
    await enter(office, email, 'Another-pass-2026')
    await expect(office).toHaveURL(/overview/)
    await page.goto('/overview')
    await expect(page).toHaveURL(/overview/)
    await office.context().close()
  },
)
