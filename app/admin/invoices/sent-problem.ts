import { refusalCodes } from '@/lib/kernel/refusal'
import { textParam, type SearchParams } from '@/lib/web/search-params'
import { getTranslations } from '@/lib/web/translations'

const FIELDS = /^(workbook|list|file|files|xml)-[a-z-]+$/
const REFUSALS = /^(file|workbook|list|invoice|seller|application)\./
const DETAILS = ['sheet', 'header', 'file', 'most', 'problem'] as const

/** The sentence that an address names, as the route that took a form leads back with; undefined for anything else. */
export async function sentProblem(params: SearchParams): Promise<string | undefined> {
  const named = textParam(params, 'refused')
  if (!named) return undefined
  const [fields, refusals] = await Promise.all([getTranslations('fields'), getTranslations('refusals')])
  const detail = Object.fromEntries(DETAILS.map((name) => [name, textParam(params, `of-${name}`) ?? '']))
  const inner = detail['problem'] ?? ''
  const problem = FIELDS.test(inner) && fields.has(inner) ? fields(inner) : ''
  if (FIELDS.test(named) && fields.has(named)) return fields(named, { ...detail, problem })
  const code = refusalCodes.find((one) => one === named && REFUSALS.test(one))
  return code ? refusals(code, detail) : undefined
}
