/**
 * The limit of `pages`: one page that asks for the same rows by the statement the product's own page asks for them with,
 * and draws them as a table. No sign-in, no words, no looks.
 */
export const BARE_ORDERS_PAGE = {
  'package.json': JSON.stringify({ name: 'bare', private: true }),
  'app/page.jsx': `import postgres from 'postgres'
export const dynamic = 'force-dynamic'
const sql = (globalThis.sql ??= postgres(process.env.BARE_DATABASE_URL, { max: 20 }))
export default async function Page() {
  const rows = await sql\`
    select o.id, o.placed_at, o.number, o.status, o.product_code, p.name_en, p.name_zh, p.unit_en, p.unit_zh, o.quantity,
      o.amount_fen, o.refunded_fen, o.paid_channel, o.expires_at
    from orders o join products p on p.code = o.product_code
    where o.account_id = \${process.env.BARE_ACCOUNT}
    order by o.placed_at desc, o.id desc limit 21\`
  return (
    <table>
      <tbody>
        {rows.slice(0, 20).map((row) => (
          <tr key={row.id}>
            <td><a href={'/orders/' + row.id}>{row.number}</a></td>
            <td>{row.name_en} {row.quantity}</td>
            <td>{row.placed_at.toISOString()}</td>
            <td>{row.paid_channel}</td>
            <td>{row.amount_fen} {row.refunded_fen}</td>
            <td>{row.status}</td>
            <td>{row.expires_at.toISOString()}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
`,
}
