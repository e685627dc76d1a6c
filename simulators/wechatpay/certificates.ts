import { Aes, Formatter } from 'wechatpay-axios-plugin'
import { rfc3339 } from '../clock'
import type { KeyRing } from '../keys'
import type { Faults } from '../faults'
import { WechatError, type Outcome } from './outcome'

const ASSOCIATED_DATA = 'certificate'

/** The platform certificates, each encrypted with the APIv3 key, the newest first. */
export function listCertificates(ring: KeyRing, faults: Faults): Outcome {
  if (faults.noCertificates) {
    throw new WechatError(
      404,
      'RESOURCE_NOT_EXISTS',
      '无可用的平台证书，请在商户平台-API安全申请使用微信支付公钥',
    )
  }
  const { platformKeys, apiV3Key } = ring.wechatpay
  const certificates = platformKeys.filter((key) => key.kind === 'certificate').reverse()
  const data = certificates.map((certificate) => {
    const nonce = Formatter.nonce(12)
    return {
      serial_no: certificate.serial,
      effective_time: rfc3339(certificate.effectiveAt),
      expire_time: rfc3339(certificate.expiresAt),
      encrypt_certificate: {
        algorithm: 'AEAD_AES_256_GCM',
        nonce,
        associated_data: ASSOCIATED_DATA,
        ciphertext: Aes.AesGcm.encrypt(certificate.public, apiV3Key, nonce, ASSOCIATED_DATA),
      },
    }
  })
  return { status: 200, content: { data } }
}
