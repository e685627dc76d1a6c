'use client'

import { useState } from 'react'
import { TextArea } from '@/components/form/text-input'

export type RemarkInputProps = {
  label: string
  optional: string
  help: string
  longest: number
  begin: string
}

/** The remark with how much of it there is. */
export function RemarkInput({ longest, begin, ...field }: RemarkInputProps) {
  const [length, setLength] = useState([...begin].length)
  return (
    <TextArea
      {...field}
      name="remark"
      rows={2}
      defaultValue={begin}
      maxLength={longest}
      count={`${length} / ${longest}`}
      onChange={(event) => setLength([...event.target.value].length)}
    />
  )
}
