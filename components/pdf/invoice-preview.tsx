import { Document, Page, StyleSheet, Text, View } from '@react-pdf/renderer'
import { FAMILY, registerFonts, type FontFiles } from './fonts'

export type PreviewLine = { name: string; amount: string; rate: string; tax: string }

export type PreviewParty = { name: string; taxpayerId: string }

export type InvoicePreviewProps = {
  fonts: FontFiles
  kind: string
  buyer: PreviewParty
  seller: PreviewParty
  lines: readonly PreviewLine[]
  exclusive: string
  tax: string
  total: string
  capitals: string
  remark: string
  clerk: string
}

const INK = '#1d2433'
const FRAME = '#800000'

const styles = StyleSheet.create({
  page: { padding: 28, fontFamily: FAMILY, fontSize: 9, color: INK },
  mark: {
    position: 'absolute',
    top: 170,
    left: 90,
    fontSize: 54,
    color: '#e9b4b4',
    opacity: 0.5,
    transform: 'rotate(-18deg)',
  },
  note: { textAlign: 'center', color: '#b00020', marginBottom: 6 },
  heading: { textAlign: 'center', fontSize: 16, fontWeight: 700, color: FRAME, marginBottom: 12 },
  frame: { borderWidth: 1, borderColor: FRAME },
  row: { flexDirection: 'row', borderBottomWidth: 1, borderBottomColor: FRAME },
  party: { flex: 1, padding: 6 },
  divider: { borderLeftWidth: 1, borderLeftColor: FRAME },
  label: { color: FRAME },
  name: { flex: 4, padding: 4 },
  cell: { flex: 2, padding: 4, textAlign: 'right' },
  foot: { padding: 6 },
})

/** What an invoice would say, in the layout of an electronic one. It is no tax document and says so across the page. */
export function InvoicePreview(props: InvoicePreviewProps) {
  registerFonts(props.fonts)
  const { kind, buyer, seller, lines, exclusive, tax, total, capitals, remark, clerk } = props
  return (
    <Document title={`${kind} 预览`} language="zh-CN">
      <Page size={[610, 394]} style={styles.page}>
        <Text style={styles.mark}>预览 非正式发票</Text>
        <Text style={styles.note}>预览 / 非正式发票，不得作为报销或抵扣凭证</Text>
        <Text style={styles.heading}>{kind}</Text>
        <View style={styles.frame}>
          <View style={styles.row}>
            <Party title="购买方信息" party={buyer} />
            <Party title="销售方信息" party={seller} divided />
          </View>
          <Row cells={['项目名称', '金额', '税率/征收率', '税额']} head />
          {lines.map((line, at) => (
            <Row key={at} cells={[line.name, line.amount, line.rate, line.tax]} />
          ))}
          <Row cells={['合计', `¥${exclusive}`, '', `¥${tax}`]} />
          <View style={styles.row}>
            <Text style={styles.name}>
              <Text style={styles.label}>价税合计（大写） </Text>
              {capitals}
            </Text>
            <Text style={styles.cell}>
              <Text style={styles.label}>（小写） </Text>¥{total}
            </Text>
          </View>
          <View style={styles.foot}>
            <Text style={styles.label}>备注</Text>
            <Text>{remark}</Text>
          </View>
        </View>
        <Text style={{ marginTop: 6 }}>
          <Text style={styles.label}>开票人：</Text>
          {clerk}
        </Text>
      </Page>
    </Document>
  )
}

function Party({ title, party, divided = false }: { title: string; party: PreviewParty; divided?: boolean }) {
  return (
    <View style={divided ? [styles.party, styles.divider] : styles.party}>
      <Text style={styles.label}>{title}</Text>
      <Text>名称：{party.name}</Text>
      <Text>统一社会信用代码/纳税人识别号：{party.taxpayerId}</Text>
    </View>
  )
}

function Row({ cells, head = false }: { cells: readonly [string, string, string, string]; head?: boolean }) {
  const [name, ...rest] = cells
  const colour = head ? styles.label : {}
  return (
    <View style={styles.row}>
      <Text style={[styles.name, colour]}>{name}</Text>
      {rest.map((cell, at) => (
        <Text key={at} style={[styles.cell, colour]}>
          {cell}
        </Text>
      ))}
    </View>
  )
}
