const SIGN_INS = [
  ['owner@acme.example', 'enterprise, with history'],
  ['finance@acme.example', 'its finance member'],
  ['viewer@acme.example', 'its viewer'],
  ['owner@globex.example', 'a second enterprise'],
  ['owner@newco.example', 'enterprise, fresh'],
  ['li.lei@person.example', 'individual'],
  ['admin@billing.example', 'staff, administrator'],
  ['admin2@billing.example', 'staff, administrator'],
  ['reviewer@billing.example', 'staff, reviewer (and reviewer2@)'],
  ['reviewer@dbmaker.example', 'reviewer of one seller'],
  ['finance@billing.example', 'staff, finance (and finance2@)'],
  ['support@billing.example', 'staff, support'],
]

/** A closed terminal must not take the supervisor down with it. */
export function surviveClosedTerminal() {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
}

export const say = (text) => void process.stdout.write(`${text}\n`)

export const complain = (text) => void process.stderr.write(`${text}\n`)

export function sayRunning({ url, demo, already = false }) {
  say(`\nBilling Center ${already ? 'already runs' : 'runs'} at ${url}`)
  if (!demo) return
  say('\nDemo sign-ins, password Demo-pass-2026:')
  for (const [mail, who] of SIGN_INS) say(`  ${mail.padEnd(26)}${who}`)
  say('')
}
