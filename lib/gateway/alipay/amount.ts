import { parseYuan } from '@/lib/kernel/money'
import type { Money } from '@/lib/kernel/money'

/** The largest amount Alipay takes, 100,000,000.00 yuan (alipay.trade.page.pay, total_amount). */
const LARGEST_FEN = 10_000_000_000n

/** Reads an amount as Alipay writes it, a decimal string in yuan, without passing through a float. Null if it is none. */
export function readAmount(text: unknown): Money | null {
  if (typeof text !== 'string' || !/^(0|[1-9]\d*)(\.\d{1,2})?$/.test(text) || text.length > 12) return null
  const amount = parseYuan(text)
  return amount <= LARGEST_FEN ? amount : null
}
