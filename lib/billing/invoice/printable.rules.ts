import { visible } from '@/lib/kernel/visible'

let known: ReadonlySet<string> | undefined

/** In GBK, but drawn by no font: its user-defined area, and one sign that the previews' font lacks. */
const undrawn = /[\uE000-\uF8FF≒]/

/** Every character of GBK that can be drawn, read out of the decoder that each browser and Node carry. */
function gbk(): ReadonlySet<string> {
  if (known) return known
  const decoder = new TextDecoder('gbk')
  const characters = new Set<string>()
  for (let lead = 0x81; lead <= 0xfe; lead++)
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail === 0x7f) continue
      const text = decoder.decode(new Uint8Array([lead, trail]))
      if ([...text].length === 1 && text !== '\uFFFD' && !undrawn.test(text)) characters.add(text)
    }
  known = characters
  return characters
}

/** The characters of a text that cannot stand on an invoice: tax channels send GBK, and each must have its glyph. */
export function unprintable(text: string): string[] {
  return [...new Set(text)].filter((character) => {
    const code = character.codePointAt(0) ?? 0
    return code > 0x7e ? !gbk().has(character) : code < 0x20
  })
}

/** A text as it is kept: composed, of what is seen, without blanks at its ends, each run of blanks one. */
export function tidied(typed: string): string {
  return visible(typed.normalize('NFC')).replace(/\s+/g, ' ').trim()
}
