import { expect } from '@playwright/test'
import { openAccount } from './support/accounts'
import { payBeforehand } from './support/invoiceable'
import { test } from './support/preset'
import { signIn } from './support/product'

test.use({ preset: 'cloud-statements' })

test('a paper invoice is asked for without an authentication, its kind standing on the information', async ({
  page,
}) => {
  const account = await openAccount('enterprise', '武汉江城智能科技有限公司')
  await payBeforehand(account, 100)
  await signIn(page, account.email)
  await page.goto('/invoices')
  // What is missing is listed first: a title and an address.
  for (const missing of ['Invoice information', 'A sending address'])
    await expect(page.getByRole('link', { name: missing, exact: true })).toBeVisible()
  await page.getByRole('link', { name: 'Invoice Information', exact: true }).click()
  await page.getByRole('link', { name: 'Add invoice information' }).click()
  await expect(page.getByRole('radio', { name: /Electronic/ })).toHaveCount(0)
  await page.getByRole('radio', { name: 'Paper general VAT invoice' }).check({ force: true })
  await page.getByLabel('Title name').fill('武汉江城智能科技有限公司东湖分公司')
  await page.getByLabel('Taxpayer identification number').fill('91420100MA4L9PJG24')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('row').filter({ hasText: '东湖分公司' })).toBeVisible()
  await page.goto('/invoices/addresses/new')
  await page.getByLabel('Recipient').fill('王芳')
  await page.getByLabel('Phone').fill('138 0013 8000')
  await page.getByLabel('Email').fill('finance@jiangcheng.example')
  await page.getByLabel('Province', { exact: true }).selectOption('湖北省')
  await page.getByLabel('City', { exact: true }).selectOption('武汉市')
  await page.getByLabel('District', { exact: true }).selectOption('洪山区')
  await page.getByLabel('Detailed address').fill('珞喻路 1 号')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('row').filter({ hasText: '珞喻路 1 号' })).toBeVisible()

  await page.getByRole('link', { name: 'Requested Invoices' }).click()
  await page.getByRole('link', { name: 'Apply Invoice' }).first().click()
  await expect(page.getByRole('radio')).toHaveCount(0)
  await page.getByRole('checkbox', { name: /Authentication/ }).check()
  await page.getByRole('button', { name: 'Next', exact: true }).click()
  await page.getByLabel('I confirm that').check()
  await page.getByRole('button', { name: 'Confirm invoicing' }).click()
  await expect(page).toHaveURL(/applications\//)
  await expect(page.getByText('Paper general VAT invoice').first()).toBeVisible()
})
