import { describe, expect, it } from 'vitest'
import { eachOf } from './each-of'

describe('working through what a sweep found', () => {
  it('goes on after one that fails, and counts what was done', async () => {
    const met: string[] = []
    const swept = await eachOf('sweep', ['a', 'bad', 'none', 'b'], async (id) => {
      met.push(id)
      if (id === 'bad') throw new Error('this one')
      return id !== 'none'
    })
    expect(met).toEqual(['a', 'bad', 'none', 'b'])
    expect(swept).toEqual({ done: 2, failed: 1 })
  })

  it('takes each once, however many work', async () => {
    const met: number[] = []
    const numbers = Array.from({ length: 50 }, (_, number) => number)
    await eachOf('sweep', numbers, async (number) => void met.push(number), { atOnce: 4 })
    expect(met).toEqual(numbers)
  })
})
