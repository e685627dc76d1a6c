/** The arguments and tags of an ICU message, sorted, each once: `{count, plural, other {# of {total}}}` has count and total. */
export function placeholders(message: string): string[] {
  const plain = message.replace(/'([{}<>#|][^']*)'/g, '').replaceAll("''", "'")
  const names = new Set(
    [...plain.matchAll(/<([A-Za-z][\w-]*)\s*\/?>/g)].map((match) => `<${match[1] ?? ''}>`),
  )
  readMessage(plain, 0, names)
  return [...names].sort()
}

/** Reads text up to the brace that closes it and returns the position behind that brace. */
function readMessage(text: string, start: number, names: Set<string>): number {
  let at = start
  while (at < text.length && text[at] !== '}')
    at = text[at] === '{' ? readArgument(text, at + 1, names) : at + 1
  return at + 1
}

/** Reads `name}`, `name, type}` or `name, plural, one {…} other {…}}` and returns the position behind it. */
function readArgument(text: string, start: number, names: Set<string>): number {
  let at = start
  while (at < text.length && !'{}'.includes(text[at] ?? '')) at += 1
  names.add(text.slice(start, at).split(',')[0]?.trim() ?? '')
  while (text[at] === '{') {
    at = readMessage(text, at + 1, names)
    while (at < text.length && !'{}'.includes(text[at] ?? '')) at += 1
  }
  return at + 1
}
