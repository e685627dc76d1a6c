import { describe, expect, test } from 'vitest'
import { newId } from '@/lib/kernel/id'
import { InvalidInput } from '@/lib/kernel/refusal'
import {
  companyForm,
  ID_NUMBER,
  newAuthenticated,
  newLicence,
  newPerson,
  newTaxpayerId,
  personForm,
} from '@/tests/support/authentication'
import { newCustomer, newMember, newStaff, owner, refusalOf } from '@/tests/support/database'
import { approveAuthentication } from './approve-authentication.command'
import { findAuthentication, listSubmissions } from './authentication.queries'
import { rejectAuthentication } from './reject-authentication.command'
import { submitAuthentication } from './submit-authentication.command'

async function rowOf(authenticationId: string) {
  const [row] = await owner`select * from authentications where id = ${authenticationId}`
  return row
}

async function auditOf(authenticationId: string) {
  return owner`select command, actor_kind, account_id, detail from audit_log
    where subject_id = ${authenticationId} order by id`
}

async function fieldsOf(promise: Promise<unknown>): Promise<Record<string, string>> {
  try {
    await promise
  } catch (error) {
    if (error instanceof InvalidInput) return error.fields
    throw error
  }
  throw new Error('nothing was refused')
}

describe('an enterprise', () => {
  test('is under review once it has submitted, due on the next working day', async () => {
    const customer = await newCustomer()
    const form = await companyForm(customer)
    expect(await submitAuthentication(customer, form)).toMatchObject({ created: true, renewal: false })
    const row = await rowOf(form.authenticationId)
    expect(row).toMatchObject({
      account_id: customer.accountId,
      kind: 'enterprise',
      status: 'under-review',
      legal_name: customer.accountName,
      taxpayer_id: form.taxpayerId,
      licence_id: form.licenceId,
      id_number_sealed: null,
      doubts: [],
      submitted_by: customer.userId,
    })
    expect(Number(row?.['due_at']) - Number(row?.['submitted_at'])).toBeGreaterThanOrEqual(24 * 3_600_000)
    expect(await findAuthentication(customer)).toBeNull()
    const { submissions } = await listSubmissions(customer)
    expect(submissions).toMatchObject([
      { id: form.authenticationId, licence: { name: 'licence.png' }, submittedBy: '陈思远' },
    ])
  })

  test('is recorded without its name and number', async () => {
    const customer = await newCustomer()
    const form = await companyForm(customer)
    await submitAuthentication(customer, form)
    const rows = await auditOf(form.authenticationId)
    expect(rows).toMatchObject([
      {
        command: 'authentication.submit',
        actor_kind: 'member',
        account_id: customer.accountId,
        detail: { kind: 'enterprise', renewal: false, doubts: '' },
      },
    ])
    expect(JSON.stringify(rows)).not.toContain(form.taxpayerId)
  })

  test('with doubts is submitted all the same, and they are kept for the reviewer', async () => {
    const customer = await newCustomer()
    const form = await companyForm(customer, { legalName: '杭州𬭎云科技', taxpayerId: '91110000MA0000001L' })
    await submitAuthentication(customer, form)
    expect((await rowOf(form.authenticationId))?.['doubts']).toEqual([
      'organisation-code',
      'outside-gbk',
      'not-account-name',
    ])
  })

  test("needs a licence of its own: neither another account's nor a voucher", async () => {
    const [customer, other] = [await newCustomer(), await newCustomer()]
    const voucher = await newLicence(customer)
    await owner`update files set purpose = 'voucher' where id = ${voucher}`
    for (const licenceId of [await newLicence(other), voucher, newId()])
      expect(
        await fieldsOf(submitAuthentication(customer, await companyForm(customer, { licenceId }))),
      ).toEqual({
        licenceId: 'licence-required',
      })
  })

  test('cannot submit as a person', async () => {
    const customer = await newCustomer()
    expect(await refusalOf(submitAuthentication(customer, personForm()))).toBe('authentication.wrong-kind')
  })

  test('may use a number that another account is authenticated with', async () => {
    const [customer, other] = [await newCustomer(), await newCustomer()]
    await newAuthenticated(other)
    const number = (await findAuthentication(other))?.taxpayerId ?? ''
    const form = await companyForm(customer, { taxpayerId: number })
    expect((await submitAuthentication(customer, form)).created).toBe(true)
  })
})

describe('a person', () => {
  test('leaves an ID number that nobody reads in the database, the audit log or a view', async () => {
    const person = await newPerson()
    const form = personForm()
    await submitAuthentication(person, form)
    const row = await rowOf(form.authenticationId)
    expect(row).toMatchObject({ kind: 'individual', id_number_last4: '002X', taxpayer_id: null, doubts: [] })
    const sealed = row?.['id_number_sealed'] as Buffer
    expect(sealed.length).toBe(12 + 18 + 16)
    expect(sealed.includes(ID_NUMBER)).toBe(false)
    expect(JSON.stringify(row)).not.toContain(ID_NUMBER)
    expect(JSON.stringify(await auditOf(form.authenticationId))).not.toContain('002X')
    const view = JSON.stringify(await listSubmissions(person))
    expect(view).not.toContain(ID_NUMBER)
    expect(view).not.toContain('sealed')
  })

  test('was born before today', async () => {
    const form = personForm({ idNumber: '110105209912310029' })
    expect(await fieldsOf(submitAuthentication(await newPerson(), form))).toEqual({
      idNumber: 'id-number-date',
    })
  })

  test('cannot submit as an enterprise', async () => {
    const person = await newPerson()
    expect(await refusalOf(submitAuthentication(person, await companyForm(person)))).toBe(
      'authentication.wrong-kind',
    )
  })
})

