import { escaped, HEAD, printed } from './face'
import type { NuonuoInvoice } from './invoice'
import { xmlOf } from './xml'
import { zip } from './zip'

export const FORMATS = ['pdf', 'ofd', 'xml'] as const
export type Format = (typeof FORMATS)[number]

/** The official files of an issued invoice. */
export function documentOf(invoice: NuonuoInvoice, format: Format): { type: string; content: Buffer } {
  switch (format) {
    case 'pdf':
      return { type: 'application/pdf', content: pdf(printed(invoice)) }
    case 'ofd':
      return { type: 'application/ofd', content: ofd(printed(invoice)) }
    case 'xml':
      return { type: 'application/xml', content: Buffer.from(xmlOf(invoice)) }
  }
}

/** One page in a Chinese font that readers bring along (ISO 32000-1, 9.7.5.2), with its table of objects. */
function pdf(rows: readonly string[]): Buffer {
  const hex = (text: string) => Buffer.from(text, 'utf16le').swap16().toString('hex')
  const shown = rows.map((row) => `<${hex(row)}> Tj 0 -24 Td`).join('\n')
  const page = `BT /F 12 Tf 40 350 Td\n${shown}\nET`
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 610 394]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>',
    `<</Length ${page.length}>>stream\n${page}\nendstream`,
    '<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[6 0 R]>>',
    '<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/FontDescriptor 7 0 R>>',
    '<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>',
  ]
  let text = '%PDF-1.4\n'
  const offsets = objects.map((object, at) => {
    const offset = text.length
    text += `${at + 1} 0 obj${object}endobj\n`
    return `${String(offset).padStart(10, '0')} 00000 n \n`
  })
  const start = text.length
  const size = objects.length + 1
  text += `xref\n0 ${size}\n0000000000 65535 f \n${offsets.join('')}trailer<</Size ${size}/Root 1 0 R>>\nstartxref\n${start}\n%%EOF\n`
  return Buffer.from(text, 'latin1')
}

const OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"'

/** A package of one page with one text a row (GB/T 33190, clauses 5 and 7). */
function ofd(rows: readonly string[]): Buffer {
  const texts = rows.map(
    (row, at) =>
      `<ofd:TextObject ID="${20 + at}" Boundary="10 ${10 + at * 10} 195 8" Font="3" Size="4"><ofd:TextCode X="0" Y="5">${escaped(row)}</ofd:TextCode></ofd:TextObject>`,
  )
  const parts = {
    'OFD.xml': `<ofd:OFD ${OFD} Version="1.1" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>1</ofd:DocID></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`,
    'Doc_0/Document.xml': `<ofd:Document ${OFD}><ofd:CommonData><ofd:MaxUnitID>100</ofd:MaxUnitID><ofd:PageArea><ofd:PhysicalBox>0 0 215 139</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes></ofd:CommonData><ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages></ofd:Document>`,
    'Doc_0/PublicRes.xml': `<ofd:Res ${OFD} BaseLoc="Res"><ofd:Fonts><ofd:Font ID="3" FontName="宋体"/></ofd:Fonts></ofd:Res>`,
    'Doc_0/Pages/Page_0/Content.xml': `<ofd:Page ${OFD}><ofd:Content><ofd:Layer ID="2">${texts.join('')}</ofd:Layer></ofd:Content></ofd:Page>`,
  }
  return zip(Object.entries(parts).map(([name, text]) => ({ name, content: Buffer.from(HEAD + text) })))
}
