import { openZip, type OpenedZip } from './open-zip'

export type InvoiceFormat = 'pdf' | 'ofd' | 'xml'

/** An OFD is a ZIP archive with a root of its own (GB/T 33190). */
export function isOfd(zip: OpenedZip): boolean {
  return zip.ok && zip.files.has('OFD.xml')
}

/**
 * Whether a file is what it is called, by its content: a PDF by its first bytes, an OFD by what it holds, an XML by
 * beginning as one.
 */
export function isInvoiceFile(format: InvoiceFormat, content: Uint8Array): boolean {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength)
  switch (format) {
    case 'pdf':
      return bytes.subarray(0, 5).toString('latin1') === '%PDF-'
    case 'ofd':
      return isOfd(openZip(bytes))
    case 'xml':
      return /^(\u{FEFF})?\s*</u.test(bytes.subarray(0, 200).toString('utf8'))
  }
}
