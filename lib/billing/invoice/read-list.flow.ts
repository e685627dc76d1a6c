import 'server-only'
import { createHash } from 'node:crypto'
import { may, type Actor } from '@/lib/auth/actor'
import { openWorkbook, rowsOf, type Workbook } from '@/lib/gateway/etax/open-workbook'
import { InvalidInput, Refusal } from '@/lib/kernel/refusal'
import { recordList } from './record-list.command'
import { readResultList, type ResultList } from './result-list.rules'

export type SentList = { listId: unknown; sellerId: unknown; name: string; content: Uint8Array }

/** Reads a list of the tax bureau's back, of what failed or of what was issued. Throws what is wrong with the file. */
export async function readList(actor: Actor, sent: SentList): Promise<{ listId: string }> {
  if (!may(actor, recordList.by)) throw new Refusal('actor.forbidden')
  const opened = openWorkbook(sent.content)
  if (!opened.ok) throw new InvalidInput({ file: opened.problem })
  return recordList(actor, {
    listId: sent.listId,
    sellerId: sent.sellerId,
    name: sent.name,
    sha256: createHash('sha256').update(sent.content).digest('hex'),
    list: listIn(opened.workbook),
  })
}

/** The sheet that is told apart by its headers; where several are, the one of whole invoices comes before their lines. */
function listIn(workbook: Workbook): ResultList {
  const names = [...workbook.sheets.keys()].sort((a, b) => Number(isWhole(b)) - Number(isWhole(a)))
  let problem: string = 'list-unknown'
  for (const name of names) {
    const rows = rowsOf(workbook, name)
    const read = rows ? readResultList(rows) : null
    if (read?.ok) return read.list
    if (read && read.problem !== 'list-unknown') problem = read.problem
  }
  throw new InvalidInput({ file: problem })
}

const isWhole = (sheet: string) => sheet.includes('基础信息')
