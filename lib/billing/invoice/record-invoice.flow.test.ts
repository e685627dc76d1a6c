import { zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { InvalidInput } from '@/lib/kernel/refusal'
import { newStaff } from '@/tests/support/database'
import { issuingOf, BUYER } from '@/tests/support/invoicing'
import { newApproved, newInvoiceNumber } from '@/tests/support/invoices'
import { recordIssued } from './record-invoice.flow'

const PDF = Buffer.from('%PDF-1.7')
const LOCKED_PDF = Buffer.from(
  '%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj\ntrailer\n<</Root 1 0 R/Encrypt 2 0 R>>\n%%EOF',
)
const OFD = zipSync({ 'OFD.xml': Buffer.from('<OFD/>') })

/** The flag of an encrypted entry stands in the archive's directory. */
function locked(zip: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(zip)
  const directory = Buffer.from(copy).indexOf(Buffer.from([0x50, 0x4b, 1, 2]))
  copy[directory + 8] = 1
  return copy
}

const xml = (number: string, { total = '5000.00', before = '' } = {}) =>
  Buffer.from(`${before}<EInvoice><EInvoiceData><BuyerInformation><BuyerIdNum>${BUYER.taxpayerId}</BuyerIdNum>
    <BuyerName>${BUYER.name}</BuyerName></BuyerInformation><BasicInformation><TotalTaxAm>283.02</TotalTaxAm>
    <TotalTax-includedAmount>${total}</TotalTax-includedAmount></BasicInformation></EInvoiceData>
    <TaxSupervisionInfo><InvoiceNumber>${number}</InvoiceNumber><IssueTime>2026-11-20</IssueTime></TaxSupervisionInfo></EInvoice>`)

const NUMBER = newInvoiceNumber()

test.each([
  ['file-not-pdf', 'pdf', Buffer.from('GIF89a')],
  ['file-not-pdf', 'pdf', OFD],
  ['file-locked', 'pdf', LOCKED_PDF],
  ['file-too-large', 'pdf', Buffer.concat([PDF, Buffer.alloc(3 * 1024 * 1024)])],
  ['file-not-ofd', 'ofd', PDF],
  ['file-not-ofd', 'ofd', Buffer.from('PK\u0003\u0004 OFD.xml')],
  ['file-not-ofd', 'ofd', zipSync({ 'word/document.xml': Buffer.from('OFD.xml') })],
  ['file-locked', 'ofd', locked(OFD)],
  ['xml-broken', 'xml', Buffer.from('{"a":1}')],
  ['xml-broken', 'xml', Buffer.from('<a><b></a>')],
  ['xml-with-dtd', 'xml', xml(NUMBER, { before: '<!DOCTYPE a [<!ENTITY b "c">]>' })],
  ['xml-differs', 'xml', xml(NUMBER, { total: '5000.01' })],
] as const)('%s: told at the field of its %s, and nothing is written', async (problem, format, content) => {
  const { applicationId, invoiceId } = await newApproved()
  const files = [...(format === 'pdf' ? [] : [{ format: 'pdf', content: PDF }]), { format, content }]
  const recorded = recordIssued(await newStaff('reviewer'), {
    ...{ invoiceId, number: NUMBER, issuedOn: '2026-11-20', files },
  })
  const error: unknown = await recorded.catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(InvalidInput)
  expect((error as InvalidInput).fields).toEqual({ [format]: problem })
  expect(await issuingOf(applicationId)).toMatchObject({ status: 'issuing', number: null, files: null })
})

test('sound files are kept, each once', async () => {
  const { applicationId, invoiceId } = await newApproved()
  const number = newInvoiceNumber()
  const files = [
    { format: 'pdf', content: PDF },
    { format: 'ofd', content: OFD },
    { format: 'xml', content: xml(number) },
  ]
  await recordIssued(await newStaff('reviewer'), { invoiceId, number, issuedOn: '2026-11-20', files })
  expect(await issuingOf(applicationId)).toMatchObject({
    status: 'issued',
    number,
    files: ['ofd', 'pdf', 'xml'],
  })
})

test('none was issued on a day to come', async () => {
  const { invoiceId, applicationId } = await newApproved()
  const files = [{ format: 'pdf', content: PDF }]
  const record = { invoiceId, number: newInvoiceNumber(), issuedOn: '2062-11-20', files }
  const error: unknown = await recordIssued(await newStaff('reviewer'), record).catch(
    (thrown: unknown) => thrown,
  )
  expect((error as InvalidInput).fields).toEqual({ issuedOn: 'day-in-future' })
  expect(await issuingOf(applicationId)).toMatchObject({ status: 'issuing', number: null })
})
