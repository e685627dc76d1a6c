import { useEffect, useRef, useState } from 'react'

/**
 * React sets radios to their defaults as it takes a page over. What a quick person chose before that is read while the
 * page is still as they left it, and chosen again.
 */
export function useKeptChoice(name: string) {
  const box = useRef<HTMLDivElement>(null)
  const [choice] = useState(() =>
    typeof document === 'undefined'
      ? undefined
      : document.querySelector<HTMLInputElement>(`input[type=radio][name="${name}"]:checked`)?.value,
  )
  useEffect(() => {
    for (const radio of box.current?.querySelectorAll('input') ?? [])
      if (radio.value === choice && !radio.checked) radio.click()
  }, [choice])
  return box
}
