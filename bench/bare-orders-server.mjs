import { createCipheriv, createDecipheriv, generateKeyPairSync, randomBytes, sign, verify } from 'node:crypto'
import { createServer } from 'node:http'
import postgres from 'postgres'

/**
 * The limit of `orders`: nothing but HTTP, the signatures that both sides of a payment make and check, and two rows.
 * POST /order writes the first; /pay signs a request, and an answer to it; /notice signs and seals a notice, opens
 * it again and writes the second.
 */
const sql = postgres(process.env.BARE_DATABASE_URL, { max: 8, onnotice: () => undefined })
await sql`create table if not exists bare_orders (id uuid primary key, amount_fen bigint not null, placed_at timestamptz not null)`
await sql`create table if not exists bare_payments (order_id uuid primary key, trade_no text not null, amount_fen bigint not null, paid_at timestamptz not null)`

// As long as those of WeChat Pay.
const keys = () => generateKeyPairSync('rsa', { modulusLength: 2048 })
const merchant = keys()
const gateway = keys()
const sealingKey = randomBytes(32)

function checkSigned({ privateKey, publicKey }, text) {
  const message = Buffer.from(`${Date.now()}\n${randomBytes(16).toString('hex')}\n${text}\n`)
  const signature = sign('RSA-SHA256', message, privateKey).toString('base64')
  if (!verify('RSA-SHA256', message, publicKey, Buffer.from(signature, 'base64')))
    throw new Error('not signed')
}

function openSealed(text) {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', sealingKey, nonce)
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]).toString('base64')
  const decipher = createDecipheriv('aes-256-gcm', sealingKey, nonce).setAuthTag(cipher.getAuthTag())
  return Buffer.concat([decipher.update(sealed, 'base64'), decipher.final()]).toString('utf8')
}

const routes = {
  async '/order'({ id, amountFen }) {
    await sql`insert into bare_orders (id, amount_fen, placed_at) values (${id}, ${amountFen}, now())`
  },
  async '/pay'(order) {
    checkSigned(merchant, JSON.stringify(order))
    checkSigned(gateway, JSON.stringify({ code_url: `weixin://wxpay/bizpayurl?pr=${order.id}` }))
  },
  async '/notice'(order) {
    const notice = JSON.stringify({ ...order, transaction_id: `4200${order.id}`, trade_state: 'SUCCESS' })
    checkSigned(gateway, notice)
    const { id, amountFen, transaction_id: tradeNo } = JSON.parse(openSealed(notice))
    await sql`insert into bare_payments (order_id, trade_no, amount_fen, paid_at) values (${id}, ${tradeNo}, ${amountFen}, now())`
  },
}

async function answer(request, response) {
  const chunks = []
  for await (const chunk of request) chunks.push(chunk)
  await routes[request.url](JSON.parse(Buffer.concat(chunks).toString('utf8')))
  response.writeHead(204).end()
}

const server = createServer((request, response) => {
  answer(request, response).catch((error) => {
    console.error(error)
    response.writeHead(500).end()
  })
})
server.listen(0, '127.0.0.1', () => process.stdout.write(`http://127.0.0.1:${server.address().port}\n`))
process.once('SIGTERM', () => process.exit(0))
