import 'server-only'
import { isInvoiceFile } from '@/lib/gateway/files/invoice-file'
import type { ChannelFiles, InvoiceChannel } from '@/lib/gateway/invoice-channel'
import { cutToBytes } from '@/lib/gateway/cut-text'
import { inspectOfficialFile } from './official-file.flow'
import type { FileFormat } from './official-file.rules'

type Fetched = {
  files: { format: 'pdf' | 'ofd' | 'xml'; content: Uint8Array<ArrayBuffer> }[]
  /** Which file is not there yet, and why; null once all are. */
  missing: string | null
}

/**
 * The files that a channel names of an issued invoice, each judged by its content as one from the office is, up to the first
 * that is not to be had now. An electronic invoice without its PDF is not all there.
 */
export async function fetchFiles(
  channel: InvoiceChannel,
  named: ChannelFiles,
  electronic: boolean,
): Promise<Fetched> {
  const files: Fetched['files'] = []
  const without = (why: string) => ({ files, missing: cutToBytes(`missing: ${why}`, 400) })
  if (electronic && !named.pdf) return without('pdf')
  for (const format of ['pdf', 'ofd', 'xml'] as const) {
    const address = named[format]
    if (!address) continue
    const file = await channel.fetchFile(address)
    if (file.kind !== 'file') return without(`${format}, ${file.why}`)
    const wrong = wrongWith(format, file.content)
    if (wrong) return without(`${format}, ${wrong}`)
    files.push({ format, content: new Uint8Array(file.content) })
  }
  return { files, missing: null }
}

/** Why a file is not kept; what an XML says is held against the order later, and is trouble of another kind. */
function wrongWith(format: FileFormat, content: Uint8Array): string | null {
  const isIt = isInvoiceFile(format, content)
  const found = inspectOfficialFile(content)
  if (!('problem' in found)) return isIt && found.format === format ? null : 'it is something else'
  if (found.problem === 'file-too-large') return 'it is too long'
  if (found.problem === 'file-locked') return 'it is locked with a password'
  return format === 'xml' && isIt ? null : 'it is something else'
}
