import 'server-only'
import { readInvoiceXml, type InvoiceXml } from '@/lib/gateway/etax/invoice-xml'
import { openZip } from '@/lib/gateway/files/open-zip'
import type { FileFormat } from './official-file.rules'

export const MOST_FILE_BYTES = 3 * 1024 * 1024

export type OfficialFile = { format: FileFormat; content: Uint8Array; xml: InvoiceXml | null }

/**
 * What a file of an invoice is, by its content alone, or why it is none, as a message key under `fields`. A PDF begins as
 * one; an OFD is a ZIP with its own root (GB/T 33190); an XML is read whole.
 */
export function inspectOfficialFile(content: Uint8Array): OfficialFile | { problem: string } {
  if (content.length === 0) return { problem: 'file-empty' }
  if (content.length > MOST_FILE_BYTES) return { problem: 'file-too-large' }
  const head = Buffer.from(content.subarray(0, 5)).toString('latin1')
  if (head === '%PDF-') return { format: 'pdf', content, xml: null }
  if (head.startsWith('PK')) {
    const zip = openZip(content)
    if (!zip.ok) return { problem: zip.problem === 'zip-locked' ? 'file-locked' : 'file-not-ofd' }
    return zip.files.has('OFD.xml') ? { format: 'ofd', content, xml: null } : { problem: 'file-not-ofd' }
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
