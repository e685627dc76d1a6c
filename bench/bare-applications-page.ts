/**
 * The limit of `pages-invoices`: one page that asks for the same rows by the statement the product's own page asks for them
 * with, and draws them as a table. No sign-in, no words, no looks, and nothing of what else the page tells.
 */
export const BARE_APPLICATIONS_PAGE = {
  'package.json': JSON.stringify({ name: 'bare', private: true }),
  'app/page.jsx': `import postgres from 'postgres'
export const dynamic = 'force-dynamic'
const sql = (globalThis.sql ??= postgres(process.env.BARE_DATABASE_URL, { max: 20 }))
export default async function Page() {
  const rows = await sql\`
    select a.id, a.submitted_at, a.number, a.status, a.kind, a.section, a.amount_fen, a.title ->> 'name' as title_name,
      a.due_at, a.delivery_due_at, a.courier, a.tracking_number, a.account_id, s.name_en, s.name_zh
    from invoice_applications a join sellers s on s.id = a.seller_id
    where a.account_id = \${process.env.BARE_ACCOUNT} and a.removed_at is null
    order by a.submitted_at desc, a.id desc limit 21\`
  return (
    <table>
      <tbody>
        {rows.slice(0, 20).map((row) => (
          <tr key={row.id}>
            <td><a href={'/invoices/applications/' + row.id}>{row.number}</a></td>
            <td>{row.submitted_at.toISOString()}</td>
            <td>{row.title_name}</td>
            <td>{row.kind}</td>
            <td>{row.amount_fen}</td>
            <td>{row.status}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
`,
}