describe('once', () => {
  test('twenty presses at once submit once', async () => {
    const person = await newPerson()
    const form = personForm()
    const done = await Promise.all(Array.from({ length: 20 }, () => submitAuthentication(person, form)))
    expect(done.filter(({ created }) => created)).toHaveLength(1)
    expect(await owner`select from authentications where account_id = ${person.accountId}`).toHaveLength(1)
    expect(await auditOf(form.authenticationId)).toHaveLength(1)
  })

  test('of twenty forms at once one is submitted, the others are told to wait', async () => {
    const customer = await newCustomer()
    const second = await newMember(customer, 'owner')
    const forms = await Promise.all(Array.from({ length: 20 }, () => companyForm(customer)))
    const outcomes = await Promise.all(
      forms.map((form, position) =>
        submitAuthentication(position % 2 ? second : customer, form).then(
          () => 'submitted',
          async (error: unknown) => refusalOf(Promise.reject(error as Error)),
        ),
      ),
    )
    expect(outcomes.filter((outcome) => outcome === 'submitted')).toHaveLength(1)
    expect(outcomes.filter((outcome) => outcome === 'authentication.under-review')).toHaveLength(19)
  })

  test('the same form with other content is refused, also after the decision', async () => {
    const customer = await newCustomer()
    const form = await companyForm(customer)
    await submitAuthentication(customer, form)
    const other = { ...form, taxpayerId: newTaxpayerId() }
    expect(await refusalOf(submitAuthentication(customer, other))).toBe('authentication.id-reused')
    await approveAuthentication(await newStaff('reviewer'), form)
    expect(await refusalOf(submitAuthentication(customer, other))).toBe('authentication.id-reused')
    expect(await submitAuthentication(customer, form)).toMatchObject({ created: false })
  })

  test("another account's id tells nothing of what it is", async () => {
    const [customer, stranger] = [await newCustomer(), await newCustomer()]
    const form = await companyForm(customer)
    await submitAuthentication(customer, form)
    const copied = await companyForm(stranger, { authenticationId: form.authenticationId })
    expect(await refusalOf(submitAuthentication(stranger, copied))).toBe('authentication.id-reused')
    expect((await rowOf(form.authenticationId))?.['account_id']).toBe(customer.accountId)
  })
})

describe('again', () => {
  test('after a rejection a new one may be submitted, and both stay', async () => {
    const customer = await newCustomer()
    const form = await companyForm(customer)
    await submitAuthentication(customer, form)
    const { authenticationId } = form
    await rejectAuthentication(await newStaff('reviewer'), {
      authenticationId,
      reason: 'The image is cut off.',
    })
    await submitAuthentication(customer, await companyForm(customer))
    const { submissions } = await listSubmissions(customer)
    expect(submissions.map(({ status, rejectReason }) => [status, rejectReason])).toEqual([
      ['under-review', null],
      ['rejected', 'The image is cut off.'],
    ])
  })

  test('with a new name the old one stays in force until the new one is approved', async () => {
    const customer = await newCustomer()
    const reviewer = await newStaff('reviewer')
    await newAuthenticated(customer, reviewer)
    const former = await findAuthentication(customer)
    const form = await companyForm(customer, {
      legalName: '杭州云杉股份有限公司',
      taxpayerId: former?.taxpayerId ?? '',
    })
    expect(await submitAuthentication(customer, form)).toMatchObject({ renewal: true })
    expect(await findAuthentication(customer)).toEqual(former)
    await approveAuthentication(reviewer, form)
    expect(await findAuthentication(customer)).toMatchObject({
      id: form.authenticationId,
      legalName: '杭州云杉股份有限公司',
    })
    expect(await rowOf(former?.id ?? '')).toMatchObject({
      status: 'replaced',
      legal_name: customer.accountName,
    })
  })

  test('what changes nothing is no renewal', async () => {
    const [customer, person] = [await newCustomer(), await newPerson()]
    await newAuthenticated(customer)
    await newAuthenticated(person)
    const inForce = await findAuthentication(customer)
    const same = await companyForm(customer, {
      legalName: inForce?.legalName ?? '',
      taxpayerId: inForce?.taxpayerId ?? '',
    })
    expect(await refusalOf(submitAuthentication(customer, same))).toBe('authentication.unchanged')
    expect(await refusalOf(submitAuthentication(person, personForm()))).toBe('authentication.unchanged')
  })
})

describe('who may', () => {
  test.each(['finance', 'viewer'] as const)('a %s member may not submit, but reads', async (role) => {
    const customer = await newCustomer()
    const colleague = await newMember(customer, role)
    const form = await companyForm(customer)
    expect(await refusalOf(submitAuthentication(colleague, form))).toBe('actor.forbidden')
    await submitAuthentication(customer, form)
    expect((await listSubmissions(colleague)).submissions).toHaveLength(1)
  })

  test('staff may not, and another account sees nothing of it', async () => {
    const [customer, stranger] = [await newCustomer(), await newCustomer()]
    const form = await companyForm(customer)
    expect(await refusalOf(submitAuthentication(await newStaff('admin', 'reviewer'), form))).toBe(
      'actor.forbidden',
    )
    await submitAuthentication(customer, form)
    expect((await listSubmissions(stranger)).submissions).toEqual([])
    expect(await findAuthentication(stranger)).toBeNull()
  })
})
