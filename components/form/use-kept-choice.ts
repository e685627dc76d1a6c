import { useEffect, useRef, useState } from 'react'

/** What a quick person had chosen of inputs of one name and type when React took the page over. */
function useChosenBefore(type: 'radio' | 'checkbox', name: string): readonly string[] {
  const [values] = useState(() =>
    typeof document === 'undefined'
      ? []
      : Array.from(
          document.querySelectorAll<HTMLInputElement>(`input[type=${type}][name="${name}"]:checked`),
          ({ value }) => value,
        ),
  )
  return values
}

/** Tells once what was ticked of the boxes of a name before React knew of them: their page goes on from there. */
export function useKeptTicks(name: string, tell: (values: readonly string[]) => void): void {
  const values = useChosenBefore('checkbox', name)
  const told = useRef(false)
  useEffect(() => {
    if (!told.current && values.length > 0) tell(values)
    told.current = true
  }, [values, tell])
}

/**
 * React sets radios to their defaults as it takes a page over. What a quick person chose before that is read while the
 * page is still as they left it, and chosen again.
 */
export function useKeptChoice(name: string) {
  const box = useRef<HTMLDivElement>(null)
  const [choice] = useChosenBefore('radio', name)
  useEffect(() => {
    for (const radio of box.current?.querySelectorAll('input') ?? [])
      if (radio.value === choice && !radio.checked) radio.click()
  }, [choice])
  return box
}
