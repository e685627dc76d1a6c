'use client'

import { useState } from 'react'
import { RadioCards } from '@/components/form/radio-cards'
import { useKeptTicks } from '@/components/form/use-kept-choice'
import { buttonClass } from '@/components/ui/button-class'
import { nettedWith } from '@/lib/billing/invoice/deficit.rules'
import type { InvoiceKind } from '@/lib/billing/invoice/kind.rules'
import { whyNotTogether } from '@/lib/billing/invoice/quota.rules'
import { fen } from '@/lib/kernel/money'
import { formatMoney } from '@/lib/web/format'

type Item = {
  id: string
  label: string
  note: string
  amountText: string
  freeFen: string
  section: string
  sellerId: string
  taxTreatment: string
  first: boolean
}

type Deficit = {
  id: string
  label: string
  note: string
  amountText: string
  amountFen: string
  section: string
  sellerId: string
  taxTreatment: string
}

export type InvoiceableChoiceProps = {
  action: string
  /** Empty where the kind stands on the title. */
  kinds: { value: InvoiceKind; label: string }[]
  kind: InvoiceKind | ''
  chosen: string[]
  items: Item[]
  /** Netted with whatever of their key is chosen; nobody can leave them out. */
  deficits: Deficit[]
  /** The returned application that is applied for again; empty for none. */
  replaces: string
  words: {
    kind: string
    items: string
    amount: string
    next: string
    all: string
    why: Record<string, string>
  }
}

const selectable = ({ section, sellerId, taxTreatment, freeFen }: Item) => ({
  section,
  sellerId,
  taxTreatment,
  freeFen: BigInt(freeFen),
})

/** As many as go together, from the first on. */
function allTogether(items: readonly Item[], kind: InvoiceKind | ''): string[] {
  const all: Item[] = []
  for (const item of items)
    if (whyNotTogether(selectable(item), all.map(selectable), kind === '' ? null : kind) === null)
      all.push(item)
  return all.map(({ id }) => id)
}

/** The boxes of step 1. What cannot join what is ticked greys out and says why; the amount fills in by itself. */
export function InvoiceableChoice(props: InvoiceableChoiceProps) {
  const { action, kinds, kind, chosen, items, deficits, replaces, words } = props
  const [ticked, setTicked] = useState<readonly string[]>(chosen)
  const [kindNow, setKind] = useState<InvoiceKind | ''>(kind)
  useKeptTicks('invoiceable', setTicked)
  const selected = items.filter(({ id }) => ticked.includes(id))
  const reasonFor = (item: Item) =>
    whyNotTogether(
      selectable(item),
      selected.filter(({ id }) => id !== item.id).map(selectable),
      kindNow === '' ? null : kindNow,
    )
  const netted = nettedWith(
    selected,
    deficits.map((deficit) => ({ ...deficit, amountFen: BigInt(deficit.amountFen) })),
  )
  const free = selected.reduce((sum, item) => sum + BigInt(item.freeFen), 0n)
  const total = netted.reduce((sum, { amountFen }) => sum - amountFen, free)
  const toggle = (id: string, on: boolean) =>
    setTicked(on ? [...ticked, id] : ticked.filter((other) => other !== id))
  const tickAll = () => setTicked(allTogether(items, kindNow))
  return (
    <form action={action} method="get">
      <input type="hidden" name="step" value="2" />
      {replaces ? <input type="hidden" name="replaces" value={replaces} /> : null}
      {kinds.length > 0 ? (
        <RadioCards
          name="kind"
          legend={words.kind}
          choices={kinds}
          value={kindNow}
          onChoose={(value) => setKind(value as InvoiceKind)}
        />
      ) : null}
      <fieldset className="min-w-0">
        <legend className="float-left mb-1.5 text-13 font-semibold">{words.items}</legend>
        <button type="button" onClick={tickAll} className="link float-right text-12">
          {words.all}
        </button>
        <ul className="clear-both max-h-[min(520px,60dvh)] divide-y overflow-y-auto rounded-lg border">
          {deficits.map((deficit) => (
            <Netted key={deficit.id} deficit={deficit} on={netted.some(({ id }) => id === deficit.id)} />
          ))}
          {items.map((item) => {
            const on = ticked.includes(item.id)
            const reason = on ? null : reasonFor(item)
            return (
              <Choice
                key={item.id}
                item={item}
                on={on}
                why={reason && (words.why[reason] ?? '')}
                onToggle={toggle}
              />
            )
          })}
        </ul>
      </fieldset>
      <div className="mt-6 flex items-center justify-between gap-4">
        <p className="text-13" aria-live="polite">
          {words.amount}{' '}
          <output className="tabular ml-2 text-16 font-semibold">{formatMoney(fen(total))}</output>
        </p>
        <button className={buttonClass({ variant: 'primary', size: 40 })}>{words.next}</button>
      </div>
    </form>
  )
}

type ChoiceProps = {
  item: Item
  on: boolean
  /** Why it cannot be ticked; null where it can. */
  why: string | null
  onToggle: (id: string, on: boolean) => void
}

function Choice({ item, on, why, onToggle }: ChoiceProps) {
  return (
    <li>
      <label
        className={`flex gap-3 px-4 py-3 text-13 ${why === null ? 'cursor-pointer hover:bg-hover' : 'text-text-3'}`}
      >
        <input
          type="checkbox"
          name="invoiceable"
          value={item.id}
          checked={on}
          disabled={why !== null}
          onChange={(event) => onToggle(item.id, event.target.checked)}
          className="tick mt-0.5"
        />
        <span className="min-w-0 flex-1">
          <span className="block truncate">{item.label}</span>
          <span className="block text-12 text-text-3">{why ?? item.note}</span>
        </span>
        <span className="tabular shrink-0">{item.amountText}</span>
      </label>
    </li>
  )
}

/** Ticked by itself with what it is netted with, and not to be unticked. */
function Netted({ deficit, on }: { deficit: Deficit; on: boolean }) {
  return (
    <li>
      <label className="flex gap-3 px-4 py-3 text-13">
        <input type="checkbox" checked={on} disabled readOnly className="tick mt-0.5" />
        <span className="min-w-0 flex-1">
          <span className="block truncate">{deficit.label}</span>
          <span className="block text-12 text-text-3">{deficit.note}</span>
        </span>
        <span className="tabular shrink-0">{deficit.amountText}</span>
      </label>
    </li>
  )
}
