import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { tryLock, withLock } from './lock.mjs'
import { referTo } from './processes.mjs'

let directory: string
let lock: string

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'billing-lock-'))
  lock = join(directory, 'build.lock')
})

afterEach(() => rmSync(directory, { recursive: true }))

function leaveLockOf(owner: unknown) {
  mkdirSync(lock)
  writeFileSync(join(lock, 'owner.json'), JSON.stringify(owner))
}

describe('a lock', () => {
  it('is held by one at a time and free after its release', async () => {
    const release = await tryLock(lock)
    expect(await tryLock(lock)).toBeNull()
    release?.()
    expect(await tryLock(lock)).toBeTypeOf('function')
  })

  it('is taken from a process that is dead', async () => {
    const { pid } = spawnSync(process.execPath, ['--version'])
    leaveLockOf({ pid, identity: null })
    expect(await tryLock(lock)).toBeTypeOf('function')
    expect(JSON.parse(readFileSync(join(lock, 'owner.json'), 'utf8'))).toMatchObject({ pid: process.pid })
  })

  it('is taken from a dead process whose number another one has got', async () => {
    leaveLockOf({ ...referTo(process.pid), identity: '1@an-earlier-boot' })
    expect(await tryLock(lock)).toBeTypeOf('function')
  })

  it('lets one of many contenders for a dead one’s lock through', async () => {
    leaveLockOf({ pid: spawnSync(process.execPath, ['--version']).pid, identity: null })
    const taken = await Promise.all(Array.from({ length: 20 }, () => tryLock(lock)))
    expect(taken.filter((release) => release !== null)).toHaveLength(1)
    expect(readdirSync(directory)).toEqual(['build.lock'])
  })

  it('makes work wait for work, and is released when the work fails', async () => {
    const order: string[] = []
    const first = withLock(lock, async () => {
      await Promise.resolve()
      order.push('first')
      throw new Error('failed')
    })
    const second = withLock(lock, async () => void order.push('second'))
    await expect(first).rejects.toThrow('failed')
    await second
    expect(order).toEqual(['first', 'second'])
  })
})
