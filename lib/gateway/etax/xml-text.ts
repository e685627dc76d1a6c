const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** The five entities of XML and characters by number; without a DTD there are no others. */
export function decodedXml(text: string): string {
  return text.replace(/&(?:(\w+)|#(\d{1,7})|#x([\dA-Fa-f]{1,6}));/g, (whole, name, decimal, hex) => {
    if (name) return NAMED[String(name)] ?? String(whole)
    const code = decimal ? parseInt(String(decimal), 10) : parseInt(String(hex), 16)
    return code <= 0x10ffff ? String.fromCodePoint(code) : String(whole)
  })
}

/** A text as the content of an element. Characters that XML cannot hold are left out. */
export function encodedXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
}

/** Whether a file declares entities or elements of its own: such a file is refused unread. */
export function hasDtd(xml: string): boolean {
  return /<!\s*(DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATION)/i.test(xml)
}
