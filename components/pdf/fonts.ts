import { Font } from '@react-pdf/renderer'
import { breakChinese } from './chinese-lines'

/** Font files, by weight. */
export type FontFiles = { regular: string; bold: string }

export const FAMILY = 'Noto Sans SC'
let registered = false

/** Once per process: loading a font takes ten times as long as a page. */
export function registerFonts({ regular, bold }: FontFiles): void {
  if (registered) return
  Font.register({
    family: FAMILY,
    fonts: [
      { src: regular, fontWeight: 400 },
      { src: bold, fontWeight: 700 },
    ],
  })
  Font.registerHyphenationCallback(breakChinese)
  registered = true
}
