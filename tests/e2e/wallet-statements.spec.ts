import { expect, type Page } from '@playwright/test'
import { openAccount } from './support/accounts'
import { authenticate } from './support/authenticate'
import { payByWechat } from './support/pay'
import { test } from './support/preset'
import { database, signIn } from './support/product'
import { enter } from './support/transfers'

test.use({ preset: 'wallet-statements' })

const NUMBER = '91420100MA4L9PJG24'
const NAME = '武汉江城智能科技有限公司'
const AUTHENTICATION = /\/account\/authentication/
const labels = ['Bank name', 'Bank account number', 'Registered address', 'Registered phone'] as const
const particulars = ['招商银行武汉分行', '127904551210802', '武汉市东湖高新区光谷大道 77 号', '027-87512345']

const saved = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name })

async function fillTitle(page: Page, invoiceType: string): Promise<void> {
  await page.getByRole('radio', { name: invoiceType }).check({ force: true })
  for (const [position, label] of labels.entries())
    await page.getByLabel(label).fill(particulars[position] ?? '')
}

async function fillAddress(page: Page, detail: string): Promise<void> {
  await page.getByLabel('Recipient').fill('王芳')
  await page.getByLabel('Phone').fill('138 0013 8000')
  await page.getByLabel('Email').fill('finance@jiangcheng.example')
  await page.getByLabel('Province', { exact: true }).selectOption('湖北省')
  await page.getByLabel('City', { exact: true }).selectOption('武汉市')
  await page.getByLabel('District', { exact: true }).selectOption('洪山区')
  await page.getByLabel('Detailed address').fill(detail)
}

async function remove(page: Page, row: ReturnType<typeof saved>): Promise<void> {
  await row.getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
}

/** An authenticated enterprise with a paid card of ¥1,000.00 and a title of a general invoice on paper. */
async function newHolder(page: Page, name: string): Promise<void> {
  const account = await openAccount('enterprise', name)
  await authenticate(account, NUMBER)
  await signIn(page, account.email)
  await page.goto('/funds/cards')
  await page.getByRole('checkbox', { name: /I have read/ }).check()
  await page.getByRole('button', { name: 'Submit Order' }).click()
  await expect(page).toHaveURL(/\/pay$/)
  await payByWechat(page)
  await page.goto('/invoices/information/new')
  await fillTitle(page, 'Paper general VAT invoice')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.goto('/invoices/addresses/new')
  await fillAddress(page, '光谷大道 77 号')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(saved(page, '光谷大道 77 号')).toBeVisible()
}

test('before any page of Invoice Management the enterprise is authenticated by its name and number', async ({
  page,
  browser,
}) => {
  const account = await openAccount('enterprise', NAME)
  await signIn(page, account.email)
  await page.goto('/overview')
  await page.getByRole('link', { name: 'Invoice Management' }).click()
  await expect(page).toHaveURL(AUTHENTICATION)
  await expect(page.getByText('opens once this company is authenticated')).toBeVisible()
  for (const path of ['information', 'information/new', 'addresses', 'addresses/new', 'apply']) {
    await page.goto(`/invoices/${path}`)
    await expect(page).toHaveURL(AUTHENTICATION)
  }
  await page.getByLabel('Business licence name').fill(NAME)
  await page.getByLabel('Taxpayer identification number').fill(NUMBER)
  await page.getByLabel('Licence image').setInputFiles('db/demo/licences/ludao.png')
  await expect(page.getByRole('button', { name: 'Remove' })).toBeVisible()
  await page.getByRole('button', { name: 'Submit for review' }).click()
  await expect(page.getByText('Under review').first()).toBeVisible()
  // Under review is not authenticated.
  await page.goto('/invoices')
  await expect(page).toHaveURL(AUTHENTICATION)

  const office = await enter(browser, 'reviewer@billing.example')
  const [submission] =
    await database()`select id from authentications where account_id = ${account.accountId}`
  await office.goto(`/admin/authentications/${submission?.['id']}`)
  await office.getByRole('button', { name: 'Approve' }).click()
  await expect(office.getByRole('status')).toContainText('Approved')
  await office.context().close()

  await page.goto('/invoices')
  await expect(page).toHaveURL(/\/invoices$/)
  for (const tab of ['Requested Invoices', 'Invoice Information', 'Sending Addresses'])
    await expect(page.getByRole('link', { name: tab, exact: true })).toBeVisible()
})

