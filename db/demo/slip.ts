import sharp from 'sharp'
import outlines from './glyphs.json'

/** By character: how far it moves the pen, and its outline on 200 units an em. Their licence stands in glyphs-licence.md. */
const glyphs = outlines as unknown as Readonly<Record<string, readonly [advance: number, path: string]>>

export type Slip = {
  title: string
  moment: string
  rows: readonly (readonly [label: string, value: string])[]
  stamp: string
}

const WIDTH = 720
const ROW = 52
const EM = 200

/** A bank's receipt of a transfer as a picture, drawn without any font. Unknown characters leave a gap. */
export async function drawSlip({ title, moment, rows, stamp }: Slip): Promise<Buffer> {
  const height = 150 + rows.length * ROW
  const lines = rows.flatMap(([label, value], at) => {
    const y = 130 + at * ROW
    return [
      `<path d="M36 ${y - 34}H${WIDTH - 36}" stroke="#cfc8bb"/>`,
      text(label, 36, y, 20, '#7d7568'),
      text(value, 210, y, 20, '#2b2721'),
    ]
  })
  const [x, y] = [WIDTH - 130, height - 96]
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}">
    <rect width="100%" height="100%" fill="#ece7de"/>
    ${text(title, 36, 62, 26, '#2b2721')}${text(moment, WIDTH - 36 - widthOf(moment, 18), 60, 18, '#7d7568')}
    ${lines.join('')}
    <g fill="none" stroke="#c0392b" opacity="0.75"><circle cx="${x}" cy="${y}" r="64" stroke-width="4"/>
    <circle cx="${x}" cy="${y}" r="56"/></g>
    <g opacity="0.75">${text('招商银行', x - 40, y - 4, 20, '#c0392b')}${text(stamp, x - 40, y + 26, 20, '#c0392b')}</g>
  </svg>`
  return sharp(Buffer.from(svg)).png({ palette: true }).toBuffer()
}

function text(said: string, x: number, y: number, size: number, ink: string): string {
  let at = 0
  const paths = Array.from(said, (character) => {
    const [advance, path] = glyphs[character] ?? [EM / 2, '']
    const drawn = path && `<path transform="translate(${at} 0)" d="${path}"/>`
    at += advance
    return drawn
  })
  return `<g transform="translate(${x} ${y}) scale(${size / EM})" fill="${ink}">${paths.join('')}</g>`
}

function widthOf(said: string, size: number): number {
  const units = Array.from(said).reduce((sum, character) => sum + (glyphs[character]?.[0] ?? EM / 2), 0)
  return (units * size) / EM
}
