const CLOSING = '，。；：、）》”’％%*！？'
const OPENING = '（《“‘¥￥'
const RUN_MOST = 12

/**
 * Where a line of Chinese may break, for the renderer's hyphenation callback: between any two characters, but never
 * before closing or after opening punctuation; runs of Latin letters and digits stay whole up to twelve characters. Each
 * unit is followed by an empty one, which makes the renderer break without writing a hyphen.
 */
export function breakChinese(word: string): string[] {
  if (/^[\x20-\x7e]*$/.test(word) && word.length <= RUN_MOST) return [word]
  const units: string[] = []
  let glue = false
  for (const [piece] of word.matchAll(/[A-Za-z0-9.,:@/_-]{1,12}|./gsu)) {
    const closes = CLOSING.includes(piece)
    const last = units.length - 1
    if ((closes || glue) && last >= 0) units[last] = `${units[last] ?? ''}${piece}`
    else units.push(piece)
    glue = OPENING.includes(piece) || (piece === '*' && units.length === 1 && units[0] === '*')
  }
  return units.flatMap((unit) => [unit, ''])
}
