import { expect, type Page } from '@playwright/test'
import { openAccount } from './support/accounts'
import { authenticate } from './support/authenticate'
import { payBeforehand } from './support/invoiceable'
import { test } from './support/preset'
import { signIn } from './support/product'

test.use({ preset: 'prepaid-orders' })

const NAME = '武汉江城智能科技有限公司'
const NUMBER = '91420100MA4L9PJG24'

/** Step 1: the type, then the order, whose amount fills in by itself. */
async function choose(page: Page, type: string, order: string, amount: string): Promise<void> {
  await page.goto('/invoices')
  await page.getByRole('link', { name: 'Apply for Invoice' }).first().click()
  await page.getByRole('radio', { name: type }).check({ force: true })
  await expect(page.locator('output')).toHaveText('¥0.00')
  await page.getByRole('checkbox', { name: new RegExp(order) }).check()
  await expect(page.locator('output')).toHaveText(amount)
  await page.getByRole('button', { name: 'Next', exact: true }).click()
  // The title used for the authentication is selected from the start.
  await expect(page.getByRole('radio', { name: NAME })).toBeChecked()
}

/** Recipient, contact number and delivery address, given in the application itself. */
async function fillAddress(page: Page): Promise<void> {
  await page.getByLabel('Recipient').fill('王芳')
  await page.getByLabel('Phone', { exact: true }).fill('138 0013 8000')
  await page.getByLabel('Province', { exact: true }).selectOption('湖北省')
  await page.getByLabel('City', { exact: true }).selectOption('武汉市')
  await page.getByLabel('District', { exact: true }).selectOption('洪山区')
  await page.getByLabel('Detailed address').fill('珞喻路 1 号')
}

async function submit(page: Page): Promise<void> {
  await page.getByLabel('I confirm that').check()
  await page.getByRole('button', { name: 'Submit Application' }).click()
  await expect(page).toHaveURL(/applications\//)
  await expect(page.getByText('Under review').first()).toBeVisible()
}

async function shows(page: Page, ...texts: string[]): Promise<void> {
  for (const text of texts) await expect(page.getByRole('main').getByText(text).first()).toBeVisible()
}

test('the four kinds of invoice are applied for, each on an order', async ({ page }) => {
  test.setTimeout(120_000)
  const account = await openAccount('enterprise', NAME)
  await authenticate(account, NUMBER)
  const [first = '', second = '', third = '', fourth = ''] = await payBeforehand(account, 100, 200, 300, 400)
  await signIn(page, account.email)

  await choose(page, 'Electronic general VAT invoice', first, '¥5,000.00')
  await page.getByLabel('Email').fill('nobody')
  await page.getByLabel('I confirm that').check()
  await page.getByRole('button', { name: 'Submit Application' }).click()
  await expect(page.getByLabel('Email')).toHaveAttribute('aria-invalid', 'true')
  await page.getByLabel('Email').fill('finance@jiangcheng.example')
  await submit(page)
  await shows(page, NAME, NUMBER, 'finance@jiangcheng.example', 'Electronic general VAT invoice')

  await choose(page, 'Electronic special VAT invoice', second, '¥10,000.00')
  await page.getByRole('button', { name: 'Modify' }).click()
  // A special invoice names no individual.
  await expect(page.getByRole('radio', { name: 'Enterprise' })).toBeAttached()
  await expect(page.getByRole('radio', { name: 'Individual' })).toHaveCount(0)
  await page.getByLabel('Title name').fill('武汉别家科技有限公司')
  await page.getByRole('button', { name: 'Restore to authenticated title' }).click()
  await expect(page.getByLabel('Title name')).toHaveCount(0)
  await submit(page)
  await shows(page, NAME, NUMBER, 'Electronic special VAT invoice')
  await expect(page.getByText('武汉别家科技有限公司')).toHaveCount(0)

  await choose(page, 'Paper general VAT invoice', third, '¥15,000.00')
  await page.getByRole('button', { name: 'Modify' }).click()
  await page.getByRole('radio', { name: 'Individual' }).check({ force: true })
  await page.getByLabel('Title name').fill('张小雨')
  await page.getByLabel('I confirm that').check()
  await page.getByRole('button', { name: 'Submit Application' }).click()
  for (const label of ['Recipient', 'Phone', 'Detailed address'])
    await expect(page.getByRole('textbox', { name: label, exact: true })).toHaveAttribute(
      'aria-invalid',
      'true',
    )
  await fillAddress(page)
  await submit(page)
  await shows(page, '张小雨', 'Individual', '王芳', '珞喻路 1 号', 'Paper general VAT invoice')

  await choose(page, 'Paper special VAT invoice', fourth, '¥20,000.00')
  const particulars = {
    'Bank name': '招商银行武汉分行',
    'Bank account number': '127904551210802',
    'Registered address': '武汉市东湖高新区光谷大道 77 号',
    'Registered phone': '02787512345',
  }
  for (const [label, value] of Object.entries(particulars)) await page.getByLabel(label).fill(value)
  await fillAddress(page)
  await submit(page)
  await shows(page, NAME, ...Object.values(particulars), '珞喻路 1 号', 'Paper special VAT invoice')
  // What was submitted is changed by nobody; whoever finds a mistake asks business support.
  for (const verb of ['Edit', 'Modify', 'Save'])
    await expect(page.getByRole('main').getByRole('button', { name: verb })).toHaveCount(0)
  await expect(page.getByRole('main').getByRole('link', { name: 'Contact business support' })).toBeVisible()

  await page.goto('/invoices')
  await expect(page.getByRole('row').filter({ hasText: 'Under review' })).toHaveCount(4)
  await expect(page.getByRole('link', { name: 'Apply for Invoice' })).toHaveCount(0)
})

test('without a wallet there is neither a balance to recharge nor a card to buy', async ({ page }) => {
  const account = await openAccount('enterprise', NAME)
  await signIn(page, account.email)
  await page.goto('/funds')
  await expect(page.getByRole('heading', { level: 1, name: 'Fund Management' })).toBeVisible()
  for (const link of ['Recharge balance', 'Buy stored-value card'])
    await expect(page.getByRole('link', { name: link })).toHaveCount(0)
  await expect(page.getByText('Cash balance')).toHaveCount(0)
  for (const path of ['/funds/recharge', '/funds/cards'])
    expect((await page.request.get(path)).status()).toBe(404)
  await page.goto('/orders')
  await expect(page.getByRole('option', { name: /card|balance/i })).toHaveCount(0)
})

test('before the authentication nothing can be applied for, and the way to it is shown', async ({ page }) => {
  const account = await openAccount('enterprise', NAME)
  await payBeforehand(account, 100)
  await signIn(page, account.email)
  await page.goto('/invoices/apply')
  await expect(page).toHaveURL(/\/invoices$/)
  await expect(page.getByRole('link', { name: 'Apply for Invoice' })).toHaveCount(0)
  await page.getByRole('link', { name: 'Real-name authentication', exact: true }).click()
  await expect(page).toHaveURL(/\/account\/authentication/)
})
