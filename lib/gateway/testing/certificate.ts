import { createPublicKey, sign } from 'node:crypto'
import type { KeyObject } from 'node:crypto'

/** A self-signed X.509 certificate (RFC 5280, without extensions) valid until `notAfter`; Node itself makes none. */
export function certificateOf(privateKey: KeyObject, serial: string, notAfter: Date): string {
  const name = der(0x30)
  const signed = der(
    0x30,
    der(0x02, Buffer.from(serial, 'hex')),
    SHA256_WITH_RSA,
    name,
    der(0x30, utcTime(new Date(0)), utcTime(notAfter)),
    name,
    createPublicKey(privateKey).export({ format: 'der', type: 'spki' }),
  )
  const signature = der(0x03, Buffer.from([0]), sign('RSA-SHA256', signed, privateKey))
  const lines =
    der(0x30, signed, SHA256_WITH_RSA, signature)
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`
}

const SHA256_WITH_RSA = Buffer.from('300d06092a864886f70d01010b0500', 'hex')

function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts)
  const { length } = content
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...size]), content])
}

function utcTime(instant: Date): Buffer {
  return der(0x17, Buffer.from(`${instant.toISOString().replace(/[-:T]/g, '').slice(2, 14)}Z`))
}
