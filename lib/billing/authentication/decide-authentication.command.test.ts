import { describe, expect, test } from 'vitest'
import { memberActor } from '@/lib/auth/actor'
import { sendMail } from '@/lib/billing/mail/send-mail.job'
import { newId } from '@/lib/kernel/id'
import { describeError } from '@/lib/web/log'
import {
  companyForm,
  ID_NUMBER,
  newAuthenticated,
  newPerson,
  personForm,
} from '@/tests/support/authentication'
import { newCustomer, newStaff, owner, refusalOf } from '@/tests/support/database'
import { approveAuthentication } from './approve-authentication.command'
import { findAuthentication } from './authentication.queries'
import { rejectAuthentication } from './reject-authentication.command'
import { revealIdNumber } from './reveal-id-number.command'
import { submitAuthentication } from './submit-authentication.command'

const REASON = '营业执照图片不清晰'

async function submitted(kind: 'company' | 'person' = 'company') {
  const customer = kind === 'company' ? await newCustomer() : await newPerson()
  const form = kind === 'company' ? await companyForm(customer) : personForm()
  const { authenticationId } = await submitAuthentication(customer, form)
  return { customer, authenticationId }
}

async function rowOf(authenticationId: string) {
  const [row] = await owner`select * from authentications where id = ${authenticationId}`
  return row
}

async function auditOf(authenticationId: string) {
  return owner`select command, actor_kind, user_id, account_id, refusal, detail from audit_log
    where subject_id = ${authenticationId} order by id`
}

/** The mail that a decision owes, written as the queue does. */
async function mailAbout(authenticationId: string) {
  const staged = await owner<{ payload: Record<string, string> }[]>`
    select payload from outbox where payload->>'authenticationId' = ${authenticationId}`
  for (const { payload } of staged) await sendMail(payload)
  return owner`select kind, to_email, subject, text from mails where key like ${`%${authenticationId}`}`
}

describe('approving', () => {
  test('puts it in force, says who decided, and keeps the last four of an ID number alone', async () => {
    const { customer, authenticationId } = await submitted('person')
    const reviewer = await newStaff('reviewer')
    await approveAuthentication(reviewer, { authenticationId })
    expect(await rowOf(authenticationId)).toMatchObject({
      status: 'authenticated',
      decided_by: reviewer.userId,
      reject_reason: null,
      id_number_sealed: null,
      id_number_last4: '002X',
    })
    expect(await findAuthentication(customer)).toMatchObject({
      id: authenticationId,
      kind: 'individual',
      legalName: '李雷',
      idNumberLast4: '002X',
    })
    expect(await auditOf(authenticationId)).toMatchObject([
      { command: 'authentication.submit' },
      {
        command: 'authentication.approve',
        actor_kind: 'staff',
        user_id: reviewer.userId,
        account_id: customer.accountId,
        detail: { kind: 'individual' },
      },
    ])
  })

  test('twenty reviewers at once approve once', async () => {
    const { authenticationId } = await submitted()
    const reviewers = await Promise.all(Array.from({ length: 20 }, () => newStaff('reviewer')))
    const outcomes = await Promise.all(
      reviewers.map((reviewer) =>
        approveAuthentication(reviewer, { authenticationId }).then(
          () => 'approved',
          async (error: unknown) => refusalOf(Promise.reject(error as Error)),
        ),
      ),
    )
    expect(outcomes.filter((outcome) => outcome === 'approved')).toHaveLength(1)
    expect(outcomes.filter((outcome) => outcome === 'authentication.decided-meanwhile')).toHaveLength(19)
    expect(await mailAbout(authenticationId)).toHaveLength(1)
  })

  test('approving and rejecting at once has one winner', async () => {
    const { authenticationId } = await submitted('person')
    const [one, other] = [await newStaff('reviewer'), await newStaff('reviewer')]
    const outcomes = await Promise.allSettled([
      approveAuthentication(one, { authenticationId }),
      rejectAuthentication(other, { authenticationId, reason: REASON }),
    ])
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await rowOf(authenticationId)).toMatchObject({ id_number_sealed: null })
  })

  test('a renewal replaces the former one, and never two are in force', async () => {
    const customer = await newCustomer()
    const reviewer = await newStaff('reviewer')
    const first = await newAuthenticated(customer, reviewer)
    const form = await companyForm(customer, { legalName: '杭州云杉股份有限公司' })
    await submitAuthentication(customer, form)
    await approveAuthentication(reviewer, form)
    expect(await rowOf(first)).toMatchObject({ status: 'replaced', decided_by: reviewer.userId })
    expect((await rowOf(first))?.['replaced_at']).toBeInstanceOf(Date)
    const inForce = await owner`select id from authentications
      where account_id = ${customer.accountId} and status = 'authenticated'`
    expect(inForce).toEqual([{ id: form.authenticationId }])
  })

  test('tells the one who submitted, in their language', async () => {
    const { customer, authenticationId } = await submitted()
    await owner`update users set locale = 'zh-CN' where id = ${customer.userId}`
    await approveAuthentication(await newStaff('reviewer'), { authenticationId })
    const [mail] = await mailAbout(authenticationId)
    expect(mail).toMatchObject({ kind: 'authentication-approved', to_email: customer.email })
    expect(mail?.['subject']).toBe('账户已通过实名认证')
    expect(mail?.['text']).toContain(customer.accountName)
    expect(mail?.['text']).toContain('/account/authentication')
  })
})

