import { openSync } from 'fontkit'
import path from 'node:path'
import { expect, test } from 'vitest'
import { unprintable } from '@/lib/billing/invoice/printable.rules'

const font = openSync(
  path.join(
    process.cwd(),
    'node_modules/@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
  ),
)

test('what may stand on an invoice has a glyph: a missing one would be printed as another letter', () => {
  const drawable = Array.from({ length: 0x2_0000 - 0x20 }, (_, at) => String.fromCodePoint(at + 0x20)).filter(
    (character) => !/\p{Surrogate}|\p{Control}/u.test(character) && unprintable(character).length === 0,
  )
  expect(drawable.length).toBeGreaterThan(21_000)
  const missing = drawable.filter((character) => !font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0))
  expect(missing).toEqual([])
})
