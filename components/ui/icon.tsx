import * as paths from './icon-paths'
import { Glyph, type GlyphProps } from './glyph'

export type IconName = keyof typeof paths

/** An outline by name, for server components; decorative unless it has a label. */
export function Icon({ name, ...rest }: { name: IconName } & Omit<GlyphProps, 'd'>) {
  return <Glyph d={paths[name]} {...rest} />
}
