import { zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { InvalidInput } from '@/lib/kernel/refusal'
import { newStaff, owner, refusalOf } from '@/tests/support/database'
import { markIssued, newApproved, newBoundReviewer } from '@/tests/support/invoices'
import { BUYER } from '@/tests/support/invoicing'
import { addOfficialFiles } from './add-files.flow'

const PDF = Buffer.from('%PDF-1.7 official')
const ofd = () =>
  Buffer.from(zipSync({ 'OFD.xml': Buffer.from('<OFD/>'), 'Doc_0/Document.xml': Buffer.from('<a/>') }))

const xml = (number: string, changes: { total?: string; buyer?: string } = {}) =>
  Buffer.from(`<EInvoice><EInvoiceData><BuyerInformation><BuyerIdNum>${BUYER.taxpayerId}</BuyerIdNum>
    <BuyerName>${changes.buyer ?? BUYER.name}</BuyerName></BuyerInformation><BasicInformation><TotalTaxAm>283.02</TotalTaxAm>
    <TotalTax-includedAmount>${changes.total ?? '5000.00'}</TotalTax-includedAmount></BasicInformation></EInvoiceData>
    <TaxSupervisionInfo><InvoiceNumber>${number}</InvoiceNumber><IssueTime>2026-11-20</IssueTime></TaxSupervisionInfo></EInvoice>`)

async function newBare() {
  const approved = await newApproved()
  return { ...approved, issuedNumber: await markIssued(approved, '') }
}

const kept = ({ invoiceId }: { invoiceId: string }) =>
  owner`select format from invoice_files where invoice_id = ${invoiceId} order by format`

const problemOf = async (asked: Promise<unknown>) => {
  const error: unknown = await asked.catch((thrown: unknown) => thrown)
  if (!(error instanceof InvalidInput)) throw error
  return error.detail['problem'] ?? error.fields['files']
}

describe('official files', () => {
  test('find their invoices by number, and the first PDF sends the mail that waited for it', async () => {
    const [first, second] = [await newBare(), await newBare()]
    const reviewer = await newStaff('reviewer')
    const files = [
      { name: `dzfp_${first.issuedNumber}.pdf`, content: PDF },
      { name: `dzfp_${first.issuedNumber}.ofd`, content: ofd() },
      { name: 'data.xml', content: xml(first.issuedNumber) },
      { name: `${second.issuedNumber}.xml`, content: xml(second.issuedNumber) },
    ]
    expect(await addOfficialFiles(reviewer, files)).toEqual({ added: 4, known: 0 })
    expect((await kept(first)).map(({ format }) => String(format))).toEqual(['ofd', 'pdf', 'xml'])
    const staged = (id: string) =>
      owner`select from outbox where payload ->> 'key' = ${`invoice-issued:${id}`}`
    expect(await staged(first.invoiceId)).toHaveLength(1)
    expect(await staged(second.invoiceId)).toHaveLength(0)
    expect(await addOfficialFiles(reviewer, files)).toEqual({ added: 0, known: 4 })
    const raced = await Promise.all(
      Array.from({ length: 20 }, () =>
        addOfficialFiles(reviewer, [{ name: `${second.issuedNumber}.pdf`, content: PDF }]),
      ),
    )
    expect(raced.reduce((sum, { added }) => sum + added, 0)).toBe(1)
    expect(await staged(second.invoiceId)).toHaveLength(1)
  })

  test.each([
    ['file-not-official', 'N.pdf', Buffer.from('GIF89a')],
    ['file-empty', 'N.pdf', Buffer.alloc(0)],
    ['file-too-large', 'N.pdf', Buffer.concat([PDF, Buffer.alloc(3 * 1024 * 1024)])],
    ['file-not-ofd', 'N.ofd', Buffer.from(zipSync({ 'word/document.xml': Buffer.from('<a/>') }))],
    ['file-not-ofd', 'N.ofd', Buffer.from('PK\u0003\u0004 broken')],
    [
      'file-locked',
      'N.ofd',
      (() => {
        const bytes = ofd()
        const at = bytes.indexOf(Buffer.from('PK\u0001\u0002', 'latin1')) + 8
        bytes.writeUInt16LE(bytes.readUInt16LE(at) | 1, at)
        return bytes
      })(),
    ],
    [
      'xml-with-dtd',
      'N.xml',
      Buffer.from(
        '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;"><!ENTITY c "&b;&b;">]><EInvoice>&c;</EInvoice>',
      ),
    ],
    ['xml-no-invoice', 'N.xml', Buffer.from('<html/>')],
    ['xml-differs', 'N.xml', xml('26312000000000000000')],
    ['file-no-number', 'invoice.pdf', PDF],
    ['file-no-invoice', '26319999999999999999.pdf', PDF],
  ])('%s: with one that does not fit none is added (%s)', async (problem, name, content) => {
    const bare = await newBare()
    const files = [
      { name: `${bare.issuedNumber}.pdf`, content: PDF },
      { name: name.replace('N', bare.issuedNumber), content },
    ]
    expect(await problemOf(addOfficialFiles(await newStaff('reviewer'), files))).toBe(problem)
    expect(await kept(bare)).toEqual([])
  })

  test.each([{ total: '5000.01' }, { buyer: '另一家公司' }])(
    'an XML that says %j is another’s',
    async (changes) => {
      const bare = await newBare()
      const files = [{ name: 'a.xml', content: xml(bare.issuedNumber, changes) }]
      expect(await problemOf(addOfficialFiles(await newStaff('reviewer'), files))).toBe('xml-differs')
    },
  )

  test('are added by who decides, and a few at a time', async () => {
    const bare = await newBare()
    const file = { name: `${bare.issuedNumber}.pdf`, content: PDF }
    expect(await refusalOf(addOfficialFiles(await newStaff('support'), [file]))).toBe('actor.forbidden')
    expect(await problemOf(addOfficialFiles(await newBoundReviewer(), [file]))).toBe('file-no-invoice')
    expect(await problemOf(addOfficialFiles(await newStaff('reviewer'), []))).toBe('files-required')
    const many = Array.from({ length: 61 }, () => file)
    expect(await problemOf(addOfficialFiles(await newStaff('reviewer'), many))).toBe('files-too-many')
  })
})
