import type { Operation } from '../faults'
import type { Route } from '../http'
import { apiRoute, type ApiOptions, type Operated } from './api'
import { listCertificates } from './certificates'
import { closeOrder, createOrder, queryOrder } from './orders'
import { applyAbnormalRefund, createRefund, queryRefund, type RefundDesk } from './refunds'

const ORDERS = '/v3/pay/transactions'
const REFUNDS = '/v3/refund/domestic/refunds'

/** The calls of the merchant API that are simulated. */
export function wechatpayRoutes(desk: RefundDesk, options: ApiOptions): Route[] {
  const ofMerchant = (method: Operated['method'], path: string, operation: Operation, run: Operated['run']) =>
    apiRoute(options, { method, path, operation, run, namesMerchant: true })
  const plain = (method: Operated['method'], path: string, operation: Operation, run: Operated['run']) =>
    apiRoute(options, { method, path, operation, run, namesMerchant: false })
  return [
    ofMerchant('POST', `${ORDERS}/native`, 'create', (_call, body) => createOrder(desk, 'NATIVE', body)),
    ofMerchant('POST', `${ORDERS}/h5`, 'create', (_call, body) => createOrder(desk, 'MWEB', body)),
    ofMerchant('GET', `${ORDERS}/out-trade-no/:number`, 'query', ({ params }) =>
      queryOrder(desk, desk.payments.get(params['number'] ?? '')),
    ),
    ofMerchant('GET', `${ORDERS}/id/:id`, 'query', ({ params }) =>
      queryOrder(desk, desk.payments.get(desk.transactions.get(params['id'] ?? '') ?? '')),
    ),
    ofMerchant('POST', `${ORDERS}/out-trade-no/:number/close`, 'close', ({ params }) =>
      closeOrder(desk, params['number'] ?? ''),
    ),
    plain('POST', REFUNDS, 'refund', (_call, body) => createRefund(desk, body)),
    plain('GET', `${REFUNDS}/:number`, 'refund-query', ({ params }) =>
      queryRefund(desk, params['number'] ?? ''),
    ),
    plain('POST', `${REFUNDS}/:id/apply-abnormal-refund`, 'refund', ({ params }, body) =>
      applyAbnormalRefund(desk, params['id'] ?? '', body),
    ),
    plain('GET', '/v3/certificates', 'certificates', () =>
      listCertificates(desk.keys.ring, desk.faults.of('wechatpay')),
    ),
  ]
}
