import { describe, expect, test } from 'vitest'
import { readInvoiceXml } from './invoice-xml'

const invoice = (
  changes: { number?: string; buyer?: string; total?: string; tax?: string; day?: string } = {},
) => `\uFEFF<?xml version="1.0" encoding="utf-8"?>
<EInvoice><Header><EIid>26312000000012345678</EIid></Header><EInvoiceData>
<BuyerInformation><BuyerIdNum>91330100799655058B</BuyerIdNum><BuyerName>${changes.buyer ?? '云杉 &amp; 之友&#65288;杭州&#65289;'}</BuyerName></BuyerInformation>
<BasicInformation><TotalAmWithoutTax>94.34</TotalAmWithoutTax><TotalTaxAm>${changes.tax ?? '5.66'}</TotalTaxAm><TotalTax-includedAmount>${changes.total ?? '100.00'}</TotalTax-includedAmount></BasicInformation>
</EInvoiceData><TaxSupervisionInfo><InvoiceNumber>${changes.number ?? '26312000000012345678'}</InvoiceNumber><IssueTime>${changes.day ?? '2026-11-20'}</IssueTime></TaxSupervisionInfo></EInvoice>`

describe('the XML of an electronic invoice', () => {
  test('is read as text and in fen', () => {
    expect(readInvoiceXml(invoice())).toEqual({
      ok: true,
      invoice: {
        number: '26312000000012345678',
        issuedOn: '2026-11-20',
        buyerName: '云杉 & 之友（杭州）',
        buyerTaxId: '91330100799655058B',
        totalFen: 10000n,
        taxFen: 566n,
      },
    })
  })

  test('a red one is negative; one that is not taxed has no tax', () => {
    expect(readInvoiceXml(invoice({ total: '-100.00', tax: '-5.66' }))).toMatchObject({
      invoice: { totalFen: -10000n, taxFen: -566n },
    })
    expect(readInvoiceXml(invoice({ tax: '***' }))).toMatchObject({ invoice: { taxFen: 0n } })
  })

  const laughs = `<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>`
  test.each([
    ['a billion laughs', laughs + invoice(), 'xml-with-dtd'],
    ['a file named by an entity', `<!DOCTYPE x SYSTEM "file:///etc/passwd">${invoice()}`, 'xml-with-dtd'],
    ['too much of it', `<a>${' '.repeat(5_000_000)}</a>`, 'xml-too-big'],
    ['nothing', '', 'xml-broken'],
    ['half of it', invoice().slice(0, 300), 'xml-broken'],
    ['something else', '<svg/>', 'xml-no-invoice'],
    ['a short number', invoice({ number: '123' }), 'xml-number'],
    ['a day that does not exist', invoice({ day: '2026-02-30' }), 'xml-date'],
    ['no buyer', invoice({ buyer: '' }), 'xml-buyer'],
    ['a third decimal', invoice({ total: '100.001' }), 'xml-amount'],
    ['words for an amount', invoice({ total: '一百' }), 'xml-amount'],
  ])('%s is refused', (_what, xml, problem) => {
    expect(readInvoiceXml(xml)).toEqual({ ok: false, problem })
  })
})
