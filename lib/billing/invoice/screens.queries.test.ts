import { describe, expect, test } from 'vitest'
import { newMember, owner } from '@/tests/support/database'
import { newBoundReviewer } from '@/tests/support/invoices'
import { issue } from '@/tests/support/issued-invoices'
import { apply, BUYER, newDocument, newPayer } from '@/tests/support/invoicing'
import { getApplication, listApplications } from './application.queries'
import { listClaimed } from './claimed.queries'
import { getInvoiceStanding } from './quota.queries'
import { getTitleEvidence } from './title-evidence.queries'
import { withdrawApplication } from './withdraw-application.command'

/** An account with two applications, one of each kind, the first of them issued. */
async function newApplicant() {
  const payer = await newPayer()
  const second = await newDocument(payer.customer)
  const general = await apply(payer.customer, payer.invoiceableId)
  const special = await apply(payer.customer, second.invoiceableId, { kind: 'e_special' })
  await issue(payer.reviewer, general.applicationId)
  return { ...payer, general, special }
}

describe('the list of applications', () => {
  test('is filtered by kind, and counts what it shows', async () => {
    const { customer, special } = await newApplicant()
    const found = await listApplications(customer, { kind: 'e_special', cursor: null })
    expect([found.count, found.rows.map(({ number }) => number)]).toEqual([1, [special.number]])
    expect((await listApplications(customer, { cursor: null })).count).toBe(2)
    expect((await listApplications(customer, { kind: 'paper_general', cursor: null })).rows).toEqual([])
  })

  test('finds an application by its own number, its title and the number of its invoice', async () => {
    const { customer, general, special } = await newApplicant()
    const numbers = async (search: string) =>
      (await listApplications(customer, { search, cursor: null })).rows.map(({ number }) => number)
    const [invoice] = await owner`select number from invoices where application_id = ${general.applicationId}`
    expect(await numbers(String(invoice?.['number']))).toEqual([general.number])
    expect(await numbers(special.number.slice(2))).toEqual([special.number])
    expect(await numbers('云杉')).toHaveLength(2)
    expect(await numbers('%')).toEqual([])
    const { customer: stranger } = await newPayer()
    expect(
      (await listApplications(stranger, { search: String(invoice?.['number']), cursor: null })).rows,
    ).toEqual([])
  })
})

test('each tab counts what the account has, without what was deleted', async () => {
  const { customer } = await newApplicant()
  const counts = async () => (await getInvoiceStanding(customer)).counts
  const before = await counts()
  await owner`insert into titles (id, account_id, kind, name, is_default, deleted_at, created_by, created_at)
    select gen_random_uuid(), ${customer.accountId}, 'individual', '张小雨', false, gone, ${customer.userId}, now()
    from (values (null::timestamptz), (now())) as kept(gone)`
  expect(before.requested).toBe(2)
  expect(await counts()).toEqual({ ...before, information: before.information + 1 })
})

test('an order is ready until all of it is asked for, and again once that is withdrawn', async () => {
  const { customer, invoiceableId } = await newPayer()
  const ready = async () => (await getInvoiceStanding(customer)).totals.map((total) => total.ready)
  await newDocument(customer)
  expect(await ready()).toEqual([{ orders: 2, cards: 0 }])
  const { applicationId } = await apply(customer, invoiceableId)
  expect(await ready()).toEqual([{ orders: 1, cards: 0 }])
  await withdrawApplication(customer, { applicationId })
  expect(await ready()).toEqual([{ orders: 2, cards: 0 }])
})

describe('the evidence of a decision', () => {
  test('is the authentication in force, and whether the account is the reviewer’s own', async () => {
    const { customer, reviewer } = await newPayer()
    const asked = () => getTitleEvidence(reviewer, customer.accountId)
    expect(await asked()).toMatchObject({
      authentication: { legalName: BUYER.name, taxpayerId: BUYER.taxpayerId },
      told: true,
      ownAccount: false,
    })
    await owner`insert into members (account_id, user_id, role) values (${customer.accountId}, ${reviewer.userId}, 'viewer')`
    expect(await asked()).toMatchObject({ ownAccount: true })
    await owner`update authentications set status = 'replaced', replaced_at = now() where account_id = ${customer.accountId}`
    expect(await asked()).toMatchObject({ authentication: null })
  })

  test('names what was ordered to the account and the office, not to a seller’s reviewer', async () => {
    const { customer, reviewer, orderId, invoiceableId } = await newPayer()
    const { applicationId } = await apply(customer, invoiceableId)
    const view = await getApplication(customer, applicationId)
    for (const actor of [customer, await newMember(customer, 'viewer'), reviewer])
      expect(await listClaimed(actor, view)).toMatchObject([
        { amountFen: '500000', ordered: { orderId, kind: 'package' } },
      ])
    const bound = await newBoundReviewer()
    expect(await listClaimed(bound, view)).toMatchObject([{ amountFen: '500000', ordered: null }])
    expect(await getTitleEvidence(bound, customer.accountId)).toEqual({
      authentication: null,
      told: false,
      ownAccount: false,
    })
    const { customer: stranger } = await newPayer()
    expect(await listClaimed(stranger, view)).toMatchObject([{ ordered: null }])
  })
})
