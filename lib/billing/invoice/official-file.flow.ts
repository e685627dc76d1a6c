import 'server-only'
import { readInvoiceXml, type InvoiceXml } from '@/lib/gateway/etax/invoice-xml'
import { isOfd } from '@/lib/gateway/files/invoice-file'
import { openZip } from '@/lib/gateway/files/open-zip'
import { isLockedPdf } from '@/lib/gateway/files/pdf-problem'
import type { FileFormat } from './official-file.rules'

const MOST_FILE_BYTES = 3 * 1024 * 1024

export type OfficialFile = { format: FileFormat; content: Uint8Array; xml: InvoiceXml | null }

/**
 * What a file of an invoice is, by its content alone, or why it is none, as a message key under `fields`. A PDF begins as
 * one, an XML is read whole, and what is locked with a password is of no use to its customer.
 */
export function inspectOfficialFile(content: Uint8Array): OfficialFile | { problem: string } {
  if (content.length === 0) return { problem: 'file-empty' }
  if (content.length > MOST_FILE_BYTES) return { problem: 'file-too-large' }
  const head = Buffer.from(content.subarray(0, 5)).toString('latin1')
  if (head === '%PDF-')
    return isLockedPdf(Buffer.from(content))
      ? { problem: 'file-locked' }
      : { format: 'pdf', content, xml: null }
  if (head.startsWith('PK')) {
    const zip = openZip(content)
    if (!zip.ok && zip.problem === 'zip-locked') return { problem: 'file-locked' }
    return isOfd(zip) ? { format: 'ofd', content, xml: null } : { problem: 'file-not-ofd' }
  }
  const text = Buffer.from(content).toString('utf8')
  if (
    !text
      .trimStart()
      .replace(/^\uFEFF/, '')
      .startsWith('<')
  )
    return { problem: 'file-not-official' }
  const reading = readInvoiceXml(text)
  return reading.ok ? { format: 'xml', content, xml: reading.invoice } : { problem: reading.problem }
}
