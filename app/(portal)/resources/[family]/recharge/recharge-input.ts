import * as z from 'zod/mini'
import { placeOrderInput } from '@/lib/billing/order/order.input'

/** The card that leaves the quantity to the field below the cards. */
export const CUSTOM = 'custom'

type Fields = Record<string, unknown>

/** What the command takes: the quantity of the chosen card, or what was typed, untouched. */
export function orderFields(fields: Fields): Fields {
  const { choice, quantity, ...rest } = fields
  return { ...rest, quantity: choice === CUSTOM ? quantity : (choice ?? '') }
}

/** The form as the browser checks it: the very input of the command. */
export const rechargeForm = z.pipe(z.pipe(z.looseObject({}), z.transform(orderFields)), placeOrderInput)
