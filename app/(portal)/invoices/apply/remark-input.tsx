'use client'

import { useState } from 'react'
import { TextArea } from '@/components/form/text-input'

export type RemarkInputProps = { label: string; optional: string; help: string; longest: number }

/** The remark with how much of it there is. */
export function RemarkInput({ longest, ...field }: RemarkInputProps) {
  const [length, setLength] = useState(0)
  return (
    <TextArea
      {...field}
      name="remark"
      rows={2}
      maxLength={longest}
      count={`${length} / ${longest}`}
      onChange={(event) => setLength([...event.target.value].length)}
    />
  )
}
