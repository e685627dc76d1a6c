import type postgres from 'postgres'
import { presets } from '@/lib/billing/policy/policy.rules'
import { newId } from '@/lib/kernel/id'

/** The least that can be sold: a policy, a seller, a package and a card with their prices, an agreement. */
export async function plantCatalog(owner: postgres.Sql): Promise<void> {
  const seller = newId()
  await owner`insert into policies (version, effective_at, preset, body)
    values (1, '2020-01-01', 'standard', ${owner.json(presets.standard)})`
  await owner`insert into sellers (id, code, name_en, name_zh, is_platform)
    values (${seller}, 'platform', 'Billing Cloud', '云账科技', true)`
  await owner`insert into products (code, kind, family, section, seller_id, name_en, name_zh, unit_en, unit_zh,
      validity_years, max_thousands, discount_above_thousands, tax_rate, position)
    values ('auth', 'package', 'authentication', 'own', ${seller}, 'Authentication', '认证服务', '', '次',
      3, 100000, 500, 0.06, 1)`
  await owner`insert into products (code, kind, family, section, seller_id, name_en, name_zh, unit_en, unit_zh, position)
    values ('balance', 'top-up', 'balance', 'own', ${seller}, 'Balance top-up', '余额充值', '', '', 0)`
  await owner`insert into products (code, kind, family, section, seller_id, name_en, name_zh, unit_en, unit_zh, position)
    values ('card-1000', 'card', 'cards', 'own', ${seller}, 'Stored-value card', '储值卡', '', '张', 9)`
  await owner`insert into invoice_items (product_code, name, tax_code, tax_treatment)
    values ('auth', '认证服务费', '3040205000000000000', '0.06'), ('card-1000', '预付卡销售', '6010000000000000000', 'not-taxed')`
  await owner`insert into seller_invoicing (seller_id, legal_name, taxpayer_id, address, phone, bank_name, bank_account, clerk,
      rates, per_invoice_fen, channels)
    values (${seller}, '云账科技（上海）有限公司', '91330100799655058B', '上海市', '021-55550100', '招商银行', '121938475610302',
      '林晓', ${['0.06']}, 10000000, '{}')`
  await owner`insert into prices (product_code, effective_at, unit_price_fen) values ('auth', '2020-01-01', 5000), ('card-1000', '2020-01-01', 100000)`
  await owner`insert into quantity_choices (product_code, thousands) values ('auth', 100), ('auth', 200)`
  await owner`insert into agreements (code, version, effective_on, title_en, title_zh, body_en, body_zh)
    values ('privacy', 1, '2020-01-01', 'Privacy Agreement', '隐私协议', 'Text', '正文')`
}
