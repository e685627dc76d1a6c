/** An agreement as people read it: a blank line begins a new part, whose first line is its heading. */
export function AgreementText({ body, lang }: { body: string; lang?: string }) {
  return (
    <div className="flex max-w-[68ch] flex-col gap-4 text-14 leading-6" {...(lang ? { lang } : {})}>
      {body.split(/\n{2,}/).map((part, position) => (
        <Part key={position} text={part} />
      ))}
    </div>
  )
}

function Part({ text }: { text: string }) {
  const [first = '', ...rest] = text.split('\n')
  if (rest.length === 0) return <p>{first}</p>
  return (
    <section>
      <h2 className="font-semibold">{first}</h2>
      <p className="whitespace-pre-line">{rest.join('\n')}</p>
    </section>
  )
}
