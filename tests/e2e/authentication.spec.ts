import { expect, request, test, type APIRequestContext, type Page } from '@playwright/test'
import { addMember, openAccount, type FreshAccount } from './support/accounts'
import { database, PASSWORD, runtime, signIn } from './support/product'

const LICENCE = 'db/demo/licences/ludao.png'
const REVIEWER = 'reviewer@billing.example'
const NUMBER = '91420100MA4L9PJG24'
const ID_NUMBER = '11010519491231002X'
const REASON = '营业执照图片右侧被裁切，请上传完整的图片。'

const stateOn = (page: Page) =>
  page
    .getByRole('main')
    .getByText(/^(Not submitted|Under review|审核中|Authenticated|Rejected)$/)
    .filter({ visible: true })
    .first()

async function openForm(page: Page, account: FreshAccount): Promise<void> {
  await signIn(page, account.email)
  await page.goto('/overview')
  await page.getByRole('link', { name: 'Account Management' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Real-name Authentication' })).toBeVisible()
}

/** Fills in what an enterprise is asked for and waits for the picture to have arrived. */
async function fillIn(page: Page, name: string, number = NUMBER): Promise<void> {
  await page.getByLabel('Business licence name').fill(name)
  await page.getByLabel('Taxpayer identification number').fill(number)
  await page.getByLabel('Licence image').setInputFiles(LICENCE)
  await expect(page.getByRole('button', { name: 'Remove' })).toBeVisible()
}

const submit = (page: Page) => page.getByRole('button', { name: 'Submit for review' }).click()

/** The reviewer's page of what an account has submitted, found in the queue by its name. */
async function openReview(page: Page, name: string): Promise<void> {
  await signIn(page, REVIEWER)
  await page.goto('/admin/authentications')
  await page.getByRole('searchbox', { name: 'Name, account, taxpayer number' }).fill(name)
  await page.getByRole('searchbox').press('Enter')
  await page.getByRole('row').getByRole('link', { name }).click()
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
}

/** The newest mail to an address about something, in the demo's mailbox. */
async function readMail(page: Page, address: string, about: RegExp): Promise<void> {
  await expect(async () => {
    await page.goto('/dev/mailbox')
    const row = page.getByRole('row').filter({ hasText: address }).filter({ hasText: about })
    await row.getByRole('link').first().click({ timeout: 2000 })
  }).toPass({ timeout: 20_000 })
}

test('an enterprise is authenticated: submitted, held against its licence, approved', async ({
  page,
  browser,
}) => {
  const account = await openAccount('enterprise', `武汉江城智能科技有限公司${Date.now()}`)
  await openForm(page, account)
  await expect(stateOn(page)).toHaveText('Not submitted')
  await fillIn(page, account.name, '９１４２０１００ ma4l-9pjg 24')
  await submit(page)
  await expect(stateOn(page)).toHaveText('Under review')
  await expect(page.getByText(NUMBER)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Submit for review' })).toHaveCount(0)

  const office = await browser.newPage()
  await openReview(office, account.name)
  await expect(office.getByText(NUMBER)).toBeVisible()
  const picture = office.getByRole('img', { name: 'Licence image' })
  await expect
    .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBeGreaterThan(100)
  await expect(office.getByRole('row', { name: /Account name.*Equal/ })).toBeVisible()
  await office.getByRole('button', { name: 'Approve' }).click()
  await expect(office.getByRole('status')).toContainText('Approved')
  await office.close()

  await page.reload()
  await expect(stateOn(page)).toHaveText('Authenticated')
  await readMail(page, account.email, /Your account is authenticated/)
  await expect(page.getByRole('main')).toContainText(account.name)

  // It changes its name: the old one stays in force until the new one is approved.
  await page.goto('/account/authentication')
  await page.getByRole('link', { name: 'Renew authentication' }).click()
  await fillIn(page, `新名${account.name}`)
  await submit(page)
  await expect(page.getByRole('heading', { name: 'Renewal under review' })).toBeVisible()
  await expect(stateOn(page)).toHaveText('Authenticated')
  const inForce = page.getByRole('region').or(page.locator('section')).filter({ hasText: 'In force' })
  await expect(inForce.first()).toContainText(account.name)
  await expect(inForce.first()).not.toContainText('新名')
})

test('what is wrong is told at its field, and what is doubtful stops nobody', async ({ page }) => {
  const account = await openAccount('enterprise', '疑云科技')
  await openForm(page, account)
  const number = page.getByLabel('Taxpayer identification number')
  for (const [typed, sentence] of [
    ['9142010MA4L9PJG24', 'The number has 18 characters.'],
    ['9142O100MA4L9PJG24', 'Only digits and capitals other than I, O, S, V and Z occur.'],
    ['000000000000000000', 'not built like a unified social credit code'],
    ['91420100MA4L9PJG25', 'The check character does not match. Compare all 18 characters with the licence.'],
  ] as const) {
    await expect(async () => {
      await number.fill(typed)
      await number.blur()
      await expect(page.getByText(sentence)).toBeVisible({ timeout: 1000 })
    }).toPass()
    // Whoever is told the right one could make up a number that passes.
    await expect(page.getByText(NUMBER)).toHaveCount(0)
  }
  await submit(page)
  await expect(page.getByText('Enter the name as the licence shows it.')).toBeVisible()
  await expect(page.getByText('Choose an image of the licence.')).toBeVisible()
  await expect(page.getByLabel('Business licence name')).toBeFocused()
  await fillIn(page, '杭州𬭎云科技有限公司', '91110000MA0000001L')
  await number.blur()
  await expect(page.getByText('The organisation code inside the number fails its check')).toBeVisible()
  await expect(page.getByText('Some tax systems cannot print 𬭎.')).toBeVisible()
  await submit(page)
  await expect(stateOn(page)).toHaveText('Under review')
  await openReview(page, '杭州𬭎云科技有限公司')
  const doubts = page.getByRole('region', { name: 'Look twice' }).or(page.getByRole('main'))
  await expect(doubts.getByText('Some tax systems cannot print 𬭎. Compare')).toBeVisible()
  await expect(doubts.getByText('The name is not the one the account was opened under.')).toBeVisible()
})

test('a rejected submission says why, and may be submitted again', async ({ page, browser }) => {
  const account = await openAccount('enterprise', `再来科技有限公司${Date.now()}`)
  await openForm(page, account)
  await fillIn(page, account.name)
  await submit(page)
  await expect(stateOn(page)).toHaveText('Under review')

  const office = await browser.newPage()
  await openReview(office, account.name)
  await office.getByRole('button', { name: 'Reject' }).click()
  await expect(office.getByLabel('Reason')).toBeFocused()
  await office.getByRole('button', { name: 'Reject' }).click()
  await expect(office.getByText('Say why, in a sentence that the customer reads.')).toBeVisible()
  await office.getByLabel('Reason').fill(REASON)
  await office.getByRole('button', { name: 'Reject' }).click()
  await expect(office.getByRole('status')).toContainText('Rejected')
  await office.close()

  await page.reload()
  await expect(stateOn(page)).toHaveText('Rejected')
  await expect(page.getByText(REASON).first()).toBeVisible()
  await expect(page.getByLabel('Business licence name')).toHaveValue(account.name)
  await page.getByLabel('Licence image').setInputFiles(LICENCE)
  await submit(page)
  await expect(stateOn(page)).toHaveText('Under review')
  await readMail(page, account.email, /was not approved/)
  await expect(page.getByRole('main')).toContainText(REASON)
})

test(
  'a person’s ID number is shown once asked for, and is gone after the decision',
  { tag: '@everywhere' },
  async ({ page }) => {
    const account = await openAccount('individual', '钱多多')
    await signIn(page, account.email, 'zh-CN')
    await page.goto('/account/authentication')
    await page.getByLabel('姓名').fill('钱多多')
    await page.getByLabel('证件号码').fill('110105194912310021')
    await page.getByLabel('证件号码').blur()
    await expect(page.getByText('校验位不符。对照身份证核对全部 18 位。')).toBeVisible()
    await page.getByLabel('证件号码').fill(ID_NUMBER)
    await page.getByRole('button', { name: '提交审核' }).click()
    await expect(stateOn(page)).toHaveText('审核中')
    await expect(page.getByText('尾号 002X')).toBeVisible()
    expect(await page.content()).not.toContain(ID_NUMBER)

    const [{ id = '' } = {}] = await database()<{ id: string }[]>`
    select id from authentications where account_id = ${account.accountId}`
    await signIn(page, REVIEWER)
    await page.goto(`/admin/authentications/${id}`)
    expect(await page.content()).not.toContain(ID_NUMBER)
    await page.getByRole('button', { name: 'Reveal' }).click()
    await expect(page.getByText(ID_NUMBER)).toBeVisible()
    const looked = await database()`select detail from audit_log
    where subject_id = ${id} and command = 'authentication.reveal-id-number'`
    expect(looked).toEqual([{ detail: {} }])
    await page.getByRole('button', { name: 'Approve' }).click()
    await expect(page.getByRole('status')).toContainText('Approved')
    await page.goto(`/admin/authentications/${id}`)
    await expect(page.getByRole('button', { name: 'Reveal' })).toHaveCount(0)
    expect(await page.content()).not.toContain(ID_NUMBER)
    const kept =
      await database()`select id_number_sealed, id_number_last4 from authentications where id = ${id}`
    expect(kept).toEqual([{ id_number_sealed: null, id_number_last4: '002X' }])
  },
)

test('what changes nothing is no renewal', async ({ page }) => {
  await signIn(page, 'owner@globex.example')
  await page.goto('/account/authentication?renew=1')
  await expect(page.getByLabel('Business licence name')).toHaveValue('Globex 环球贸易（深圳）有限公司')
  await page.getByLabel('Licence image').setInputFiles(LICENCE)
  await submit(page)
  await expect(page.getByText('Nothing changed: the account is authenticated with this name')).toBeVisible()
  await expect(stateOn(page)).toHaveText('Authenticated')
})

test('the form works without script', async ({ browser }) => {
  const account = await openAccount('enterprise', '无脚本科技')
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  await openForm(page, account)
  const fill = async (number: string) => {
    await page.getByLabel('Business licence name').fill('无脚本科技有限公司')
    await page.getByLabel('Taxpayer identification number').fill(number)
    await page.getByLabel('Licence image').setInputFiles(LICENCE)
    await submit(page)
  }
  await fill('91420100MA4L9PJG25')
  await expect(page.getByText('The check character does not match.')).toBeVisible()
  await fill(NUMBER)
  await expect(page).toHaveURL(/\/account\/authentication$/)
  await expect(stateOn(page)).toHaveText('Under review')
  await context.close()
})

test('colleagues read and do not submit; nobody else sees the licence', async ({ page }) => {
  const account = await openAccount('enterprise', '同事科技')
  await openForm(page, account)
  await fillIn(page, '同事科技有限公司')
  await submit(page)
  const href = (await page.getByRole('link', { name: /ludao\.png/ }).getAttribute('href')) ?? ''
  for (const role of ['finance', 'viewer'] as const) {
    const email = await addMember(account, role)
    await signIn(page, email)
    await page.goto('/account/authentication')
    await expect(stateOn(page)).toHaveText('Under review')
    await expect(page.getByText('同事科技有限公司').first()).toBeVisible()
  }
  const seen = async (email: string | null) =>
    (await clientOf(email).then((client) => client.get(href))).status()
  for (const email of [account.email, REVIEWER, 'support@billing.example'])
    expect([email, await seen(email)]).toEqual([email, 200])
  for (const email of [null, 'owner@globex.example', 'finance@billing.example', 'reviewer@dbmaker.example'])
    expect([email, await seen(email)]).toEqual([email, 404])
  const shown = await (await clientOf(REVIEWER)).get(href)
  expect(shown.headers()['content-security-policy']).toMatch(/^sandbox;.*frame-ancestors 'self'/)
})

test('an admin and support read the queue and decide nothing', async ({ page }) => {
  for (const email of ['admin@billing.example', 'support@billing.example']) {
    await signIn(page, email)
    await page.goto('/admin/authentications')
    await page.getByRole('link', { name: '韩梅梅' }).click()
    await expect(page.getByText('Reviewers decide on authentications.')).toBeVisible()
    for (const name of ['Approve', 'Reject', 'Reveal'])
      await expect(page.getByRole('button', { name })).toHaveCount(0)
  }
})

async function clientOf(email: string | null): Promise<APIRequestContext> {
  const client = await request.newContext({ baseURL: runtime.url, extraHTTPHeaders: { origin: runtime.url } })
  if (email === null) return client
  const { csrfToken } = (await (await client.get('/api/auth/csrf')).json()) as { csrfToken: string }
  await client.post('/api/auth/callback/credentials', {
    form: { csrfToken, email, password: PASSWORD, json: 'true' },
  })
  return client
}
