/** The presets that one can begin with; each follows one published way of billing. */
export const presetNames = ['standard', 'prepaid-orders', 'wallet-statements', 'cloud-statements'] as const
export type PresetName = (typeof presetNames)[number]

export type InvoiceBasis = 'payment' | 'statement' | 'none'

const invoiceKinds = ['e_general', 'e_special', 'paper_general', 'paper_special'] as const
export type OfferedInvoiceKind = (typeof invoiceKinds)[number]

/** How invoices are asked for. */
export type InvoicePolicy = {
  kinds: OfferedInvoiceKind[]
  /** Whether the kind is chosen while applying, or stands on the title. */
  kindChosenIn: 'wizard' | 'information'
  /** Whose real-name authentication is needed: anybody's before applying, an enterprise's before any page, or none. */
  authentication: 'any-kind' | 'enterprise' | 'none'
  title: 'authenticated-modifiable' | 'equals-authenticated' | 'any'
  /** Whether an enterprise's title needs bank, account, address and phone whatever its kind. */
  allTitleFields: boolean
  /** Within how many working days an application is reviewed, and after submission an invoice delivered. */
  reviewDays: number
  deliveryDays: number
  /** For how many years applications are kept: those whose invoices were issued, with them, and the others. */
  keepYears: { issued: number; notIssued: number }
  /** The names of the three buttons, as the published ways of billing call them. */
  words: 'apply' | 'request' | 'confirm'
}

/** Every rule that differs between ways of billing. A key that is off hides its screens. */
export type Policy = {
  preset: PresetName
  /** Top-up, cash and gift balance. */
  wallet: boolean
  /** Whether package, card and subscription orders may be paid from the balance. */
  balancePaysOrders: boolean
  /** What an invoice is asked for: the payment of an order, or the monthly statement that contains it. */
  invoiceBasis: { package: InvoiceBasis; subscription: InvoiceBasis; card: InvoiceBasis }
  /** Whether monthly statements are made, and on which day of the next month. */
  statements: { on: boolean; day: number }
  /** How long an order waits for an online payment, in hours. */
  onlineOrderHours: number
  /** How long one attempt at paying may be used, in hours; never longer than its order lives. */
  paymentAttemptHours: number
  /** How long an order waits for a bank transfer, in days. */
  corporateOrderDays: number
  /** How long finance may take over a voucher before it is overdue, in hours. */
  transferReviewHours: number
  /** Amounts in yuan above which a second person decides too. Refunds and assigned suspense always need two. */
  fourEyes: { transferPerDay: string }
  /** What one top-up may be, in yuan. */
  topUp: { least: string; most: string }
  /** Where corporate payments go. */
  payee: { name: string; bank: string; account: string }
  invoices: InvoicePolicy
  contacts: { businessSupport: { email: string; phone: string }; hotline: string | null }
}

const shared = {
  balancePaysOrders: false,
  onlineOrderHours: 24,
  // WeChat Pay voids a Native code after two hours (its Native ordering reference).
  paymentAttemptHours: 2,
  corporateOrderDays: 7,
  transferReviewHours: 24,
  fourEyes: { transferPerDay: '30000.00' },
  topUp: { least: '1.00', most: '1000000.00' },
  payee: {
    name: '云账科技（上海）有限公司',
    bank: '招商银行股份有限公司上海分行营业部',
    account: '121938475610302',
  },
}
/** As long as accounting vouchers are; what never became an invoice, as long as a shop keeps its transactions. */
export const KEPT = { issued: 30, notIssued: 3 }

const businessSupport = { email: 'support@billing.example', phone: '+86 571 5555 0100' }

const wizardInvoices: InvoicePolicy = {
  kinds: [...invoiceKinds],
  kindChosenIn: 'wizard',
  authentication: 'any-kind',
  title: 'authenticated-modifiable',
  allTitleFields: false,
  reviewDays: 1,
  deliveryDays: 3,
  keepYears: KEPT,
  words: 'apply',
}

