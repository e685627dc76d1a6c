import { afterEach, describe, expect, test, vi } from 'vitest'
import { Abandoned, writtenStream, type Emit } from './export-stream'

afterEach(() => vi.useRealTimers())

const three = async (emit: Emit) => {
  for (const piece of ['one ', '二 ', 'three']) await emit(piece)
}

describe('a body that is written while it is read', () => {
  test('carries everything in order', async () => {
    const { body, begun, ended } = writtenStream(three)
    await begun
    expect(await new Response(body).text()).toBe('one 二 three')
    expect(await ended).toBeUndefined()
  })

  test('is not written further than the reader can follow', async () => {
    const written: number[] = []
    const { body, ended } = writtenStream(async (emit) => {
      for (let piece = 1; piece <= 50; piece++) {
        await emit(`${piece} `)
        written.push(piece)
      }
    })
    const reader = body.getReader()
    await reader.read()
    expect(written.length).toBeLessThan(5)
    for (;;) if ((await reader.read()).done) break
    await ended
    expect(written).toHaveLength(50)
  })

  test('ends the writer when the reader leaves', async () => {
    const { body, begun, ended } = writtenStream(async (emit) => {
      for (;;) await emit('more ')
    })
    await begun
    await body.cancel()
    expect(await ended).toBeInstanceOf(Abandoned)
  })

  test('ends the writer when nobody reads for a minute', async () => {
    vi.useFakeTimers()
    const { body, begun, ended } = writtenStream(async (emit) => {
      for (;;) await emit('more ')
    })
    await begun
    await vi.advanceTimersByTimeAsync(59_000)
    const still = Symbol('still writing')
    expect(await Promise.race([ended, Promise.resolve(still)])).toBe(still)
    await vi.advanceTimersByTimeAsync(1_000)
    expect(await ended).toBeInstanceOf(Abandoned)
    await expect(new Response(body).text()).rejects.toThrow()
  })

  test('fails as an answer before the first piece, and as a cut-off body after it', async () => {
    const early = writtenStream(() => Promise.reject(new Error('no database')))
    await expect(early.begun).rejects.toThrow('no database')
    const late = writtenStream(async (emit) => {
      await emit('a beginning')
      throw new Error('the connection was lost')
    })
    await late.begun
    await expect(new Response(late.body).text()).rejects.toThrow()
  })

  test('of nothing is an empty body', async () => {
    const { body, begun } = writtenStream(() => Promise.resolve())
    await begun
    expect(await new Response(body).text()).toBe('')
  })
})
