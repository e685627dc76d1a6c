/** The gateways: those who send notices and can be asked. */
export const gatewayChannels = ['wechatpay', 'alipay'] as const
/** The ways an order can be paid; `assigned` is money that finance took out of suspense for it. */
export const paymentChannels = [...gatewayChannels, 'corporate', 'assigned'] as const

/** Whether two people were needed, and whether there were two to ask. */
export const fourEyesStates = ['not-needed', 'needed', 'waived'] as const