describe('rejecting', () => {
  test('keeps the reason for the customer and out of the log, and cuts an ID number too', async () => {
    const { customer, authenticationId } = await submitted('person')
    await rejectAuthentication(await newStaff('reviewer'), { authenticationId, reason: REASON })
    expect(await rowOf(authenticationId)).toMatchObject({
      status: 'rejected',
      reject_reason: REASON,
      id_number_sealed: null,
      id_number_last4: '002X',
    })
    expect(await findAuthentication(customer)).toBeNull()
    const audit = await auditOf(authenticationId)
    expect(audit.at(-1)).toMatchObject({ command: 'authentication.reject' })
    expect(JSON.stringify(audit)).not.toContain(REASON)
    const [mail] = await mailAbout(authenticationId)
    expect(mail).toMatchObject({
      kind: 'authentication-rejected',
      subject: 'Your real-name authentication was not approved',
    })
    expect(mail?.['text']).toContain(`Reason: ${REASON}`)
    expect(mail?.['text']).not.toContain('stays in force')
  })

  test('of a renewal leaves the former one in force, and says so', async () => {
    const customer = await newCustomer()
    const first = await newAuthenticated(customer)
    const form = await companyForm(customer, { legalName: '杭州云杉股份有限公司' })
    await submitAuthentication(customer, form)
    const { authenticationId } = form
    await rejectAuthentication(await newStaff('reviewer'), { authenticationId, reason: REASON })
    expect((await findAuthentication(customer))?.id).toBe(first)
    expect((await mailAbout(authenticationId))[0]?.['text']).toContain('stays in force')
  })

  test('nobody is written to who was disabled meanwhile', async () => {
    const { customer, authenticationId } = await submitted()
    await rejectAuthentication(await newStaff('reviewer'), { authenticationId, reason: REASON })
    await owner`update users set disabled_at = now() where id = ${customer.userId}`
    expect(await mailAbout(authenticationId)).toEqual([])
  })
})

