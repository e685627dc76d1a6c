import { createPublicKey, sign, type KeyObject } from 'node:crypto'

const SHA256_WITH_RSA = [1, 2, 840, 113549, 1, 1, 11]
const COMMON_NAME = [2, 5, 4, 3]
const ORGANIZATION = [2, 5, 4, 10]
const COUNTRY = [2, 5, 4, 6]

export interface CertificateRequest {
  serial: string
  commonName: string
  privateKey: KeyObject
  notBefore: Date
  notAfter: Date
}

/** A self-signed X.509 v3 certificate as PEM (RFC 5280 without extensions): Node reads certificates but makes none. */
export function selfSignedCertificate(request: CertificateRequest): string {
  const algorithm = sequence(objectIdentifier(SHA256_WITH_RSA), encode(0x05))
  const name = distinguishedName(request.commonName)
  const toBeSigned = sequence(
    encode(0xa0, integer(Buffer.from([2]))),
    integer(Buffer.from(request.serial, 'hex')),
    algorithm,
    name,
    sequence(utcTime(request.notBefore), utcTime(request.notAfter)),
    name,
    createPublicKey(request.privateKey).export({ type: 'spki', format: 'der' }),
  )
  const signature = sign('sha256', toBeSigned, request.privateKey)
  const certificate = sequence(toBeSigned, algorithm, encode(0x03, Buffer.from([0]), signature))
  const lines = certificate.toString('base64').match(/.{1,64}/g) ?? []
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`
}

function encode(tag: number, ...contents: Buffer[]): Buffer {
  const content = Buffer.concat(contents)
  if (content.length < 0x80) return Buffer.concat([Buffer.from([tag, content.length]), content])
  const hex = content.length.toString(16)
  const length = Buffer.from(hex.length % 2 ? `0${hex}` : hex, 'hex')
  return Buffer.concat([Buffer.from([tag, 0x80 | length.length]), length, content])
}

function sequence(...contents: Buffer[]): Buffer {
  return encode(0x30, ...contents)
}

function integer(bytes: Buffer): Buffer {
  // A leading one bit would make the number negative.
  return encode(0x02, (bytes[0] ?? 0) & 0x80 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes)
}

function objectIdentifier(arcs: readonly number[]): Buffer {
  const [first = 0, second = 0, ...rest] = arcs
  const bytes = [first * 40 + second]
  for (const arc of rest) {
    const groups = [arc & 0x7f]
    for (let left = arc >> 7; left > 0; left >>= 7) groups.unshift(0x80 | (left & 0x7f))
    bytes.push(...groups)
  }
  return encode(0x06, Buffer.from(bytes))
}

function distinguishedName(commonName: string): Buffer {
  const attribute = (type: readonly number[], tag: number, value: string) =>
    encode(0x31, sequence(objectIdentifier(type), encode(tag, Buffer.from(value))))
  return sequence(
    attribute(COUNTRY, 0x13, 'CN'),
    attribute(ORGANIZATION, 0x0c, 'Payment simulator'),
    attribute(COMMON_NAME, 0x0c, commonName),
  )
}

function utcTime(instant: Date): Buffer {
  const digits = instant.toISOString().slice(2, 19).replace(/\D/g, '')
  return encode(0x17, Buffer.from(`${digits}Z`))
}
