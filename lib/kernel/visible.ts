/**
 * A text without the characters that nobody sees and copying brings along: blanks of no width, marks of direction, soft
 * hyphens, marks of byte order.
 */
export function visible(text: string): string {
  return text.replace(/[\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF\u00AD]/g, '')
}
