import * as z from 'zod/mini'
import { parseDay, type Day } from '@/lib/kernel/calendar'
import { isId } from '@/lib/kernel/id'
import { parseYuan } from '@/lib/kernel/money'
import { MOST_THOUSANDS } from './catalog.rules'

const productCode = z.string().check(z.regex(/^[a-z0-9-]{1,64}$/, 'id-invalid'))
const NAME_MOST = 100
const BODY_MOST = 50_000

/** A name on one line: it stands in orders, lists and mails. */
const name = z
  .string()
  .check(z.trim(), z.minLength(1, 'required'), z.maxLength(NAME_MOST, 'name-too-long'))
  .check(z.regex(/^[^\p{Cc}\p{Cf}]*$/u, 'name-invalid'))

/** A day as a date field sends it. Beyond the year 2999 the database's own years are not ours any more. */
const day = z.pipe(
  z.string().check(
    z.trim(),
    z.minLength(1, 'day-invalid'),
    z.refine((text) => parseDay(text) !== null && text >= '2000' && text < '3000', 'day-invalid'),
  ),
  z.transform((text: string) => text as Day),
)

/** Nine digits of yuan: the dearest order of the largest quantity is still a bigint. */
const price = z.pipe(
  z.string().check(z.trim(), z.regex(/^(?=.*[1-9])\d{1,9}(\.\d{1,2})?$/, 'price-invalid')),
  z.transform(parseYuan),
)

const wholeThousands = (text: string) => /^[0-9]{1,6}$/.test(text) && isWithin(Number(text))
const isWithin = (count: number) => count >= 1 && count <= MOST_THOUSANDS
const toNumber = z.transform((text: string) => Number(text))

const thousands = z.pipe(z.string().check(z.trim(), z.refine(wholeThousands, 'thousands-invalid')), toNumber)
const thousandsOrNone = z.pipe(
  z.string().check(
    z.trim(),
    z.refine((text) => text === '' || wholeThousands(text), 'thousands-invalid'),
  ),
  z.transform((text: string) => (text === '' ? null : Number(text))),
)

export const setPriceInput = z.object({ productCode, price, from: day })
export const withdrawPriceInput = z.object({ productCode, from: day })

export const setQuantityChoicesInput = z.object({
  productCode,
  /** What the person saw: a set that somebody else changed meanwhile is told, not overwritten. */
  former: z.array(thousands),
  kept: z.array(thousands),
  added: thousandsOrNone,
})

export const editProductInput = z.object({
  productCode,
  nameEn: name,
  nameZh: name,
  /** Of a package; nothing else is ordered in thousands. */
  maxThousands: z._default(thousandsOrNone, null),
  /** None: no notice is shown at any quantity. */
  discountAboveThousands: z._default(thousandsOrNone, null),
})

const body = z
  .string()
  .check(z.overwrite((text) => text.replaceAll('\r\n', '\n').trim()))
  .check(z.minLength(1, 'required'), z.maxLength(BODY_MOST, 'text-too-long'))

export const publishAgreementInput = z.object({
  code: z.enum(['privacy'], 'id-invalid'),
  /** The number the form was opened for: the same form pressed twice publishes once. */
  version: z.pipe(z.string().check(z.regex(/^[1-9][0-9]{0,8}$/, 'id-invalid')), toNumber),
  effectiveOn: day,
  titleEn: name,
  titleZh: name,
  bodyEn: body,
  bodyZh: body,
})

export const createSellerInput = z.object({
  /** Born at the form: the same form pressed twice makes one seller. */
  sellerId: z.string().check(z.refine(isId, 'id-invalid')),
  code: z
    .string()
    .check(z.trim(), z.toLowerCase(), z.regex(/^[a-z0-9][a-z0-9-]{1,31}$/, 'seller-code-invalid')),
  nameEn: name,
  nameZh: name,
  kind: z.enum(['platform', 'provider'], 'seller-kind-required'),
})

export const renameSellerInput = z.object({
  sellerId: z.string().check(z.refine(isId, 'id-invalid')),
  nameEn: name,
  nameZh: name,
})
