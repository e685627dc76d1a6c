let known: ReadonlySet<string> | undefined

/** Every character of GBK, read out of the decoder that each browser and Node carry. */
function gbk(): ReadonlySet<string> {
  if (known) return known
  const decoder = new TextDecoder('gbk')
  const characters = new Set<string>()
  for (let lead = 0x81; lead <= 0xfe; lead++)
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail === 0x7f) continue
      const text = decoder.decode(new Uint8Array([lead, trail]))
      if ([...text].length === 1 && text !== '\uFFFD') characters.add(text)
    }
  known = characters
  return characters
}

/** The characters of a text that a tax channel cannot carry: some count and send it as GBK. */
export function unprintable(text: string): string[] {
  return [...new Set(text)].filter((character) => {
    const code = character.codePointAt(0) ?? 0
    return code > 0x7e ? !gbk().has(character) : code < 0x20
  })
}

/** A text as it is kept: composed, without blanks at its ends, each run of blanks one. */
export function tidied(typed: string): string {
  return typed.normalize('NFC').replace(/\s+/g, ' ').trim()
}
