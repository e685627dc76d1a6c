import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  date,
  integer,
  numeric,
  pgPolicy,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import {
  authRole,
  id,
  instant,
  money,
  oneOf,
  portalRole,
  recordedAt,
  sellerRole,
  staffRole,
  systemRole,
  word,
} from '../columns'

export const sections = ['own', 'market'] as const
export const productKinds = ['package', 'usage', 'subscription', 'card', 'top-up'] as const

const catalogPolicies = (table: string) => [
  pgPolicy(`${table}_read`, {
    for: 'select',
    to: [authRole, portalRole, staffRole, sellerRole, systemRole],
    using: sql`true`,
  }),
  pgPolicy(`${table}_write`, {
    for: 'all',
    to: systemRole,
    using: sql`true`,
    withCheck: sql`true`,
  }),
]

/** Who sells: the platform itself, or a provider of the Cloud Market. */
export const sellers = pgTable(
  'sellers',
  {
    id: id().primaryKey(),
    code: text('code').notNull(),
    nameEn: text('name_en').notNull(),
    nameZh: text('name_zh').notNull(),
    isPlatform: boolean('is_platform').notNull(),
  },
  (table) => [uniqueIndex('sellers_code_unique').on(table.code), ...catalogPolicies('sellers')],
).enableRLS()

export const products = pgTable(
  'products',
  {
    code: text('code').primaryKey(),
    kind: word('kind', productKinds).notNull(),
    family: text('family').notNull(),
    section: word('section', sections).notNull(),
    sellerId: id('seller_id')
      .notNull()
      .references(() => sellers.id),
    nameEn: text('name_en').notNull(),
    nameZh: text('name_zh').notNull(),
    unitEn: text('unit_en').notNull(),
    unitZh: text('unit_zh').notNull(),
    validityYears: integer('validity_years'),
    /** The largest quantity of one order: thousands of a package, whole cards. */
    maxThousands: integer('max_thousands'),
    discountAboveThousands: integer('discount_above_thousands'),
    taxRate: numeric('tax_rate', { precision: 7, scale: 6 }),
    position: integer('position').notNull(),
  },
  (table) => [
    check('products_kind_known', oneOf(table.kind, productKinds)),
    check(
      'products_discount_within',
      sql`${table.discountAboveThousands} is null or ${table.discountAboveThousands} between 1 and ${table.maxThousands}`,
    ),
    check('products_section_known', oneOf(table.section, sections)),
    check(
      'products_package_complete',
      sql`${table.kind} <> 'package' or (${table.validityYears} > 0 and ${table.maxThousands} > 0)`,
    ),
    ...catalogPolicies('products'),
  ],
).enableRLS()

/** The price of a thousand units (package) or of one (card, month), in force from a moment on. */
export const prices = pgTable(
  'prices',
  {
    productCode: text('product_code')
      .notNull()
      .references(() => products.code),
    effectiveAt: instant('effective_at').notNull(),
    unitPriceFen: money('unit_price_fen').notNull(),
    recordedAt: recordedAt('recorded_at'),
  },
  (table) => [
    primaryKey({ columns: [table.productCode, table.effectiveAt] }),
    check('prices_positive', sql`${table.unitPriceFen} > 0`),
    ...catalogPolicies('prices'),
  ],
).enableRLS()

export const quantityChoices = pgTable(
  'quantity_choices',
  {
    productCode: text('product_code')
      .notNull()
      .references(() => products.code),
    thousands: integer('thousands').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.productCode, table.thousands] }),
    check('quantity_choices_positive', sql`${table.thousands} > 0`),
    ...catalogPolicies('quantity_choices'),
  ],
).enableRLS()

/** A text a customer agrees to; a new wording is a new version, and orders keep the one they were placed under. */
export const agreements = pgTable(
  'agreements',
  {
    code: text('code').notNull(),
    version: integer('version').notNull(),
    effectiveOn: date('effective_on').notNull(),
    titleEn: text('title_en').notNull(),
    titleZh: text('title_zh').notNull(),
    bodyEn: text('body_en').notNull(),
    bodyZh: text('body_zh').notNull(),
  },
  (table) => [primaryKey({ columns: [table.code, table.version] }), ...catalogPolicies('agreements')],
).enableRLS()
