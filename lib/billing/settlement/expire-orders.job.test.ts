import { describe, expect, it, vi } from 'vitest'
import { expireOrders } from './expire-orders.job'

const due = Array.from({ length: 200 }, (_, number) => `order-${number}`)
const { expire } = vi.hoisted(() => ({ expire: vi.fn<(id: string) => boolean>() }))
vi.mock('@/lib/billing/order/order.queries', () => ({ listDueOrderIds: async () => due }))
vi.mock('./expire-order.command', () => ({
  expireOrder: async (_actor: unknown, { orderId }: { orderId: string }) => ({ expired: expire(orderId) }),
}))

describe('letting orders expire', () => {
  it('passes an order that fails, and ends though the same ones are always due', async () => {
    const expired = new Set<string>()
    expire.mockImplementation((id) => {
      if (id === 'order-3') throw new Error('this one cannot')
      const first = !expired.has(id)
      expired.add(id)
      return first
    })
    expect(await expireOrders()).toEqual({ expired: 199, failed: 2 })
  })
})