describe('looking at an ID number', () => {
  test('shows it to the reviewer and records who looked, without what was seen', async () => {
    const { customer, authenticationId } = await submitted('person')
    const reviewer = await newStaff('reviewer')
    expect((await revealIdNumber(reviewer, { authenticationId })).idNumber).toBe(ID_NUMBER)
    const [, looked] = await auditOf(authenticationId)
    expect(looked).toMatchObject({
      command: 'authentication.reveal-id-number',
      user_id: reviewer.userId,
      account_id: customer.accountId,
      detail: {},
    })
    expect(JSON.stringify(looked)).not.toContain('002X')
  })

  test('is over with the decision, and an enterprise has none', async () => {
    const [person, company] = [await submitted('person'), await submitted()]
    const reviewer = await newStaff('reviewer')
    await approveAuthentication(reviewer, person)
    expect(await refusalOf(revealIdNumber(reviewer, person))).toBe('authentication.decided-meanwhile')
    expect(await refusalOf(revealIdNumber(reviewer, company))).toBe('object.not-found')
  })

  test('is refused where it was sealed with another key or moved from another account', async () => {
    const [one, other] = [await submitted('person'), await submitted('person')]
    await owner`update authentications set id_number_sealed =
      (select id_number_sealed from authentications where id = ${other.authenticationId})
      where id = ${one.authenticationId}`
    expect(await refusalOf(revealIdNumber(await newStaff('reviewer'), one))).toBe('authentication.unreadable')
  })
})

describe('who may', () => {
  const verbs = {
    approve: approveAuthentication,
    reject: (actor: Parameters<typeof rejectAuthentication>[0], it: { authenticationId: string }) =>
      rejectAuthentication(actor, { ...it, reason: REASON }),
    reveal: revealIdNumber,
  }

  test.each(['approve', 'reject', 'reveal'] as const)('nobody but a reviewer: %s', async (verb) => {
    const { customer, authenticationId } = await submitted('person')
    for (const actor of [customer, await newStaff('admin', 'support', 'finance')])
      expect(await refusalOf(verbs[verb](actor, { authenticationId }))).toBe('actor.forbidden')
    expect(await rowOf(authenticationId)).toMatchObject({ status: 'under-review' })
  })

  test.each(['approve', 'reject', 'reveal'] as const)(
    'not a reviewer who is a member of the account: %s',
    async (verb) => {
      const { customer, authenticationId } = await submitted('person')
      const reviewer = await newStaff('reviewer')
      await owner`insert into members (account_id, user_id, role)
        values (${customer.accountId}, ${reviewer.userId}, 'viewer')`
      expect(await refusalOf(verbs[verb](reviewer, { authenticationId }))).toBe('staff.own-account')
      expect(await rowOf(authenticationId)).toMatchObject({ status: 'under-review' })
      const refused = await owner`select refusal from audit_log
        where user_id = ${reviewer.userId} and refusal is not null`
      expect(refused).toEqual([{ refusal: 'staff.own-account' }])
    },
  )

  test('an id that is none of a submission is not found', async () => {
    const reviewer = await newStaff('reviewer')
    for (const verb of Object.values(verbs))
      expect(await refusalOf(verb(reviewer, { authenticationId: newId() }))).toBe('object.not-found')
  })
})

test('an error of the database says nothing of an ID number', async () => {
  const person = await newPerson()
  const nobody = memberActor({ ...person, userId: newId() })
  let told: unknown
  await submitAuthentication(nobody, personForm()).catch((error: unknown) => (told = error))
  expect(told).toBeInstanceOf(Error)
  const said = `${String(told)} ${JSON.stringify(told)} ${JSON.stringify(describeError(told))} ${(told as Error).stack ?? ''}`
  expect(said).toContain('authentications')
  for (const secret of [ID_NUMBER, '002X', '李雷']) expect(said).not.toContain(secret)
})

test('a member’s connection cannot decide', async () => {
  const { customer, authenticationId } = await submitted()
  const asPortal = owner.begin(async (tx) => {
    await tx.unsafe(`set local role portal; set local app.account_id = '${customer.accountId}'`)
    await tx`update authentications set status = 'authenticated' where id = ${authenticationId}`
  })
  await expect(asPortal).rejects.toThrow('permission denied')
})
