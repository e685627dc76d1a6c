/** A number as lists show it: its first two and last four characters. The form shows it whole to who may change it. */
export function masked(number: string | null): string {
  if (number === null) return ''
  return number.length <= 6 ? number : `${number.slice(0, 2)}…${number.slice(-4)}`
}
