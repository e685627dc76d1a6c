import { expect, test } from 'vitest'
import { newId } from '@/lib/kernel/id'
import { owner } from '@/tests/support/database'
import { apply, BUYER, newDocument, newPayer } from '@/tests/support/invoicing'
import { wrongFieldsOf } from '@/tests/support/product'
import { saveTitle } from './save-title.command'
import { seenAuthentication, seenTitle } from './seen.rules'

const NUMBER = '32012157591580X'
const particulars = { bankName: null, bankAccount: null, registeredAddress: null, registeredPhone: null }

test('an application names an older number: typed by saying so, kept or authenticated as it is', async () => {
  const { customer, invoiceableId } = await newPayer()
  const typed = { titleFrom: 'typed', name: BUYER.name, taxpayerId: NUMBER }
  expect(await wrongFieldsOf(apply(customer, invoiceableId, typed))).toEqual({
    taxpayerId: 'taxpayer-id-former-untold',
  })
  const applied = [await apply(customer, invoiceableId, { ...typed, formerNumber: 'on' })]

  const title = { titleId: newId(), kind: 'enterprise' as const, name: BUYER.name, taxpayerId: NUMBER }
  await saveTitle(customer, { ...title, formerNumber: 'on' })
  const seen = {
    titleFrom: 'saved',
    titleId: title.titleId,
    seenTitle: seenTitle({ ...title, ...particulars }),
  }
  applied.push(await apply(customer, (await newDocument(customer)).invoiceableId, seen))

  // The authentication decides the number: where it is an older one, the authenticated title has it as well.
  await owner`update authentications set taxpayer_id = ${NUMBER} where account_id = ${customer.accountId}`
  const own = { seenTitle: seenAuthentication({ kind: 'enterprise', name: BUYER.name, taxpayerId: NUMBER }) }
  applied.push(await apply(customer, (await newDocument(customer)).invoiceableId, own))

  for (const { applicationId } of applied) {
    const [row] = await owner`select title from invoice_applications where id = ${applicationId}`
    expect(row?.['title']).toMatchObject({ name: BUYER.name, taxpayerId: NUMBER })
  }
})
