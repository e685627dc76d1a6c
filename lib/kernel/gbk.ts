let known: ReadonlySet<string> | undefined

/**
 * The characters of a text that GBK cannot write, each once. Tax channels that still count in GBK refuse them or print
 * a box (rare characters of names, such as 𬭎). Browsers and Node decode GBK but do not encode it, so its table is read
 * the other way round, once.
 */
export function outsideGbk(text: string): string[] {
  known ??= decodeTable()
  const table = known
  return [...new Set(text)].filter((character) => character > '\u007F' && !table.has(character))
}

/** GBK: the first byte 0x81–0xFD, the second 0x40–0xFE but 0x7F. What stands under 0xFE came with GB 18030 only. */
function decodeTable(): ReadonlySet<string> {
  const pairs: number[] = []
  for (let first = 0x81; first <= 0xfd; first++)
    for (let second = 0x40; second <= 0xfe; second++) if (second !== 0x7f) pairs.push(first, second)
  const decoded = new TextDecoder('gbk').decode(Uint8Array.from(pairs))
  return new Set([...decoded].filter((character) => !/[\uFFFD\p{Co}]/u.test(character)))
}