export const presets: Readonly<Record<PresetName, Policy>> = {
  standard: {
    ...shared,
    preset: 'standard',
    wallet: true,
    invoiceBasis: { package: 'payment', subscription: 'statement', card: 'payment' },
    statements: { on: true, day: 3 },
    invoices: wizardInvoices,
    contacts: { businessSupport, hotline: null },
  },
  'prepaid-orders': {
    ...shared,
    preset: 'prepaid-orders',
    wallet: false,
    invoiceBasis: { package: 'payment', subscription: 'payment', card: 'none' },
    statements: { on: false, day: 3 },
    invoices: wizardInvoices,
    contacts: { businessSupport, hotline: null },
  },
  'wallet-statements': {
    ...shared,
    preset: 'wallet-statements',
    wallet: true,
    invoiceBasis: { package: 'statement', subscription: 'statement', card: 'payment' },
    statements: { on: true, day: 3 },
    invoices: {
      kinds: ['paper_general', 'paper_special', 'e_general'],
      kindChosenIn: 'information',
      authentication: 'enterprise',
      title: 'equals-authenticated',
      allTitleFields: true,
      reviewDays: 1,
      deliveryDays: 3,
      keepYears: KEPT,
      words: 'request',
    },
    contacts: { businessSupport, hotline: null },
  },
  'cloud-statements': {
    ...shared,
    preset: 'cloud-statements',
    wallet: true,
    invoiceBasis: { package: 'statement', subscription: 'statement', card: 'none' },
    statements: { on: true, day: 3 },
    invoices: {
      kinds: ['paper_general', 'paper_special'],
      kindChosenIn: 'information',
      authentication: 'none',
      title: 'any',
      allTitleFields: false,
      reviewDays: 1,
      deliveryDays: 3,
      keepYears: KEPT,
      words: 'confirm',
    },
    contacts: { businessSupport, hotline: '400-028-9900' },
  },
}

type PolicyRule = { name: string; broken(policy: Policy): boolean }

/** What no policy may say, by name; the name is shown to whoever proposes one. */
export const policyRules: readonly PolicyRule[] = [
  {
    name: 'card-invoices-need-a-wallet',
    broken: (policy) => policy.invoiceBasis.card !== 'none' && !policy.wallet,
  },
  {
    name: 'paying-from-the-balance-needs-a-wallet',
    broken: (policy) => policy.balancePaysOrders && !policy.wallet,
  },
  {
    name: 'statement-invoices-need-statements',
    broken: (policy) => Object.values(policy.invoiceBasis).includes('statement') && !policy.statements.on,
  },
  {
    name: 'cards-are-invoiced-when-bought',
    broken: (policy) => policy.invoiceBasis.card === 'statement',
  },
  {
    name: 'statement-day-exists-in-every-month',
    broken: (policy) =>
      !Number.isInteger(policy.statements.day) || policy.statements.day < 1 || policy.statements.day > 28,
  },
  {
    name: 'an-attempt-ends-with-its-order',
    broken: (policy) =>
      policy.paymentAttemptHours <= 0 || policy.paymentAttemptHours > policy.onlineOrderHours,
  },
  {
    name: 'a-transfer-has-time-to-arrive',
    broken: (policy) =>
      policy.corporateOrderDays * 24 <= policy.onlineOrderHours || policy.transferReviewHours <= 0,
  },
  {
    name: 'amounts-are-in-yuan',
    broken: (policy) =>
      ![policy.fourEyes.transferPerDay, policy.topUp.least, policy.topUp.most].every((amount) =>
        /^(0|[1-9][0-9]{0,9})\.[0-9]{2}$/.test(amount),
      ),
  },
  {
    name: 'a-title-equal-to-the-authenticated-needs-one',
    broken: ({ invoices }) => invoices.title === 'equals-authenticated' && invoices.authentication === 'none',
  },
  {
    name: 'some-kind-of-invoice-is-offered',
    broken: ({ invoices }) => invoices.kinds.length === 0,
  },
  {
    name: 'reviews-and-deliveries-have-days',
    broken: ({ invoices }) =>
      ![invoices.reviewDays, invoices.deliveryDays].every((days) => Number.isInteger(days) && days > 0),
  },
  {
    // Invoices: article 29 of the rules for the implementation of the Tax Collection Law.
    name: 'invoices-are-kept-ten-years',
    broken: ({ invoices: { keepYears } }) =>
      ![keepYears.issued, keepYears.notIssued].every((years) => Number.isInteger(years) && years <= 100) ||
      keepYears.issued < 10 ||
      keepYears.notIssued < 1,
  },
  {
    name: 'a-payee-is-named-in-full',
    broken: ({ payee }) => [payee.name, payee.bank, payee.account].some((part) => part.trim() === ''),
  },
]

/** The names of the rules a policy breaks; empty when it is sound. */
export function contradictions(policy: Policy): string[] {
  return policyRules.filter((rule) => rule.broken(policy)).map((rule) => rule.name)
}
