import { outsideGbk } from '@/lib/kernel/gbk'
import { visible } from '@/lib/kernel/visible'

/** Control characters, and one sign of GBK that the previews' font lacks. */
function isUndrawn(character: string): boolean {
  return character < ' ' || character === '\u007F' || character === '≒'
}

/** The characters of a text that cannot stand on an invoice: tax channels send GBK, and each must have its glyph. */
export function unprintable(text: string): string[] {
  const outside = new Set(outsideGbk(text))
  return [...new Set(text)].filter((character) => outside.has(character) || isUndrawn(character))
}

/** A text as it is kept: composed, of what is seen, without blanks at its ends, each run of blanks one. */
export function tidied(typed: string): string {
  return visible(typed.normalize('NFC')).replace(/\s+/g, ' ').trim()
}
