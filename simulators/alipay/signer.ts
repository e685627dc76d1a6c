import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import type { FaultBoard } from '../faults'
import type { KeyFile } from '../keys'
import { ParsedKeys, rsa2, signParams, verifyRsa2 } from './signature'

/** Signs what Alipay sends and checks what the merchant sends. */
export class AlipaySigner {
  private readonly parsed = new ParsedKeys()
  private stranger: KeyObject | null = null

  constructor(
    private readonly keys: KeyFile,
    private readonly faults: FaultBoard,
  ) {}

  isFromMerchant(message: string, signature: string): boolean {
    return verifyRsa2(message, signature, this.parsed.publicKeyOf(this.keys.ring.alipay.appPrivateKey))
  }

  async signText(message: string, kind: 'good' | 'bad'): Promise<string> {
    return rsa2(kind === 'good' ? message : `${message} `, this.signingKey())
  }

  async signParams(params: Map<string, string>, kind: 'good' | 'bad'): Promise<string> {
    const signed = await signParams(params, this.signingKey())
    if (kind === 'bad') signed.set('sign', await this.signText('', 'bad'))
    return signed.toString()
  }

  private signingKey(): KeyObject {
    if (!this.faults.of('alipay').unknownKey) {
      return this.parsed.privateKey(this.keys.ring.alipay.platformPrivateKey)
    }
    this.stranger ??= generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
    return this.stranger
  }
}
