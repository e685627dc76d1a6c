export type InvoiceFormat = 'pdf' | 'ofd' | 'xml'

/**
 * Whether a file is what it is called, by its content: a PDF by its first bytes, an OFD as a ZIP archive that holds
 * OFD.xml (GB/T 33190), an XML by beginning as one.
 */
export function isInvoiceFile(format: InvoiceFormat, content: Uint8Array): boolean {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength)
  switch (format) {
    case 'pdf':
      return bytes.subarray(0, 5).toString('latin1') === '%PDF-'
    case 'ofd':
      return bytes.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004' && bytes.includes('OFD.xml')
    case 'xml':
      return /^(\u{FEFF})?\s*</u.test(bytes.subarray(0, 200).toString('utf8'))
  }
}
