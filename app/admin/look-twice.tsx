import { Icon } from '@/components/ui/icon'
import { Section } from '@/components/ui/section'

/** What a reviewer should look at twice, a sentence each; nothing where there is nothing. None of it decides by itself. */
export function LookTwice({ title, sentences }: { title: string; sentences: readonly string[] }) {
  if (sentences.length === 0) return null
  return (
    <Section title={title} small>
      <ul className="flex flex-col gap-2 rounded-lg bg-wait-soft px-3.5 py-3 text-13 text-text-2">
        {sentences.map((sentence) => (
          <li key={sentence} className="flex gap-2.5">
            <Icon name="triangleAlert" className="mt-0.5 shrink-0 text-wait" />
            {sentence}
          </li>
        ))}
      </ul>
    </Section>
  )
}
