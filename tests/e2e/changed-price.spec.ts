import { expect } from '@playwright/test'
import { openAccount } from './support/accounts'
import { test } from './support/preset'
import { countOrdersOf, database, signIn } from './support/product'

// In the second product, where nobody else orders meanwhile: a price is everybody's.
test.use({ preset: 'standard' })

for (const language of ['en', 'zh-CN'] as const)
  test(`a price that changed meanwhile is told and the new one shown, ${language}`, async ({ page }) => {
    const { email } = await openAccount('enterprise', '改价科技')
    await signIn(page, email, language)
    await page.goto('/resources/authentication/recharge')
    const changed = language === 'en' ? 5100 : 5200
    await database()`insert into prices (product_code, effective_at, unit_price_fen) values ('auth', now(), ${changed})`
    await page.locator('input[name=agreed]').check()
    await page.getByRole('button', { name: language === 'en' ? 'Submit Order' : '提交订单' }).click()
    const refusal = page.getByRole('alert').filter({ hasText: '¥50.00' })
    await expect(refusal).toContainText(`¥${(changed / 100).toFixed(2)}`)
    expect(await countOrdersOf(email)).toBe(0)
    await database()`delete from prices where product_code = 'auth' and unit_price_fen = ${changed}`
  })
