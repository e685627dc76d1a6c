import { alipayNotice } from './alipay-notice'
import { capitals } from './capitals'
import { invoiceXml } from './invoice-xml'
import { split } from './split'
import { errorOf, objectOr, type Suite } from './suite'
import { taxInclusive } from './tax-inclusive'
import { taxpayerId } from './taxpayer-id'
import { wechatpayCallback } from './wechatpay-callback'
import { wechatpayRequest } from './wechatpay-request'
import { workingDay } from './working-day'

const suites: ReadonlyMap<string, Suite> = new Map([
  ['alipay-notice', alipayNotice],
  ['capitals', capitals],
  ['invoice-xml', invoiceXml],
  ['split', split],
  ['tax-inclusive', taxInclusive],
  ['taxpayer-id', taxpayerId],
  ['wechatpay-callback', wechatpayCallback],
  ['wechatpay-request', wechatpayRequest],
  ['working-day', workingDay],
])

export type Ran = { readonly status: 0 | 2; readonly output: string; readonly trouble: string }

/** Answers a JSON array object by object, in its order. Status 2: no such suite, or no JSON array. */
export async function runSuite(name: string, read: () => Promise<string>): Promise<Ran> {
  const suite = suites.get(name)
  if (!suite)
    return refused(`Usage: npm run -s conformance -- <suite>\nSuites: ${[...suites.keys()].join(', ')}`)
  const inputs = arrayIn(await read())
  if (!inputs) return refused('Standard input must hold a JSON array.')
  const answers = []
  for (const input of inputs) answers.push(await answerOf(suite, input))
  return { status: 0, output: `${JSON.stringify(answers)}\n`, trouble: '' }
}

async function answerOf(suite: Suite, input: unknown): Promise<object> {
  try {
    return await suite(objectOr(input))
  } catch (error) {
    return errorOf(error)
  }
}

function arrayIn(text: string): readonly unknown[] | null {
  try {
    const value: unknown = JSON.parse(text)
    return Array.isArray(value) ? value : null
  } catch {
    return null
  }
}

function refused(sentence: string): Ran {
  return { status: 2, output: '', trouble: `${sentence}\n` }
}
