import { expect, test } from '@playwright/test'
import { database, signIn } from './support/product'

test('support finds a customer by a member’s address and sees everything on one page', async ({ page }) => {
  await signIn(page, 'support@billing.example')
  await page.goto('/admin')
  await page.getByRole('link', { name: 'Customers', exact: true }).click()
  const search = page.getByRole('searchbox')
  await search.fill('viewer@acme.example')
  await search.press('Enter')
  await expect(page.getByText('1 account', { exact: true })).toBeVisible()
  await page.getByRole('table').getByRole('link').click()
  await expect(page.getByRole('heading', { level: 1, name: '杭州云杉科技有限公司' })).toBeVisible()
  await expect(page.getByText('finance@acme.example')).toBeVisible()
  for (const section of [
    'Members',
    'Orders',
    'Transfers',
    'Refunds',
    'Packages with units left',
    'Fund transactions',
  ])
    await expect(page.getByRole('heading', { name: section, exact: true })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Audit log' })).toHaveCount(0)
})

test('a note stays with the account, and an empty one is told', async ({ page }) => {
  const [account] = await database()<{ id: string }[]>`
    select a.id from accounts a join members m on m.account_id = a.id join users u on u.id = m.user_id
    where u.email = 'owner@globex.example'`
  await signIn(page, 'finance@billing.example')
  await page.goto(`/admin/customers/${account?.id ?? 'none'}`)
  await page.getByRole('button', { name: 'Add note' }).click()
  await expect(page.getByText('Write the note first.')).toBeVisible()
  const said = `Will pay on Friday, says their finance (${Date.now()}).`
  await page.getByLabel('New note').fill(said)
  await page.getByRole('button', { name: 'Add note' }).click()
  await expect(page.getByRole('listitem').filter({ hasText: said })).toBeVisible()
  await expect(page.getByLabel('New note')).toHaveValue('')
  const notes = await database()`select from account_notes where text = ${said}`
  expect(notes).toHaveLength(1)
})

test('a reviewer reads facts and notes, and neither money nor a form for notes', async ({ page }) => {
  await signIn(page, 'reviewer@billing.example')
  await page.goto('/admin/customers')
  await page.getByRole('table').getByRole('link').first().click()
  await expect(page.getByRole('heading', { name: 'Members' })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Notes' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Add note' })).toHaveCount(0)
  for (const section of ['Orders', 'Refunds', 'Fund transactions', 'Transfers'])
    await expect(page.getByRole('heading', { name: section, exact: true })).toHaveCount(0)
})

test('j, k and Enter walk through a list', async ({ page }) => {
  await signIn(page, 'admin@billing.example')
  await page.goto('/admin/customers')
  const rows = page.getByRole('table').getByRole('row').getByRole('link')
  await expect(rows.nth(1)).toBeVisible()
  await expect(async () => {
    await page.keyboard.press('k')
    await expect(rows.first()).toBeFocused({ timeout: 500 })
  }).toPass()
  await page.keyboard.press('j')
  await expect(rows.nth(1)).toBeFocused()
  await page.keyboard.press('k')
  await expect(rows.first()).toBeFocused()
  await page.keyboard.press('/')
  await page.keyboard.type('j')
  await expect(page.getByRole('searchbox')).toHaveValue('j')
  await page.keyboard.press('Escape')
  await rows.first().focus()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/admin\/customers\/[0-9a-f-]{36}$/)
})

test('the queue of authentications is walked by keys', async ({ page }) => {
  await signIn(page, 'reviewer@billing.example')
  await page.goto('/admin/authentications')
  const first = page.getByRole('link', { name: '成都远山软件有限公司' })
  // Nobody hears a key before the page is taken over; pressed once more, k stays with the first.
  await expect(async () => {
    await page.keyboard.press('k')
    await expect(first).toBeFocused({ timeout: 500 })
  }).toPass()
  await page.keyboard.press('j')
  await expect(first).not.toBeFocused()
  await page.keyboard.press('k')
  await expect(first).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: '成都远山软件有限公司' })).toBeVisible()
  await expect(page.getByText(/^Overdue/).first()).toBeVisible()
})
