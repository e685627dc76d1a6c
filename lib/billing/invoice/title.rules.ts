import { normalizeTaxpayerId } from '@/lib/billing/account/taxpayer-id.rules'
import { readNumber } from '@/lib/billing/authentication/former-number.rules'
import { bankAccountProblem, normalizeBankAccount, normalizePhone, phoneProblem } from './contact.rules'
import { isSpecial, suitsTitle, type InvoiceKind, type TitleKind } from './kind.rules'
import { tidied, unprintable } from './printable.rules'

/** The fields of a title as a person typed them. */
export type TitleFields = {
  name: string
  taxpayerId: string
  bankName: string
  bankAccount: string
  registeredAddress: string
  registeredPhone: string
}

export type TitleField = keyof TitleFields

/** Where a title must be complete: by the kind of invoice, or because the policy asks every enterprise for all five. */
export type TitleDemand = {
  invoiceKind: InvoiceKind | null
  allFields: boolean
  /** Whether somebody said that the number is an older or another one. */
  formerNumber: boolean
}

/** The tax bureau's import template: the longest each field may be. */
const LONGEST: Readonly<Record<TitleField, number>> = {
  name: 100,
  taxpayerId: 20,
  bankName: 100,
  bankAccount: 100,
  registeredAddress: 100,
  registeredPhone: 50,
}

const PARTICULARS = ['bankName', 'bankAccount', 'registeredAddress', 'registeredPhone'] as const

/** The fields that may not stay empty. A special invoice on paper shows bank, account, address and phone. */
export function requiredFields(
  kind: TitleKind,
  { invoiceKind, allFields }: Pick<TitleDemand, 'invoiceKind' | 'allFields'>,
): TitleField[] {
  if (kind === 'individual') return ['name']
  const particulars = allFields || invoiceKind === 'paper_special'
  return ['name', 'taxpayerId', ...(particulars ? PARTICULARS : [])]
}

/** What of a form counts for a kind of title: an individual has a name alone, and the form hides the rest for one. */
export function fieldsFor<Fields extends TitleFields>(kind: TitleKind, fields: Fields): Fields {
  if (kind !== 'individual') return fields
  return {
    ...fields,
    taxpayerId: '',
    bankName: '',
    bankAccount: '',
    registeredAddress: '',
    registeredPhone: '',
  }
}

/** What is wrong with each field, as message keys under `fields`; empty when the title can stand on an invoice. */
export function titleProblems(
  kind: TitleKind,
  fields: TitleFields,
  demand: TitleDemand,
): Partial<Record<TitleField | 'invoiceKind', string>> {
  const required = requiredFields(kind, demand)
  const problems: Partial<Record<TitleField | 'invoiceKind', string>> = {}
  for (const field of Object.keys(LONGEST) as TitleField[]) {
    const { formerNumber } = demand
    const problem = fieldProblem(field, fields[field], {
      kind,
      formerNumber,
      required: required.includes(field),
    })
    if (problem) problems[field] = problem
  }
  if (demand.invoiceKind && !suitsTitle(demand.invoiceKind, kind))
    problems.invoiceKind = isSpecial(demand.invoiceKind) ? 'invoice-kind-individual' : 'required'
  return problems
}

/** How each field is kept, and so how it is judged: blanks that were pasted with a number are no part of it. */
export const folded: Readonly<Record<TitleField, (typed: string) => string>> = {
  name: tidied,
  taxpayerId: normalizeTaxpayerId,
  bankName: tidied,
  bankAccount: normalizeBankAccount,
  registeredAddress: tidied,
  registeredPhone: normalizePhone,
}

type FieldDemand = { kind: TitleKind; formerNumber: boolean; required: boolean }

function fieldProblem(field: TitleField, typed: string, demand: FieldDemand): string | null {
  const { kind, formerNumber, required } = demand
  const text = folded[field](typed)
  if (text === '') return required ? `${keyOf(field)}-empty` : null
  if ([...text].length > LONGEST[field]) return `${keyOf(field)}-long`
  if (unprintable(text).length > 0) return 'characters-unprintable'
  if (field === 'name') return kind === 'individual' && [...text].length < 2 ? 'title-name-short' : null
  if (field === 'taxpayerId') return taxpayerIdProblem(kind, text, formerNumber)
  if (field === 'bankAccount') return bankAccountProblem(text)
  return field === 'registeredPhone' ? phoneProblem(text) : null
}

/** An individual needs no number; one that is given anyway belongs to no individual title. */
function taxpayerIdProblem(kind: TitleKind, text: string, former: boolean): string | null {
  if (kind === 'individual') return 'taxpayer-id-individual'
  const reading = readNumber(text, { former })
  return reading.valid ? null : reading.problem
}

const keys: Readonly<Record<TitleField, string>> = {
  name: 'title-name',
  taxpayerId: 'taxpayer-id',
  bankName: 'bank-name',
  bankAccount: 'bank-account',
  registeredAddress: 'registered-address',
  registeredPhone: 'registered-phone',
}

const keyOf = (field: TitleField) => keys[field]
