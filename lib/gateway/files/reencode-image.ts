import 'server-only'
import sharp from 'sharp'

type ImageType = 'image/jpeg' | 'image/png'

/** Above the 48 megapixels of today's phones; a small file may claim any size, and drawing it would take the memory. */
const MOST_PIXELS = 50_000_000
/** Enough to read every character of a slip on a screen. */
const LONGEST_SIDE = 3_000
const LONGEST_SECONDS = 15
/** A photograph kept as PNG comes out larger than it came in; as JPEG it is small again. */
const LARGEST_PNG = 6 * 1024 * 1024

/** Draws an image anew: upright, without anything but its pixels. Null where it cannot be read or is too large. */
export async function reencodeImage(
  bytes: Buffer,
  type: ImageType,
): Promise<{ type: ImageType; content: Buffer } | null> {
  try {
    const image = sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error', pages: 1 })
      .autoOrient()
      .resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
      .timeout({ seconds: LONGEST_SECONDS })
    if (type === 'image/png') {
      const content = await image.clone().png().toBuffer()
      if (content.length <= LARGEST_PNG) return { type, content }
    }
    const content = await image.flatten({ background: '#ffffff' }).jpeg({ quality: 88 }).toBuffer()
    return { type: 'image/jpeg', content }
  } catch {
    return null
  }
}
