import 'server-only'

export type Emit = (text: string) => Promise<void>

/** The reader has left, or has read nothing for so long that the file is not worth a connection any more. */
export class Abandoned extends Error {
  override readonly name = 'Abandoned'
}

const PATIENCE_MS = 60_000
/** Pieces kept ready for the reader, each of some hundred kilobytes. */
const PIECES_AHEAD = 2

/**
 * Turns writing into reading: what `write` emits becomes the body of an answer, and `emit` waits while the reader is
 * behind. When the reader leaves, or stalls for `patienceMs`, `emit` throws `Abandoned`, so that `write` ends what it
 * holds. `begun` settles with the first piece or with the failure before it; `ended` never fails.
 */
export function writtenStream(
  write: (emit: Emit) => Promise<void>,
  patienceMs = PATIENCE_MS,
): { body: ReadableStream<Uint8Array>; begun: Promise<void>; ended: Promise<unknown> } {
  const encoder = new TextEncoder()
  const begun = Promise.withResolvers<void>()
  const ended = Promise.withResolvers<unknown>()
  let wake: () => void = () => undefined
  let gone = false
  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const emit = async (text: string) => {
          if (gone) throw new Abandoned()
          controller.enqueue(encoder.encode(text))
          begun.resolve()
          if ((controller.desiredSize ?? 0) > 0) return
          await new Promise<void>((resolve, reject) => {
            const stalled = setTimeout(() => reject(new Abandoned()), patienceMs)
            wake = () => {
              clearTimeout(stalled)
              resolve()
            }
          })
          if (gone) throw new Abandoned()
        }
        write(emit).then(
          () => {
            if (!gone) controller.close()
            begun.resolve()
            ended.resolve(undefined)
          },
          (error: unknown) => {
            // An answer cut off is a failed download; one that ended early would look like the whole file.
            if (!gone) controller.error(error)
            begun.reject(error)
            ended.resolve(error)
          },
        )
      },
      pull() {
        wake()
      },
      cancel() {
        gone = true
        wake()
      },
    },
    { highWaterMark: PIECES_AHEAD },
  )
  begun.promise.catch(() => undefined)
  return { body, begun: begun.promise, ended: ended.promise }
}