test('an individual is told that invoices are for enterprises', async ({ page }) => {
  await signIn(page, 'li.lei@person.example')
  await page.goto('/invoices')
  await expect(page).toHaveURL(AUTHENTICATION)
  await expect(page.getByText('Invoice Management is for authenticated enterprises.')).toBeVisible()
})

test('invoice information and sending addresses are created, edited and deleted', async ({ page }) => {
  const account = await openAccount('enterprise', NAME)
  await authenticate(account, NUMBER)
  await signIn(page, account.email)
  await page.goto('/invoices')
  await page.getByRole('link', { name: 'Invoice Information', exact: true }).click()
  await page.getByRole('link', { name: 'New Invoice Information' }).click()
  for (const kind of ['Paper general', 'Paper special', 'Electronic general'])
    await expect(page.getByRole('radio', { name: `${kind} VAT invoice` })).toBeAttached()
  await expect(page.getByRole('radio', { name: 'Electronic special VAT invoice' })).toHaveCount(0)
  await expect(page.getByLabel('Title name')).toHaveValue(NAME)
  await expect(page.getByLabel('Taxpayer identification number')).toHaveValue(NUMBER)
  await page.getByRole('button', { name: 'Save' }).click()
  // All five fields, whatever the kind.
  for (const label of labels) await expect(page.getByLabel(label)).toHaveAttribute('aria-invalid', 'true')
  await fillTitle(page, 'Paper special VAT invoice')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(saved(page, NAME)).toContainText('Paper special VAT invoice')

  await saved(page, NAME).getByRole('link', { name: 'Edit' }).click()
  await page.getByRole('radio', { name: 'Electronic general VAT invoice' }).check({ force: true })
  await page.getByLabel('Bank name').fill('建设银行武汉分行')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(saved(page, '建设银行武汉分行')).toContainText('Electronic general VAT invoice')
  await remove(page, saved(page, NAME))
  await expect(page.getByText('No invoice information yet')).toBeVisible()

  await page.getByRole('link', { name: 'Sending Addresses' }).click()
  await page.getByRole('link', { name: 'New Address' }).click()
  await fillAddress(page, '光谷大道 77 号')
  await page.getByRole('button', { name: 'Save' }).click()
  await saved(page, '光谷大道 77 号').getByRole('link', { name: 'Edit' }).click()
  await page.getByLabel('Detailed address').fill('珞喻路 1 号')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(saved(page, '珞喻路 1 号')).toBeVisible()
  await remove(page, saved(page, '珞喻路 1 号'))
  await expect(page.getByText('No addresses yet')).toBeVisible()
})

