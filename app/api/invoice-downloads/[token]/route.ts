import { SYSTEM } from '@/lib/auth/actor'
import { hashSecret } from '@/lib/auth/secret'
import { useDownloadLink as countDownload } from '@/lib/billing/invoice/use-download-link.command'
import { Refusal } from '@/lib/kernel/refusal'
import { respond } from '@/lib/web/respond'

type Context = { params: Promise<{ token: string }> }

const types = { pdf: 'application/pdf', ofd: 'application/ofd', xml: 'application/xml' } as const

/** The file behind a mailed link, for whoever holds it: 256 bits, thirty days, twenty times. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  return respond('invoices.download', async () => {
    const { token } = await params
    const asked = new URL(request.url).searchParams.get('format') ?? 'pdf'
    const format = asked === 'ofd' || asked === 'xml' ? asked : 'pdf'
    if (!/^[A-Za-z0-9_-]{20,100}$/.test(token)) throw new Refusal('token.invalid')
    try {
      const { content, number } = await countDownload(SYSTEM, {
        hash: hashSecret(token).toString('hex'),
        format,
      })
      return new Response(new Uint8Array(content), {
        headers: {
          'content-type': types[format],
          'content-length': String(content.length),
          'content-disposition': `attachment; filename="${number ?? 'invoice'}.${format}"`,
          'cache-control': 'private, no-store',
          'referrer-policy': 'no-referrer',
        },
      })
    } catch (error) {
      // A person clicked it: its page says why nothing comes any more.
      if (error instanceof Refusal && error.code === 'download-link.over')
        return new Response(null, { status: 303, headers: { location: `/invoice-downloads/${token}` } })
      throw error
    }
  })
}
