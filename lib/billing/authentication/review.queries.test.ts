import { describe, expect, test } from 'vitest'
import { newId } from '@/lib/kernel/id'
import {
  companyForm,
  newAuthenticated,
  newPerson,
  newTaxpayerId,
  personForm,
} from '@/tests/support/authentication'
import { newCustomer, newStaff, owner, refusalOf } from '@/tests/support/database'
import { findAuthentication } from './authentication.queries'
import { rejectAuthentication } from './reject-authentication.command'
import { countUnderReview, getReview, listDecidedAuthentications, listReviewQueue } from './review.queries'
import { submitAuthentication } from './submit-authentication.command'

/** A submission that is due so many hours from now, found by a name that no other test uses. */
async function newSubmission(name: string, dueInHours: number) {
  const customer = await newCustomer()
  const form = await companyForm(customer, { legalName: name })
  await submitAuthentication(customer, form)
  await owner`update authentications set due_at = now() + ${dueInHours} * interval '1 hour'
    where id = ${form.authenticationId}`
  return { customer, form, id: form.authenticationId }
}

describe('the queue', () => {
  test('begins with what is due first and holds what is under review alone', async () => {
    const word = `序列${newId().slice(-6)}`
    const later = await newSubmission(`${word}甲`, 5)
    const overdue = await newSubmission(`${word}乙`, -3)
    const soon = await newSubmission(`${word}丙`, 1)
    const gone = await newSubmission(`${word}丁`, 0)
    const reviewer = await newStaff('reviewer')
    await rejectAuthentication(reviewer, { authenticationId: gone.id, reason: 'No.' })
    const { rows, now } = await listReviewQueue(reviewer, word)
    expect(rows.map(({ id }) => id)).toEqual([overdue.id, soon.id, later.id])
    expect(rows.map(({ dueAt }) => dueAt < now)).toEqual([true, false, false])
    const decided = await listDecidedAuthentications(reviewer, { search: word, cursor: null })
    expect(decided.rows.map(({ id }) => id)).toEqual([gone.id])
    expect(decided.count).toBe(1)
  })

  test('is searched by account and taxpayer number too, letter for letter', async () => {
    const { customer, form, id } = await newSubmission(`搜索${newId().slice(-6)}`, 1)
    const support = await newStaff('support')
    for (const search of [customer.accountName, form.taxpayerId, form.legalName.slice(2)]) {
      expect((await listReviewQueue(support, search)).rows.map((row) => row.id)).toEqual([id])
    }
    expect((await listReviewQueue(support, '%%')).rows).toEqual([])
  })

  test('is counted, the overdue ones apart', async () => {
    const reviewer = await newStaff('reviewer')
    const before = await countUnderReview(reviewer)
    await newSubmission('计数科技', -1)
    await newSubmission('计数科技', 1)
    const after = await countUnderReview(reviewer)
    expect([after.count - before.count, after.overdue - before.overdue]).toEqual([2, 1])
  })
})

describe('the evidence', () => {
  test('shows the licence and who submitted, and for a person the last four characters', async () => {
    const { customer, form } = await newSubmission('证据科技', 1)
    const person = await newPerson()
    const claim = personForm()
    await submitAuthentication(person, claim)
    const reviewer = await newStaff('reviewer')
    expect(await getReview(reviewer, form.authenticationId)).toMatchObject({
      accountName: customer.accountName,
      taxpayerId: form.taxpayerId,
      licence: { id: form.licenceId, type: 'image/png' },
      submittedBy: { email: customer.email },
      sealed: false,
      inForce: null,
      elsewhere: [],
      ownAccount: false,
    })
    const view = await getReview(reviewer, claim.authenticationId)
    expect(view).toMatchObject({ idNumberLast4: '002X', sealed: true, licence: null })
    expect(JSON.stringify(view)).not.toContain(claim.idNumber)
  })

  test('names what is in force before a renewal', async () => {
    const customer = await newCustomer()
    await newAuthenticated(customer)
    const inForce = await findAuthentication(customer)
    const form = await companyForm(customer, { legalName: '云杉股份有限公司' })
    await submitAuthentication(customer, form)
    const view = await getReview(await newStaff('reviewer'), form.authenticationId)
    expect(view.inForce).toEqual(inForce)
    expect(view.doubts).toEqual(['not-account-name', 'other-number'])
  })

  test('names other accounts with the same number, also one that came later, and none that was rejected', async () => {
    const taxpayerId = newTaxpayerId()
    const reviewer = await newStaff('reviewer')
    const submit = async () => {
      const customer = await newCustomer()
      const form = await companyForm(customer, { taxpayerId })
      await submitAuthentication(customer, form)
      return { customer, authenticationId: form.authenticationId }
    }
    const [first, second, third] = [await submit(), await submit(), await submit()]
    await rejectAuthentication(reviewer, { ...third, reason: 'No.' })
    const { elsewhere } = await getReview(reviewer, first.authenticationId)
    expect(elsewhere).toEqual([
      {
        accountId: second.customer.accountId,
        accountName: second.customer.accountName,
        status: 'under-review',
      },
    ])
  })

  test('says when the reviewer belongs to the account, and knows no other ids', async () => {
    const { customer, id } = await newSubmission('自己人科技', 1)
    const reviewer = await newStaff('reviewer')
    await owner`insert into members (account_id, user_id, role) values (${customer.accountId}, ${reviewer.userId}, 'viewer')`
    expect((await getReview(reviewer, id)).ownAccount).toBe(true)
    expect(await refusalOf(getReview(reviewer, newId()))).toBe('object.not-found')
  })
})
