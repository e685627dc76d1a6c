import { Aes, Formatter } from 'wechatpay-axios-plugin'
import { rfc3339, type Clock } from '../clock'
import type { FaultBoard } from '../faults'
import { object, text } from '../json'
import type { KeyFile } from '../keys'
import type { Notice, Sender } from '../notices'
import type { Letter, Reply } from '../post'
import { distort } from './payment'
import type { Signer, SignatureKind } from './signer'

const MINUTE = 60
const HOUR = 3600

/** The intervals of WeChat Pay's documents: fifteen repetitions within 24 hours and 4 minutes. */
const RETRY_SECONDS = [
  15,
  15,
  30,
  3 * MINUTE,
  10 * MINUTE,
  20 * MINUTE,
  30 * MINUTE,
  30 * MINUTE,
  30 * MINUTE,
  HOUR,
  3 * HOUR,
  3 * HOUR,
  3 * HOUR,
  6 * HOUR,
  6 * HOUR,
]

/** Writes callbacks: the content encrypted with the merchant's APIv3 key, the whole signed. */
export class WechatSender implements Sender {
  readonly retrySeconds = RETRY_SECONDS

  constructor(
    private readonly keys: KeyFile,
    private readonly signer: Signer,
    private readonly faults: FaultBoard,
    private readonly clock: Clock,
  ) {}

  async write(notice: Notice, signature: SignatureKind): Promise<Letter> {
    const isRefund = notice.kind === 'refund'
    const faults = this.faults.of('wechatpay')
    const told = object(notice.content['resource'])
    // A wrong amount concerns payments only; the other wrong words can be in any notice.
    const content = distort(told, isRefund ? { ...faults, wrongAmountFen: null } : faults)
    const originalType = isRefund ? 'refund' : 'transaction'
    const nonce = Formatter.nonce(12)
    const { apiV3Key } = this.keys.ring.wechatpay
    const body = JSON.stringify({
      id: notice.id,
      create_time: rfc3339(this.clock.now()),
      resource_type: 'encrypt-resource',
      event_type: text(notice.content['eventType']),
      summary: text(notice.content['summary']),
      resource: {
        original_type: originalType,
        algorithm: 'AEAD_AES_256_GCM',
        ciphertext: Aes.AesGcm.encrypt(JSON.stringify(content), apiV3Key, nonce, originalType),
        associated_data: originalType,
        nonce,
      },
    })
    const headers = await this.signer.sign(body, this.signer.keyForNotice(), signature)
    return {
      headers: { ...headers, 'content-type': 'application/json', 'user-agent': 'Mozilla/4.0', accept: '*/*' },
      body,
    }
  }

  accepts(reply: Reply): boolean {
    return reply.status === 200 || reply.status === 204
  }
}
