/** A long number in blocks of four, set apart by space alone: it is found, read out and copied without gaps. */
export function InFours({ children }: { children: string }) {
  return (
    <span>
      {children.match(/.{1,4}/gu)?.map((block, position) => (
        <span key={position} className="mr-[0.3em] last:mr-0">
          {block}
        </span>
      ))}
    </span>
  )
}
