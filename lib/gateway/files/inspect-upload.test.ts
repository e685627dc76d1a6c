import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { inspectUpload } from './inspect-upload'

const picture = (width = 40, height = 30) =>
  sharp({ create: { width, height, channels: 3, background: '#c0392b' } })

const pdf = (objects: string) =>
  Buffer.from(`%PDF-1.7\n${objects}\ntrailer << /Root 1 0 R >>\n%%EOF\n`, 'latin1')

const packedObjects = (objects: string) => {
  const body = deflateSync(Buffer.from(objects, 'latin1')).toString('latin1')
  return `7 0 obj << /Type /ObjStm /N 1 /Filter /FlateDecode >> stream\n${body}\nendstream endobj`
}

async function verdict(bytes: Buffer): Promise<string> {
  const inspected = await inspectUpload(bytes)
  return inspected.ok ? inspected.type : inspected.problem
}

describe('an image', () => {
  test.each(['png', 'jpeg'] as const)('a %s is drawn anew and stays what it is', async (format) => {
    const inspected = await inspectUpload(await picture().toFormat(format).toBuffer())
    if (!inspected.ok) throw new Error(inspected.problem)
    expect(inspected.type).toBe(`image/${format}`)
    expect(await sharp(inspected.content).metadata()).toMatchObject({ width: 40, height: 30, format })
  })

  test('nothing is kept but its pixels, upright', async () => {
    const secret = 'Captured at 30.2741N 120.1551E'
    const bytes = await picture()
      .withExif({ IFD0: { ImageDescription: secret } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer()
    expect(bytes.includes(secret)).toBe(true)
    const inspected = await inspectUpload(Buffer.concat([bytes, Buffer.from('<script>alert(1)</script>')]))
    if (!inspected.ok) throw new Error(inspected.problem)
    expect(inspected.content.includes(secret)).toBe(false)
    expect(inspected.content.includes('script')).toBe(false)
    const { width, height, exif } = await sharp(inspected.content).metadata()
    expect([width, height, exif]).toEqual([30, 40, undefined])
  })

  test('one of too many pixels is refused before it is drawn, however small its file', async () => {
    const bomb = await picture().png().toBuffer()
    // The size stands in the header, which has a checksum of its own (PNG specification, 11.2.1).
    bomb.writeUInt32BE(60_000, 16)
    bomb.writeUInt32BE(60_000, 20)
    bomb.writeUInt32BE(crc32(bomb.subarray(12, 29)), 29)
    expect(await sharp(bomb, { limitInputPixels: false }).metadata()).toMatchObject({ width: 60_000 })
    expect(await verdict(bomb)).toBe('unreadable')
  })

  test('a large one becomes small enough to keep, a photograph as JPEG', async () => {
    const noise = await sharp({
      create: {
        width: 1_500,
        height: 1_500,
        channels: 3,
        noise: { type: 'gaussian', mean: 128, sigma: 60 },
        background: '#000000',
      },
    })
      .png()
      .toBuffer()
    const inspected = await inspectUpload(noise)
    if (!inspected.ok) throw new Error(inspected.problem)
    expect(inspected.type).toBe('image/jpeg')
    expect(inspected.content.length).toBeLessThan(8 * 1024 * 1024)
  })

  test('half an image is unreadable', async () => {
    const bytes = await picture(800, 800).png().toBuffer()
    expect(await verdict(bytes.subarray(0, bytes.length / 2))).toBe('unreadable')
  })
})

describe('a PDF', () => {
  test('is kept as it is', async () => {
    const bytes = pdf('1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj')
    const inspected = await inspectUpload(bytes)
    expect(inspected).toEqual({ ok: true, type: 'application/pdf', content: bytes })
  })

  test.each([
    ['encrypted', '1 0 obj << /Type /Catalog >> endobj\ntrailer << /Encrypt 5 0 R >>'],
    [
      'with a script',
      '1 0 obj << /Type /Catalog /OpenAction << /S /JavaScript /JS (app.alert(1)) >> >> endobj',
    ],
    [
      'with a script by another spelling',
      '1 0 obj << /OpenAction << /S /J#61vaScript /J#53 (x) >> >> endobj',
    ],
    ['that starts a program', '1 0 obj << /OpenAction << /S /Launch /F (calc.exe) >> >> endobj'],
    ['with a script in packed objects', packedObjects('9 0 << /S /JavaScript /JS (app.alert(1)) >>')],
  ])('%s is locked', async (_what, objects) => {
    expect(await verdict(pdf(objects))).toBe('locked')
  })

  test('chance letters in a picture are no script', async () => {
    const page =
      '3 0 obj << /Length 40 >> stream\n\u0001/JS \u0002/JavaScript /Encrypt\u0003\nendstream endobj'
    expect(await verdict(pdf(`${page}\n${packedObjects('4 0 << /Type /Page >>')}`))).toBe('application/pdf')
  })

  test.each([
    ['without an end', Buffer.from('%PDF-1.7\n1 0 obj << >> endobj')],
    ['of no version', Buffer.from('%PDF-x\n%%EOF\n')],
    ['with packed objects that are none', pdf('7 0 obj << /Type /ObjStm >> stream\nnonsense\nendstream')],
    ['that unpacks without end', pdf(packedObjects('0'.repeat(5 * 1024 * 1024)))],
  ])('%s is unreadable', async (_what, bytes) => {
    expect(await verdict(bytes)).toBe('unreadable')
  })
})

describe('anything else', () => {
  test.each([
    ['a page', '<!doctype html><script>alert(1)</script>'],
    ['a drawing', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
    ['text', 'just words'],
    ['nothing', ''],
    ['a program', 'MZ\u0090\u0000\u0003'],
  ])('%s is of the wrong type, whatever its name', async (_what, text) => {
    expect(await verdict(Buffer.from(text, 'latin1'))).toBe('wrong-type')
  })

  test('so is an image of another kind', async () => {
    expect(await verdict(await picture().webp().toBuffer())).toBe('wrong-type')
    expect(await verdict(await picture().gif().toBuffer())).toBe('wrong-type')
  })
})