test('a card is bought and paid, and its invoice requested for the equal amount', async ({ page }) => {
  test.setTimeout(90_000)
  const account = await openAccount('enterprise', NAME)
  await authenticate(account, NUMBER)
  await signIn(page, account.email)
  await page.goto('/funds')
  await page.getByRole('link', { name: 'Buy stored-value card' }).click()
  await expect(page.getByText('¥1,000.00').first()).toBeVisible()
  for (const [typed, sentence] of [
    ['0', 'Zero cards cannot be ordered.'],
    ['1.5', 'Only whole cards can be ordered.'],
    ['101', 'Enter at most 100 cards for one order.'],
  ] as const) {
    await page.getByLabel('Quantity').fill(typed)
    await page.getByRole('button', { name: 'Submit Order' }).click()
    await expect(page.getByText(sentence)).toBeVisible()
  }
  await page.getByLabel('Quantity').fill('2')
  await expect(page.locator('output')).toHaveText('¥2,000.00')
  await page.getByRole('checkbox', { name: /I have read/ }).check()
  await page.getByRole('button', { name: 'Submit Order' }).click()
  await expect(page).toHaveURL(/\/orders\/[0-9a-f-]{36}\/pay$/)
  for (const method of ['WeChat Pay', 'Alipay', 'Corporate payment'])
    await expect(page.getByRole('radio', { name: method })).toBeAttached()
  const orderId = await payByWechat(page)
  await page.goto(`/orders/${orderId}`)
  await expect(page.getByText('2 × Stored-value card').first()).toBeVisible()
  await expect(page.getByText('¥2,000.00 of ¥2,000.00 left')).toBeVisible()
  await page.goto('/funds')
  const cards = page.getByRole('table', { name: 'Stored-value cards' })
  await expect(cards.getByRole('row').nth(1)).toContainText('¥2,000.00')
  await expect(page.getByRole('row').filter({ hasText: '2 × Stored-value card' })).toContainText('¥2,000.00')

  // A special title as well: it never suits a card, and the general one is chosen by itself.
  await page.goto('/invoices/information/new')
  await fillTitle(page, 'Paper general VAT invoice')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.goto('/invoices/information/new')
  await fillTitle(page, 'Paper special VAT invoice')
  await page.getByLabel('Set as default').check()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.goto('/invoices/addresses/new')
  await fillAddress(page, '光谷大道 77 号')
  await page.getByRole('button', { name: 'Save' }).click()

  await page.getByRole('link', { name: 'Requested Invoices' }).click()
  await expect(page.getByText('Invoiceable amount').first()).toBeVisible()
  await expect(page.getByText('¥2,000.00').first()).toBeVisible()
  await page.getByRole('link', { name: 'Request Now' }).last().click()
  await page.getByRole('checkbox', { name: /Stored-value card/ }).check()
  await expect(page.locator('output')).toHaveText('¥2,000.00')
  await page.getByRole('button', { name: 'Next', exact: true }).click()
  const titles = page.getByRole('group', { name: 'Invoice Information' }).getByRole('radio')
  await expect(titles).toHaveCount(2)
  await expect(titles.and(page.locator(':checked'))).toHaveAccessibleName(/Paper general VAT invoice/)
  await expect(titles.and(page.locator(':disabled'))).toHaveAccessibleName(/Paper special VAT invoice/)
  await expect(page.getByRole('group', { name: 'Sending Addresses' })).toContainText('光谷大道 77 号')
  await page.getByRole('button', { name: 'Request Invoice' }).click()
  await expect(
    page
      .getByText('Confirm that amount')
      .or(page.getByText(/confirm/i))
      .first(),
  ).toBeVisible()
  await page.getByLabel('I confirm that').check()
  await page.getByRole('button', { name: 'Request Invoice' }).click()
  await expect(page).toHaveURL(/applications\//)
  await page.goto('/invoices')
  const row = page.getByRole('row').filter({ hasText: 'Paper general VAT invoice' })
  await expect(row).toContainText('Under review')
  await row.getByRole('link', { name: 'View' }).click()
  await expect(page.getByText('预付卡销售').first()).toBeVisible()
  for (const shown of [NUMBER, ...particulars.slice(0, 3), '02787512345', '光谷大道 77 号', '王芳'])
    await expect(page.getByText(shown).first()).toBeVisible()
  // Nothing can be requested twice.
  await page.goto('/invoices')
  await expect(page.getByRole('link', { name: 'Request Now' })).toHaveCount(0)
})

test('another title name than the authentication’s is refused', async ({ page }) => {
  await newHolder(page, NAME)
  await page.goto('/invoices/information/new')
  await page.getByLabel('Title name').fill('武汉别家科技有限公司')
  await fillTitle(page, 'Paper general VAT invoice')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(saved(page, '武汉别家科技有限公司')).toContainText('Differs from the authentication')
  await page.goto('/invoices')
  await page.getByRole('link', { name: 'Request Now' }).last().click()
  await page.getByRole('checkbox', { name: /Stored-value card/ }).check()
  await page.getByRole('button', { name: 'Next', exact: true }).click()
  // It is not offered; and whoever renames the chosen one meanwhile is told.
  const titles = page.getByRole('group', { name: 'Invoice Information' }).getByRole('radio')
  await expect(titles.and(page.locator(':disabled'))).toHaveAccessibleName(/武汉别家科技有限公司/)
  const chosen = await titles.and(page.locator(':checked')).inputValue()
  await database()`update titles set name = '武汉别家科技有限公司' where id = ${chosen}`
  await page.getByLabel('I confirm that').check()
  await page.getByRole('button', { name: 'Request Invoice' }).click()
  await expect(page.getByText('This title differs from the real-name authentication in force.')).toBeVisible()
  await expect(page).not.toHaveURL(/applications\//)
})
