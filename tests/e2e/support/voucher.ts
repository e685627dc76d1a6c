import sharp from 'sharp'

type Voucher = { name: string; mimeType: string; buffer: Buffer }

/** A slip that nobody has uploaded before: the same one proves one transfer only. */
export async function voucher(name: string): Promise<Voucher> {
  const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const
  const image = sharp({ create: { width: 60, height: 40, channels: 3, background: '#ffffff', noise } })
  return { name, mimeType: 'image/png', buffer: await image.png().toBuffer() }
}
