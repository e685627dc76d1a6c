import * as z from 'zod/mini'
import { id } from './invoice.input'

const bytes = z.instanceof(Uint8Array<ArrayBufferLike>)
const fileName = z.pipe(
  z.string(),
  z.transform((name: string) => name.replaceAll(/[\p{Cc}\p{Cf}]/gu, ' ').slice(-120)),
)

export const keepTemplateInput = z.object({ sellerId: id, name: fileName, content: bytes })

export const makeWorkbookInput = z.object({
  /** Born at the form: pressing twice makes one workbook. */
  batchId: id,
  sellerId: id,
})

export const storeWorkbookInput = z.object({
  batchId: id,
  sellerId: id,
  workbook: bytes,
  lines: z.array(z.object({ invoiceId: id, row: z.number() })),
})

export const workbookInput = z.object({ batchId: id })

const day = z.custom<`${string}`>((value) => typeof value === 'string')

export const readListInput = z.object({
  /** Born at the form: the same list sent twice by it is read once. */
  listId: id,
  sellerId: id,
  name: fileName,
  sha256: z.string(),
  list: z.union([
    z.object({
      kind: z.literal('failures'),
      rows: z.array(z.object({ row: z.number(), requestNo: z.string(), reason: z.string() })),
      skipped: z.array(z.object({ row: z.number(), problem: z.string() })),
    }),
    z.object({
      kind: z.literal('issued'),
      rows: z.array(
        z.object({
          row: z.number(),
          requestNo: z.string(),
          number: z.string(),
          issuedOn: day,
          totalFen: z.bigint(),
          taxFen: z.nullable(z.bigint()),
          buyerTaxId: z.string(),
          buyerName: z.string(),
          sellerTaxId: z.string(),
        }),
      ),
      skipped: z.array(z.object({ row: z.number(), problem: z.string() })),
    }),
  ]),
})

export type ReadList = z.infer<typeof readListInput>
