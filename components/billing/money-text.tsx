import { formatMoney } from '@/lib/web/format'

/** An amount; `under` is a refund or change below it, `total` the one of a PayBar. Never red, never in brackets. */
export function MoneyText({
  amount,
  under,
  size,
}: {
  amount: bigint
  under?: bigint | string
  size?: 14 | 20 | 28 | 'total'
}) {
  const below = typeof under === 'bigint' ? formatMoney(under) : under
  return (
    <>
      {size ? <span className={sizes[size]}>{formatMoney(amount)}</span> : formatMoney(amount)}
      {below ? <span className="under">{below}</span> : null}
    </>
  )
}

const sizes = {
  14: 'text-14 font-semibold whitespace-nowrap',
  20: 'text-20 font-semibold whitespace-nowrap',
  28: 'text-28 font-semibold whitespace-nowrap',
  total: 'text-28 font-semibold whitespace-nowrap max-sm:text-20',
}
