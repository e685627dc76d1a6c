import { describe, expect, test } from 'vitest'
import { SYSTEM } from '@/lib/auth/actor'
import { getAccountBalances } from '@/lib/billing/ledger/account-funds.queries'
import { getBalances, listFundTransactions } from '@/lib/billing/ledger/ledger.queries'
import { sendMail } from '@/lib/billing/mail/send-mail.job'
import { placeCardOrder } from '@/lib/billing/order/place-card-order.command'
import { cardForm, cardOf, newPaidCard, quotaOf, spendCard } from '@/tests/support/cards'
import { newAttempt, newCustomer, newStaff, owner, paidNotice, receive } from '@/tests/support/database'
import { chooseTransfer, confirm, fundsOf, orderRow, submitFor, under } from '@/tests/support/transfers'
import { findOrderCard, listAccountCards, listCards } from './card.queries'

describe('a card order that is paid', () => {
  test.each(['wechatpay', 'alipay'] as const)(
    'by %s is one card worth all of it, with a ledger of its own',
    async (channel) => {
      const customer = await newCustomer()
      const { orderId, attempt, cardId } = await newPaidCard(customer, '3', channel)
      expect(attempt.description).toBe('储值卡 3张')
      expect((await orderRow(orderId)).status).toBe('paid')
      const [card] = await listCards(customer)
      expect(card).toMatchObject({ id: cardId, faceFen: 300_000n, balanceFen: 300_000n, orderId })
      expect(card?.number).toMatch(/^[2-9A-HJKMNP-TV-Z]{16}$/)
      const { rows } = await listFundTransactions(customer, { cursor: null })
      expect(rows).toMatchObject([
        {
          kind: 'card',
          amountFen: 300_000n,
          balanceAfterFen: null,
          channel,
          remarkEn: '3 × Stored-value card',
          remarkZh: '储值卡 3 张',
        },
      ])
      const entries =
        await owner`select ledger, e.amount_fen, before_fen, after_fen, sequence from ledger_entries e
        join ledger_transactions t on t.id = e.transaction_id where t.order_id = ${orderId} order by e.id`
      expect(entries).toEqual([
        { ledger: 'card', amount_fen: '300000', before_fen: '0', after_fen: '300000', sequence: 1 },
        {
          ledger: `clearing.${channel}`,
          amount_fen: '-300000',
          before_fen: null,
          after_fen: null,
          sequence: null,
        },
      ])
      expect(await owner`select from packages where order_id = ${orderId}`).toHaveLength(0)
    },
  )

  test('by bank transfer in parts as well; what is too much is cash', async () => {
    const [customer, staff] = [await newCustomer(), await newStaff('finance')]
    const { orderId } = await placeCardOrder(customer, cardForm())
    await chooseTransfer(customer, orderId)
    await confirm(staff, await submitFor(customer, orderId), '600.00')
    expect(await cardOf(orderId)).toEqual({})
    await confirm(staff, await submitFor(customer, orderId), '450.00')
    expect(await cardOf(orderId)).toMatchObject({ face_fen: '100000', balance_fen: '100000' })
    expect((await fundsOf(orderId)).sort()).toEqual(['card 100000', 'excess 5000', 'part-payment 60000'])
    expect(await getBalances(customer)).toEqual({ cashFen: 5_000n, giftFen: 0n, cardsFen: 100_000n })
  })

  test('told twenty times at once is one card', async () => {
    const customer = await newCustomer()
    const { orderId } = await placeCardOrder(customer, cardForm())
    const notice = paidNotice(await newAttempt(customer, orderId))
    await Promise.all(Array.from({ length: 20 }, () => receive(notice)))
    expect(await owner`select from cards where order_id = ${orderId}`).toHaveLength(1)
    expect(await cardOf(orderId)).toMatchObject({ balance_fen: '100000', sequence: 1 })
  })

  test('is invoiceable for the equal amount, untaxed, whatever rate its product got', async () => {
    await owner`update products set tax_rate = 0.06 where code = 'card-1000'`
    const { orderId } = await newPaidCard(await newCustomer(), '2')
    await owner`update products set tax_rate = null where code = 'card-1000'`
    expect(await quotaOf(orderId)).toMatchObject({
      document: 'card',
      tax_treatment: 'not-taxed',
      amount_fen: '200000',
    })
    await expect(
      owner`update invoiceables set tax_treatment = '0.06' where order_id = ${orderId}`,
    ).rejects.toThrow(/invoiceables_card_not_taxed/)
  })

  test('is not invoiceable where it was ordered under a policy that invoices no cards', async () => {
    const customer = await newCustomer()
    const { orderId } = await under('cloud-statements', () => placeCardOrder(customer, cardForm()))
    await receive(paidNotice(await newAttempt(customer, orderId)))
    expect(await quotaOf(orderId)).toEqual({})
    expect((await listCards(customer)).map(({ balanceFen }) => balanceFen)).toEqual([100_000n])
  })

  test('is told by mail with its number of cards', async () => {
    const { orderId } = await newPaidCard(await newCustomer(), '2')
    await sendMail({ key: `order-paid:${orderId}`, kind: 'order-paid', orderId })
    const [mail] = await owner`select subject, text from mails where key = ${`order-paid:${orderId}`}`
    expect(String(mail?.['text'])).toMatch(/stored-value card is ready/)
    expect(String(mail?.['text'])).toMatch(/Quantity:? *2/)
  })
})

describe('the ledgers of cards', () => {
  test('are apart, sum up in the balances, and never fall below zero, twenty at once', async () => {
    const customer = await newCustomer()
    const [one, other] = [await newPaidCard(customer), await newPaidCard(customer, '2')]
    const spent = await Promise.allSettled(
      Array.from({ length: 20 }, () => spendCard(customer, one.cardId, 7_000)),
    )
    expect(spent.filter(({ status }) => status === 'fulfilled')).toHaveLength(14)
    expect(await cardOf(one.orderId)).toMatchObject({ balance_fen: '2000', sequence: 15 })
    expect(await cardOf(other.orderId)).toMatchObject({ balance_fen: '200000', sequence: 1 })
    expect(await getBalances(customer)).toMatchObject({ cashFen: 0n, cardsFen: 202_000n })
    const staff = await newStaff('support')
    expect(await getAccountBalances(staff, customer.accountId)).toMatchObject({ cardsFen: 202_000n })
    expect(await listAccountCards(staff, customer.accountId)).toHaveLength(2)
  })

  test("another account's card takes no posting and is not seen", async () => {
    const [customer, stranger] = [await newCustomer(), await newCustomer()]
    const { cardId, orderId } = await newPaidCard(customer)
    await expect(spendCard(stranger, cardId, 1)).rejects.toThrow(/has no ledger card/)
    expect(await listCards(stranger)).toEqual([])
    expect(await findOrderCard(stranger, orderId)).toBeNull()
    expect(await findOrderCard(SYSTEM, orderId)).toMatchObject({ id: cardId })
  })
})
