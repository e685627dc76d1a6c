'use client'

import { useEffect, useRef, useState } from 'react'
import { FapiaoPaper, type FapiaoPaperProps } from '@/components/billing/fapiao-paper'
import { chosenIn } from './chosen-in'

type Buyer = {
  name: string
  taxpayerId: string
  bankName: string
  bankAccount: string
  registeredAddress: string
  registeredPhone: string
}

export type PreviewPaperProps = Omit<FapiaoPaperProps, 'buyer' | 'remarks'> & {
  /** The authenticated title, and the kept ones by their ids. */
  authenticated: Buyer | null
  saved: Readonly<Record<string, Buyer>>
}

type Shown = { buyer: Buyer; remark: string }

const NOBODY: Buyer = {
  name: '',
  taxpayerId: '',
  bankName: '',
  bankAccount: '',
  registeredAddress: '',
  registeredPhone: '',
}

/** The invoice as the form around it stands, drawn anew while it is filled in. */
export function PreviewPaper({ authenticated, saved, ...paper }: PreviewPaperProps) {
  const place = useRef<HTMLDivElement>(null)
  const [shown, setShown] = useState<Shown>({ buyer: authenticated ?? NOBODY, remark: '' })
  useEffect(() => {
    const form = place.current?.closest('form')
    if (!form) return
    // After React has drawn what a press changed.
    const read = () => requestAnimationFrame(() => setShown(shownIn(form, authenticated, saved)))
    read()
    for (const happening of ['input', 'change', 'click']) form.addEventListener(happening, read)
    return () => {
      for (const happening of ['input', 'change', 'click']) form.removeEventListener(happening, read)
    }
  }, [authenticated, saved])
  const { buyer, remark } = shown
  return (
    <div ref={place}>
      <FapiaoPaper {...paper} buyer={buyer} remarks={remarksOf(buyer, remark)} />
    </div>
  )
}

function shownIn(
  form: HTMLFormElement,
  authenticated: Buyer | null,
  saved: PreviewPaperProps['saved'],
): Shown {
  const filled = new FormData(form)
  const text = (name: string) => {
    const value = filled.get(name)
    return typeof value === 'string' ? value.trim() : ''
  }
  const typed = { ...NOBODY }
  for (const name of Object.keys(NOBODY) as (keyof Buyer)[]) typed[name] = text(name)
  const { titleFrom: from, titleId } = chosenIn(filled)
  const kept = saved[titleId]
  const own = { ...typed, name: authenticated?.name ?? '', taxpayerId: authenticated?.taxpayerId ?? '' }
  const buyer = from === 'saved' ? (kept ?? NOBODY) : from === 'typed' ? typed : own
  return { buyer, remark: text('remark') }
}

/** What the form of today prints in the remark's box, since the face has none for it any more. */
function remarksOf(buyer: Buyer, remark: string): string[] {
  const bank = buyer.bankName || buyer.bankAccount
  const place = buyer.registeredAddress || buyer.registeredPhone
  return [
    remark,
    place ? `购方地址: ${buyer.registeredAddress} 电话: ${buyer.registeredPhone}` : '',
    bank ? `购方开户银行: ${buyer.bankName} 银行账号: ${buyer.bankAccount}` : '',
  ].filter((line) => line !== '')
}
