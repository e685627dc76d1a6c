import { afterAll, describe, expect, test } from 'vitest'
import { placeOrder } from '@/lib/billing/order/place-order.command'
import { newId, readableCode } from '@/lib/kernel/id'
import { newCustomer, newStaff, orderForm, owner, refusalOf } from '@/tests/support/database'
import { inDays, reach, wrongFieldsOf } from '@/tests/support/product'
import { getAgreementVersion, listAgreements } from './agreement.queries'
import { getAgreement } from './catalog.queries'
import { createSeller } from './create-seller.command'
import { publishAgreement } from './publish-agreement.command'
import { renameSeller } from './rename-seller.command'
import { getSeller, listSellers } from './seller.queries'

/** Every other file orders under version 1, so what these tests publish never comes into force for them. */
afterAll(() => owner`update agreements set effective_on = '9999-01-01' where version > 1`)

async function wording(changes: Record<string, unknown> = {}) {
  const [newest] = await owner`select max(version) as version from agreements`
  return {
    code: 'privacy',
    version: String(Number(newest?.['version']) + 1),
    effectiveOn: await inDays(1),
    titleEn: 'Privacy Agreement',
    titleZh: '隐私协议',
    bodyEn: 'What this is about\r\nNew words.',
    bodyZh: '处理哪些信息\r\n新的文字。',
    ...changes,
  }
}

describe('a new version of the agreement', () => {
  test('holds from its day on, and orders keep the one they were placed under', async () => {
    const [admin, customer] = [await newStaff('admin'), await newCustomer()]
    const form = await wording()
    const { version } = await publishAgreement(admin, form)
    const early = await placeOrder(customer, orderForm())
    expect((await getAgreement(customer)).version).toBe(1)
    expect((await getAgreementVersion(admin, version)).standing).toBe('planned')
    await reach(form.effectiveOn)
    expect(await getAgreement(customer)).toMatchObject({ version, bodyEn: 'What this is about\nNew words.' })
    expect(await refusalOf(placeOrder(customer, orderForm()))).toBe('agreement.changed')
    const late = await placeOrder(customer, orderForm({ agreementVersion: String(version) }))
    const kept =
      await owner`select agreement_version from orders where id in (${early.orderId}, ${late.orderId}) order by placed_at`
    expect(kept.map((row) => Number(row['agreement_version']))).toEqual([1, version])
    const standings = (await listAgreements(admin)).versions.map((one) => [one.version, one.standing])
    expect(standings).toEqual([
      [version, 'in-force'],
      [1, 'former'],
    ])
  })

  test('twenty at once publish once, and only one of two wordings', async () => {
    const admin = await newStaff('admin')
    const form = await wording()
    const answers = await Promise.all(Array.from({ length: 20 }, () => publishAgreement(admin, form)))
    expect(answers.filter(({ published }) => published)).toHaveLength(1)
    const rows = await owner`select from audit_log where command = 'agreement.publish'
      and detail->>'version' = ${form.version} and refusal is null`
    expect(rows).toHaveLength(1)
    const other = { ...form, bodyEn: 'Other words.' }
    expect(await refusalOf(publishAgreement(admin, other))).toBe('agreement.published-meanwhile')
    const ahead = { ...form, version: String(Number(form.version) + 2) }
    expect(await refusalOf(publishAgreement(admin, ahead))).toBe('agreement.published-meanwhile')
  })

  test('begins on a day to come, and not before the newest one', async () => {
    const admin = await newStaff('admin')
    expect(
      await wrongFieldsOf(publishAgreement(admin, await wording({ effectiveOn: await inDays(0) }))),
    ).toEqual({
      effectiveOn: 'day-not-to-come',
    })
    const later = await inDays(10)
    await publishAgreement(admin, await wording({ effectiveOn: later }))
    expect((await listAgreements(admin)).earliest).toBe(later)
    expect(await wrongFieldsOf(publishAgreement(admin, await wording()))).toEqual({
      effectiveOn: 'day-before-newest',
    })
    // A mistake in one that is planned is mended by another for its day.
    const { version } = await publishAgreement(
      admin,
      await wording({ effectiveOn: later, bodyEn: 'Mended.' }),
    )
    expect((await getAgreementVersion(admin, version)).standing).toBe('planned')
    expect((await getAgreementVersion(admin, version - 1)).standing).toBe('former')
  })

  test.each([
    [{ bodyZh: ' \r\n ' }, { bodyZh: 'required' }],
    [{ titleEn: '' }, { titleEn: 'required' }],
    [{ bodyEn: 'x'.repeat(50_001) }, { bodyEn: 'text-too-long' }],
    [{ effectiveOn: 'soon' }, { effectiveOn: 'day-invalid' }],
  ])('with %j answers %j', async (changes, fields) => {
    expect(await wrongFieldsOf(publishAgreement(await newStaff('admin'), await wording(changes)))).toEqual(
      fields,
    )
  })

  test('is published by admins, read by who sees the catalog', async () => {
    for (const role of ['finance', 'support'] as const) {
      const actor = await newStaff(role)
      expect(await refusalOf(publishAgreement(actor, await wording()))).toBe('actor.forbidden')
      expect((await listAgreements(actor)).versions.length).toBeGreaterThan(0)
    }
    expect(await refusalOf(getAgreementVersion(await newStaff('admin'), 9999))).toBe('object.not-found')
  })
})

