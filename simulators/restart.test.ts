import { spawn, type ChildProcess } from 'node:child_process'
import { appendFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, expect, it } from 'vitest'
import { AlipayMerchant, Control, Receiver, temporaryDirectory, WechatMerchant } from './test-merchant'

const running = new Set<ChildProcess>()

/** Runs the simulators as `npm start` does; resolves with their address once they listen. */
async function run(state: string): Promise<{ child: ChildProcess; url: string }> {
  const tsx = join(__dirname, '../node_modules/tsx/dist/cli.mjs')
  const args = [tsx, join(__dirname, 'main.ts'), '--state', state, '--retry-scale', '0.001']
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'], detached: true })
  running.add(child)
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /^simulators listening on (http:\/\/127\.0\.0\.1:\d+)$/.exec(line)?.[1]
    if (url) return { child, url }
  }
  throw new Error('The simulators ended without an address.')
}

/** Ends the whole process group: tsx runs the program in a process below its own. */
async function end(child: ChildProcess, signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> {
  const exit = new Promise<number | null>((resolve) => child.once('exit', resolve))
  process.kill(-(child.pid ?? 0), signal)
  running.delete(child)
  return exit
}

afterEach(() => {
  for (const child of running) process.kill(-(child.pid ?? 0), 'SIGKILL')
  running.clear()
})

it(
  'keeps keys, payments, refunds and unacknowledged notices through kill -9',
  { timeout: 60_000 },
  async () => {
    const state = temporaryDirectory()
    const receiver = await new Receiver().open()
    receiver.reply = () => ({ status: 500 })

    const first = await run(state)
    const before = await new Control(first.url).credentials()
    const wechatpay = new WechatMerchant(before)
    const alipay = new AlipayMerchant(before)
    await wechatpay.create('W000001', `${receiver.url}/notify`)
    await fetch(alipay.pageUrl('A000001', receiver.url))
    await new Control(first.url).pay('wechatpay', 'W000001')
    await new Control(first.url).pay('alipay', 'A000001')
    await alipay.exec('refund', { out_trade_no: 'A000001', out_request_no: 'R1', refund_amount: '1.00' })
    const toldBefore = (await wechatpay.query('W000001')).data
    await receiver.until(3)
    await end(first.child, 'SIGKILL')
    // What a kill in the middle of a write leaves behind.
    appendFileSync(join(state, 'journal.jsonl'), '["notices","torn')

    receiver.reply = () => ({ status: 200, body: 'success' })
    const already = receiver.received.length
    const second = await run(state)
    const after = await new Control(second.url).credentials()
    const sameKeys = (settings: Record<string, string>) =>
      Object.entries(settings).filter(([name]) => !/_(BASE_URL|GATEWAY)$/.test(name))
    expect(sameKeys(after)).toEqual(sameKeys(before))
    expect((await new WechatMerchant(after).query('W000001')).data).toEqual(toldBefore)
    const again = await new AlipayMerchant(after).exec('refund', {
      out_trade_no: 'A000001',
      out_request_no: 'R1',
      refund_amount: '1.00',
    })
    expect(again).toMatchObject({ fundChange: 'N', refundFee: '1.00' })
    const resent = (await receiver.until(already + 3)).slice(already)
    expect(resent.filter((notice) => wechatpay.verifies(notice))).toHaveLength(1)

    expect(await end(second.child, 'SIGTERM')).toBe(0)
    await receiver.close()
    rmSync(state, { recursive: true })
  },
)
