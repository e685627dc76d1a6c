import { readFileSync } from 'node:fs'
import { expect, test, type Page } from '@playwright/test'
import { countOrdersOf, runtime, signIn, simulate, type Language } from './support/product'

test.describe.configure({ mode: 'serial' })

const OWNER = 'owner@newco.example'

type Messages = {
  fields: Record<string, string>
  recharge: Record<string, string>
  refusals: Record<string, Record<string, string>>
}
const messages = (language: Language) =>
  JSON.parse(readFileSync(`messages/${language}.json`, 'utf8')) as Messages

async function openForm(page: Page, language: Language): Promise<Messages> {
  await signIn(page, OWNER, language)
  await page.goto('/resources/authentication/recharge')
  return messages(language)
}

const submit = (page: Page, m: Messages) =>
  page.getByRole('button', { name: m.recharge['submit'] ?? '' }).click()

const badQuantities = {
  '': 'quantity-empty',
  '0': 'quantity-zero',
  '-5': 'quantity-negative',
  '1.5': 'quantity-fraction',
  many: 'quantity-text',
  '100001': 'quantity-above-limit',
  ' 8 00 ': 'quantity-spaces',
  '８００': 'quantity-full-width',
} as const

for (const language of ['en', 'zh-CN'] as const) {
  test(`every bad quantity has its sentence and orders nothing, ${language}`, async ({ page }) => {
    const m = await openForm(page, language)
    const before = await countOrdersOf(OWNER)
    await page.locator('input[name=choice][value=custom]').check({ force: true })
    await page.locator('input[name=agreed]').check()
    for (const [typed, key] of Object.entries(badQuantities)) {
      await page.locator('input[name=quantity]').fill(typed)
      await submit(page, m)
      await expect(page.getByText(m.fields[key] ?? '').first()).toBeVisible()
      await expect(page.locator('input[name=quantity]')).toHaveAttribute('aria-invalid', 'true')
    }
    expect(await countOrdersOf(OWNER)).toBe(before)
  })

  test(`without the agreement nothing is ordered, ${language}`, async ({ page }) => {
    const m = await openForm(page, language)
    const before = await countOrdersOf(OWNER)
    await submit(page, m)
    await expect(page.getByText(m.fields['agreement-required'] ?? '').first()).toBeVisible()
    expect(await countOrdersOf(OWNER)).toBe(before)
  })

  test(`the same form with other content is refused with a fresh form, ${language}`, async ({
    page,
    context,
  }) => {
    const m = await openForm(page, language)
    const copy = await context.newPage()
    await copy.goto(page.url())
    const id = await page.locator('input[name=orderId]').inputValue()
    await copy
      .locator('input[name=orderId]')
      .evaluate((input: HTMLInputElement, value) => (input.value = value), id)
    await page.locator('input[name=agreed]').check()
    await submit(page, m)
    await expect(page).toHaveURL(/\/pay$/)
    const before = await countOrdersOf(OWNER)
    await copy.locator('input[name=choice][value="200"]').check({ force: true })
    await copy.locator('input[name=agreed]').check()
    await submit(copy, m)
    await expect(copy.getByText(m.refusals['order']?.['id-reused'] ?? '').first()).toBeVisible()
    await expect(copy.locator('input[name=orderId]')).not.toHaveValue(id)
    expect(await countOrdersOf(OWNER)).toBe(before)
  })
}

test('pressing twice orders once', async ({ page }) => {
  await openForm(page, 'en')
  const before = await countOrdersOf(OWNER)
  await page.locator('input[name=agreed]').check()
  await page.getByRole('button', { name: 'Submit Order' }).dblclick()
  await expect(page).toHaveURL(/\/pay$/)
  expect(await countOrdersOf(OWNER)).toBe(before + 1)
})

test('a gateway that does not answer is told; the order is kept and can be paid', async ({ page }) => {
  const m = await openForm(page, 'en')
  await page.locator('input[name=agreed]').check()
  await submit(page, m)
  await expect(page).toHaveURL(/\/pay$/)
  await simulate('faults', { channel: 'wechatpay', failNext: 1, only: 'create' })
  await page.getByRole('radio', { name: 'WeChat Pay' }).check({ force: true })
  await page.getByRole('button', { name: 'Pay Now' }).click()
  await expect(
    page.getByText('WeChat Pay does not answer. Your order is kept; try again or choose another method.'),
  ).toBeVisible()
  await page.getByRole('button', { name: 'Pay Now' }).click()
  await expect(page.getByText('Waiting for payment').first()).toBeVisible()
})

test('the whole form works without script', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: runtime.url })
  const page = await context.newPage()
  await page.goto('/sign-in')
  await page.getByLabel('Email', { exact: true }).fill(OWNER)
  await page.getByLabel('Password', { exact: true }).fill('Demo-pass-2026')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.goto('/resources/authentication/recharge')
  await page.locator('input[name=choice][value=custom]').check({ force: true })
  await page.locator('input[name=quantity]').fill('８００')
  await page.locator('input[name=agreed]').check()
  await page.getByRole('button', { name: 'Submit Order' }).click()
  await expect(page.getByText(messages('en').fields['quantity-full-width'] ?? '').first()).toBeVisible()
  await expect(page.locator('input[name=quantity]')).toHaveValue('８００')
  await page.locator('input[name=quantity]').fill('800')
  await page.locator('input[name=agreed]').check()
  await page.getByRole('button', { name: 'Submit Order' }).click()
  await expect(page).toHaveURL(/\/pay$/)
  await expect(page.getByText('¥40,000.00').filter({ visible: true }).first()).toBeVisible()
  await context.close()
})
