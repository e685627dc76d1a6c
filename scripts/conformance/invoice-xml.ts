import { readInvoiceXml } from '../../lib/gateway/etax/invoice-xml'
import { textOr, type Suite } from './suite'

export const invoiceXml: Suite = (input) => {
  const reading = readInvoiceXml(textOr(input['xml'], ''))
  if (!reading.ok) return { error: reading.problem }
  const { totalFen, taxFen, ...invoice } = reading.invoice
  return { ...invoice, totalFen: String(totalFen), taxFen: String(taxFen) }
}