describe('a seller', () => {
  const seller = (changes: Record<string, string> = {}) => ({
    sellerId: newId(),
    code: `s-${readableCode(8)}`,
    nameEn: 'Backup Maker',
    nameZh: '备份工坊',
    kind: 'provider',
    ...changes,
  })

  test('is created and renamed, and the log tells who', async () => {
    const admin = await newStaff('admin')
    const form = seller()
    await createSeller(admin, form)
    expect(await getSeller(admin, form.sellerId)).toEqual({
      id: form.sellerId,
      code: form.code.toLowerCase(),
      nameEn: 'Backup Maker',
      nameZh: '备份工坊',
      isPlatform: false,
      products: 0,
    })
    await renameSeller(admin, { sellerId: form.sellerId, nameEn: 'Backup Smith', nameZh: '备份匠' })
    expect((await listSellers(admin)).find(({ id }) => id === form.sellerId)?.nameEn).toBe('Backup Smith')
    const rows =
      await owner`select command, user_id from audit_log where subject_id = ${form.sellerId} order by id`
    expect(rows).toEqual([
      { command: 'seller.create', user_id: admin.userId },
      { command: 'seller.rename', user_id: admin.userId },
    ])
  })

  test('twenty at once make one, and a code belongs to one', async () => {
    const admin = await newStaff('admin')
    const form = seller()
    const answers = await Promise.all(Array.from({ length: 20 }, () => createSeller(admin, form)))
    expect(answers.filter(({ created }) => created)).toHaveLength(1)
    expect(await refusalOf(createSeller(admin, seller({ code: form.code.toUpperCase() })))).toBe(
      'seller.code-taken',
    )
    expect(await refusalOf(createSeller(admin, { ...form, code: 'another-code' }))).toBe('seller.code-taken')
  })

  test('twenty renamings at once are one', async () => {
    const admin = await newStaff('admin')
    const { sellerId } = await createSeller(admin, seller())
    const form = { sellerId, nameEn: 'One', nameZh: '一' }
    await Promise.all(Array.from({ length: 20 }, () => renameSeller(admin, form)))
    expect(
      await owner`select from audit_log where subject_id = ${sellerId} and command = 'seller.rename'`,
    ).toHaveLength(1)
  })

  test.each([
    [{ code: 'x' }, { code: 'seller-code-invalid' }],
    [{ code: 'a b' }, { code: 'seller-code-invalid' }],
    [{ code: '-ab' }, { code: 'seller-code-invalid' }],
    [{ kind: '' }, { kind: 'seller-kind-required' }],
    [{ nameZh: '' }, { nameZh: 'required' }],
    [{ sellerId: 'x' }, { sellerId: 'id-invalid' }],
  ])('with %j answers %j', async (changes, fields) => {
    expect(
      await wrongFieldsOf(createSeller(await newStaff('admin'), seller(changes as Record<string, string>))),
    ).toEqual(fields)
  })

  test('is for admins alone', async () => {
    const { sellerId } = await createSeller(await newStaff('admin'), seller())
    const others = [await newStaff('finance', 'support', 'reviewer'), await newCustomer()]
    for (const actor of others) {
      expect(await refusalOf(createSeller(actor, seller()))).toBe('actor.forbidden')
      expect(await refusalOf(renameSeller(actor, { sellerId, nameEn: 'a', nameZh: 'b' }))).toBe(
        'actor.forbidden',
      )
    }
    expect(
      await refusalOf(renameSeller(await newStaff('admin'), { sellerId: newId(), nameEn: 'a', nameZh: 'b' })),
    ).toBe('object.not-found')
  })
})
