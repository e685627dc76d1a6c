import { expect, test } from 'vitest'
import { owner, refusalOf } from '@/tests/support/database'
import { mailTo, newAddress, newEmail, newSignUp, PASSWORD, signUpFields } from '@/tests/support/door'
import { signIn } from './sign-in.flow'
import { startSignUp } from './sign-up.flow'

async function accountsOf(email: string) {
  return owner`
    select a.kind, a.name, a.number, m.role, u.email_verified_at, u.locale, u.password_hash
    from users u join members m on m.user_id = u.id join accounts a on a.id = m.account_id where u.email = ${email}`
}

async function stagedFor(email: string) {
  const rows = await owner`
    select payload->>'kind' as kind from outbox join users u on u.id::text = payload->>'userId'
    where u.email = ${email} order by outbox.id`
  return rows.map((row) => String(row['kind']))
}

test('opens an account with its owner and its three ledgers, and owes a mail', async () => {
  const email = newEmail()
  await startSignUp(signUpFields({ email: email.toUpperCase() }), 'zh-CN', newAddress())
  const [account, ...others] = await accountsOf(email)
  expect(others).toEqual([])
  expect(account).toMatchObject({
    kind: 'enterprise',
    name: '杭州云杉科技有限公司',
    role: 'owner',
    locale: 'zh-CN',
  })
  expect(account?.['number']).toMatch(/^[0-9]{8}[0-9A-Z]{8}$/)
  expect(account?.['email_verified_at']).toBeNull()
  expect(account?.['password_hash']).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  const ledgers = await owner`
    select ledger, balance_fen::text as balance from ledger_accounts l join accounts a on a.id = l.account_id
    where a.number = ${String(account?.['number'])} order by ledger`
  expect(ledgers.map(({ ledger, balance }) => [String(ledger), String(balance)])).toEqual([
    ['cash', '0'],
    ['gift', '0'],
    ['receivable', '0'],
  ])
  expect(await stagedFor(email)).toEqual(['verify-email'])
})

test('an individual account is called after its person', async () => {
  const { email } = await newSignUp({ kind: 'individual', accountName: '' })
  expect((await accountsOf(email))[0]).toMatchObject({ kind: 'individual', name: '韩梅梅' })
})

test('an address already known gets a mail, changes nothing and answers the same', async () => {
  const { email, userId } = await newSignUp()
  const [before] = await accountsOf(email)
  await expect(
    startSignUp(signUpFields({ email, name: 'Somebody', password: 'Another-pass-2026' }), 'en', newAddress()),
  ).resolves.toBeUndefined()
  expect(await accountsOf(email)).toEqual([before])
  expect(await stagedFor(email)).toEqual(['verify-email', 'already-registered'])
  expect((await mailTo(userId, 'already-registered')).text).not.toContain('token=')
  await expect(signIn({ email, password: PASSWORD }, newAddress())).resolves.toMatchObject({ userId })
})

test('twenty at once with one address make one account', async () => {
  const email = newEmail()
  const all = Array.from({ length: 20 }, () => startSignUp(signUpFields({ email }), 'en', newAddress()))
  await Promise.all(all)
  expect(await accountsOf(email)).toHaveLength(1)
  expect((await stagedFor(email)).filter((kind) => kind === 'verify-email')).toHaveLength(1)
})

test('one address is mailed five times an hour at most, without a word about it', async () => {
  const { email } = await newSignUp()
  for (let again = 0; again < 7; again++) await startSignUp(signUpFields({ email }), 'en', newAddress())
  expect(await stagedFor(email)).toHaveLength(5)
})

test('one sender may ask for sixty mails an hour', async () => {
  const address = newAddress()
  await startSignUp(signUpFields(), 'en', address)
  await owner`update throttles set attempts = 60
    where key = encode(sha256(convert_to(${`mail.address:${address}`}, 'UTF8')), 'hex')`
  const email = newEmail()
  expect(await refusalOf(startSignUp(signUpFields({ email }), 'en', address))).toBe('throttle.too-many')
  expect(await accountsOf(email)).toEqual([])
})

test('wrong fields are told before anything is done', async () => {
  const email = newEmail()
  expect(await refusalOf(startSignUp(signUpFields({ email, password: 'short' }), 'en', newAddress()))).toBe(
    'input.invalid',
  )
  expect(await owner`select from users where email = ${email}`).toHaveLength(0)
})

test('the audit row says who and what, and no secret', async () => {
  const { userId } = await newSignUp()
  const [row, ...others] =
    await owner`select * from audit_log where subject_id = ${userId} and command = 'account.sign-up'`
  expect(others).toEqual([])
  expect(row).toMatchObject({ actor_kind: 'stranger', detail: { kind: 'enterprise', known: false } })
  expect(row?.['account_id']).not.toBeNull()
  expect(JSON.stringify(row)).not.toContain('argon2')
})
