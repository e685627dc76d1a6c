import * as z from 'zod/mini'
import { KEPT, presetNames } from './policy.rules'

const basis = z.enum(['payment', 'statement', 'none'])

/** The stored form of a policy: read back through this, so that an older body is refused rather than half understood. */
export const policyBody = z.object({
  preset: z.enum(presetNames),
  wallet: z.boolean(),
  balancePaysOrders: z.boolean(),
  invoiceBasis: z.object({ package: basis, subscription: basis, card: basis }),
  statements: z.object({ on: z.boolean(), day: z.number() }),
  onlineOrderHours: z.number(),
  paymentAttemptHours: z.number(),
  corporateOrderDays: z.number(),
  transferReviewHours: z.number(),
  fourEyes: z.object({ transferPerDay: z.string() }),
  topUp: z.object({ least: z.string(), most: z.string() }),
  payee: z.object({ name: z.string(), bank: z.string(), account: z.string() }),
  invoices: z.object({
    kinds: z.array(z.enum(['e_general', 'e_special', 'paper_general', 'paper_special'])),
    kindChosenIn: z.enum(['wizard', 'information']),
    authentication: z.enum(['any-kind', 'enterprise', 'none']),
    title: z.enum(['authenticated-modifiable', 'equals-authenticated', 'any']),
    allTitleFields: z.boolean(),
    reviewDays: z.number(),
    deliveryDays: z.number(),
    // Bodies of the first releases say nothing of it.
    keepYears: z._default(z.object({ issued: z.number(), notIssued: z.number() }), KEPT),
    words: z.enum(['apply', 'request', 'confirm']),
  }),
  contacts: z.object({
    businessSupport: z.object({ email: z.string(), phone: z.string() }),
    hotline: z.nullable(z.string()),
  }),
})

export const adoptPolicyInput = z.object({ policy: policyBody })
