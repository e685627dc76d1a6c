import { expect, test, type Page } from '@playwright/test'
import { randomUUID } from 'node:crypto'
import { openAccount, type FreshAccount } from './support/accounts'
import { authenticate } from './support/authenticate'
import { payBeforehand } from './support/invoiceable'
import { database, signIn } from './support/product'

const NAME = '绍兴鉴湖科技有限公司'

/** An account with an order to invoice, two kept titles and two kept addresses; the first ones are the defaults. */
async function openKeeper(): Promise<FreshAccount & { titles: string[]; addresses: string[] }> {
  const account = await openAccount('enterprise', NAME)
  await authenticate(account, '91330100799655058B')
  await payBeforehand(account, 100)
  const [titles, addresses] = [
    [randomUUID(), randomUUID()],
    [randomUUID(), randomUUID()],
  ]
  for (const [at, id] of titles.entries())
    await database()`insert into titles (id, account_id, kind, name, taxpayer_id, is_default, created_by, created_at)
      select ${id}, ${account.accountId}, 'enterprise', ${`抬头${at}科技有限公司`}, '91330100799655058B', ${at === 0}, user_id, now()
      from members where account_id = ${account.accountId}`
  for (const [at, id] of addresses.entries())
    await database()`insert into sending_addresses (id, account_id, recipient, phone, email, province_code, city_code,
        district_code, region_name, detail, is_default, created_by, created_at)
      select ${id}, ${account.accountId}, ${`收件人${at}`}, '13800138000', 'a@b.example', '330000', '330100', '330108',
        '浙江省 杭州市 滨江区', '江南大道 1 号', ${at === 0}, user_id, now()
      from members where account_id = ${account.accountId}`
  return { ...account, titles, addresses }
}

async function confirmPaper(page: Page, kind = 'Paper general VAT invoice'): Promise<void> {
  await page.goto('/invoices/apply')
  await page.getByText(kind).click()
  await page.locator('input[name=invoiceable]').first().check()
  await page.getByRole('button', { name: 'Next', exact: true }).click()
  await page.getByLabel('I confirm that').check()
}

const submit = (page: Page) => page.getByRole('button', { name: 'Submit Application' }).click()
const titleBox = (page: Page) => page.getByRole('group', { name: 'Invoice Information' })
const addressBox = (page: Page) => page.getByRole('group', { name: 'Sending Addresses' })

test('a title and an address that a colleague edits meanwhile are told and shown, and a second press applies', async ({
  page,
}) => {
  const keeper = await openKeeper()
  await signIn(page, keeper.email)
  await confirmPaper(page)
  await titleBox(page).getByText('抬头1科技有限公司').click()
  await database()`update titles set name = '改名科技有限公司' where id = ${keeper.titles[1] ?? ''}`
  await submit(page)
  await expect(titleBox(page)).toContainText('This title has changed since the page was opened.')
  await expect(titleBox(page).getByRole('radio', { name: '改名科技有限公司' })).toBeChecked()
  await expect(titleBox(page).getByRole('radio', { name: '改名科技有限公司' })).toBeFocused()

  await database()`update sending_addresses set detail = '滨盛路 2 号' where id = ${keeper.addresses[0] ?? ''}`
  await submit(page)
  await expect(addressBox(page)).toContainText('This address has changed since the page was opened.')
  await expect(addressBox(page)).toContainText('滨盛路 2 号')
  await submit(page)
  await expect(page).toHaveURL(/applications\//)
  for (const shown of ['改名科技有限公司', '滨盛路 2 号'])
    await expect(page.getByText(shown).first()).toBeVisible()
})

test('a title and an address that a colleague deletes meanwhile give way to the first ones', async ({
  page,
}) => {
  const keeper = await openKeeper()
  await signIn(page, keeper.email)
  await confirmPaper(page)
  await titleBox(page).getByText('抬头1科技有限公司').click()
  await addressBox(page).getByText('收件人1').click()
  await database()`update titles set deleted_at = now() where id = ${keeper.titles[1] ?? ''}`
  await page.getByRole('button', { name: 'Open preview' }).click()
  await expect(page.getByText('This title was deleted meanwhile.')).toBeVisible()
  await expect(titleBox(page).getByRole('radio', { name: NAME })).toBeChecked()
  await database()`update sending_addresses set deleted_at = now() where id = ${keeper.addresses[1] ?? ''}`
  await submit(page)
  await expect(addressBox(page)).toContainText('This address was deleted meanwhile.')
  await expect(addressBox(page).getByRole('radio', { name: '收件人0' })).toBeChecked()
  await expect(page).not.toHaveURL(/applications\//)
  await submit(page)
  await expect(page).toHaveURL(/applications\//)
  await expect(page.getByText(NAME).first()).toBeVisible()
})

test('without script the title and the address that were pressed are the ones applied for', async ({
  page,
  browser,
}) => {
  const keeper = await openKeeper()
  await signIn(page, keeper.email)
  await confirmPaper(page)
  const plain = await browser.newContext({
    javaScriptEnabled: false,
    storageState: await page.context().storageState(),
  })
  const form = await plain.newPage()
  await form.goto(page.url())
  await form.getByRole('radio', { name: '抬头1科技有限公司' }).check()
  await form.getByRole('radio', { name: '收件人1' }).check()
  await submit(form)
  await expect(
    form
      .getByText('Tick the confirmation')
      .or(form.getByText(/confirm/i))
      .first(),
  ).toBeVisible()
  await expect(form.getByRole('radio', { name: '抬头1科技有限公司' })).toBeChecked()
  await expect(form.getByRole('radio', { name: '收件人1' })).toBeChecked()
  await form.getByLabel('I confirm that').check()
  await submit(form)
  await expect(form).toHaveURL(/applications\//)
  for (const shown of ['抬头1科技有限公司', '收件人1'])
    await expect(form.getByText(shown).first()).toBeVisible()
  await plain.close()
})

test('a special invoice on paper asks for the particulars beside the authenticated title, and for no other name', async ({
  page,
}) => {
  const keeper = await openKeeper()
  await signIn(page, keeper.email)
  await confirmPaper(page, 'Paper special VAT invoice')
  await expect(page.getByLabel('Bank name')).toBeVisible()
  // What is filled in there would be left out in silence: the authentication decides both.
  for (const decided of ['Title name', 'Taxpayer identification number', 'Other or former number'])
    await expect(page.getByLabel(decided)).toHaveCount(0)
  await titleBox(page).getByText('抬头1科技有限公司').click()
  await submit(page)
  await expect(titleBox(page)).toContainText('This title lacks what this invoice shows.')
})

test('where a colleague was faster and nothing is left to apply for, the page stays and says so', async ({
  page,
}) => {
  const keeper = await openKeeper()
  await signIn(page, keeper.email)
  await confirmPaper(page)
  const faster = await page.context().newPage()
  await faster.goto(page.url())
  await faster.getByLabel('I confirm that').check()
  await submit(faster)
  await expect(faster).toHaveURL(/applications\//)
  await faster.close()
  await submit(page)
  await expect(page.locator('[data-refusal="quota.taken-meanwhile"]')).toBeFocused()
  await expect(page).toHaveURL(/apply\?/)
})
