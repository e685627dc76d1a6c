import { createPrivateKey, X509Certificate } from 'node:crypto'
import { expect, it } from 'vitest'
import { selfSignedCertificate } from './certificate'
import { makePrivateKey } from './keys'

it('makes a certificate that Node reads and verifies', async () => {
  const privateKey = createPrivateKey(await makePrivateKey())
  const serial = '5A00FF00000000000000000000000000000000FF'
  const notBefore = new Date('2026-11-01T00:00:00Z')
  const notAfter = new Date('2031-11-01T00:00:00Z')
  const pem = selfSignedCertificate({ serial, commonName: 'Platform', privateKey, notBefore, notAfter })
  const certificate = new X509Certificate(pem)
  expect(certificate.serialNumber).toBe(serial)
  expect(certificate.subject).toContain('CN=Platform')
  expect(certificate.issuer).toBe(certificate.subject)
  expect([certificate.validFromDate, certificate.validToDate]).toEqual([notBefore, notAfter])
  expect(certificate.checkPrivateKey(privateKey)).toBe(true)
  expect(certificate.verify(certificate.publicKey)).toBe(true)
})
