/** The longest beginning of a text that fits into so many bytes of UTF-8, never cutting a character in two. */
export function cutToBytes(text: string, limit: number): string {
  let bytes = 0
  let cut = ''
  for (const character of text) {
    bytes += Buffer.byteLength(character)
    if (bytes > limit) return cut
    cut += character
  }
  return cut
}
