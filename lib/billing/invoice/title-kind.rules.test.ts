import { expect, test } from 'vitest'
import { NOT_TAXED } from './kind.rules'
import { kindOn, titleToBeginWith, type ToInvoice } from './title-kind.rules'

const NAME = '武汉江城智能科技有限公司'
const named = { name: NAME, taxpayerId: '91420100MA4L9PJG24' }
const special = { ...named, id: 'special', kind: 'enterprise', invoiceKind: 'paper_special' } as const
const general = { ...named, id: 'general', kind: 'enterprise', invoiceKind: 'e_general' } as const
const invoice: ToInvoice = {
  policy: { kinds: ['paper_general', 'paper_special', 'e_general'], title: 'equals-authenticated' },
  authentication: { kind: 'enterprise', legalName: NAME, taxpayerId: named.taxpayerId },
  taxTreatments: ['0.06'],
}

test.each([
  ['its own', special, {}, 'paper_special'],
  ['none for a card, if it is special', special, { taxTreatments: [NOT_TAXED] }, null],
  ['its own for a card, if it is general', general, { taxTreatments: [NOT_TAXED] }, 'e_general'],
  ['none that the policy does not offer', { ...general, invoiceKind: 'e_special' }, {}, null],
  ['none where none was chosen', { ...general, invoiceKind: null }, {}, null],
  ['none of another name than the authentication', { ...general, name: '别家' }, {}, null],
  ['none of an individual, if it is special', { ...special, kind: 'individual' }, {}, null],
] as const)('the kind on a title is %s', (_what, title, changes, kind) => {
  expect(kindOn(title, { ...invoice, ...changes })).toBe(kind)
})

test('begins with the title asked for, else with the first that fits', () => {
  const titles = [special, general]
  expect(titleToBeginWith(titles, undefined, invoice)).toEqual({ title: special, kind: 'paper_special' })
  expect(titleToBeginWith(titles, 'general', invoice)).toEqual({ title: general, kind: 'e_general' })
  const card = { ...invoice, taxTreatments: [NOT_TAXED] }
  expect(titleToBeginWith(titles, 'special', card)).toEqual({ title: general, kind: 'e_general' })
  expect(titleToBeginWith([special], undefined, card)).toBeNull()
})
