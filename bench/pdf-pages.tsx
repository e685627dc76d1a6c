import { Document, Page, StyleSheet, Text, View } from '@react-pdf/renderer'
import { FAMILY } from '@/components/pdf/fonts'

/** What a statement's page says: its heading, facts and rows of cells. */
export type StatementText = {
  heading: string
  facts: readonly (readonly [label: string, value: string])[]
  head: readonly string[]
  rows: readonly (readonly string[])[]
  totals: readonly string[]
}

const styles = StyleSheet.create({
  page: { padding: 40, fontFamily: FAMILY, fontSize: 9 },
  heading: { fontSize: 16, fontWeight: 700, marginBottom: 12 },
  fact: { flexDirection: 'row', marginBottom: 3 },
  label: { width: 120, color: '#5b5f6e' },
  row: { flexDirection: 'row', borderBottomWidth: 0.5, borderBottomColor: '#d6d9e0', paddingVertical: 4 },
  name: { flex: 3 },
  cell: { flex: 1, textAlign: 'right' },
})

/** A statement as the product sets it: a table with ruled rows and figures to the right. */
export function StatementPages({ heading, facts, head, rows, totals }: StatementText) {
  return (
    <Document title={heading} language="zh-CN">
      <Page size="A4" style={styles.page}>
        <Text style={styles.heading}>{heading}</Text>
        {facts.map(([label, value]) => (
          <View key={label} style={styles.fact}>
            <Text style={styles.label}>{label}</Text>
            <Text>{value}</Text>
          </View>
        ))}
        <View style={{ marginTop: 12 }}>
          {[head, ...rows, totals].map((cells, at) => (
            <View key={at} style={styles.row} wrap={false}>
              {cells.map((cell, column) => (
                <Text key={column} style={column === 0 ? styles.name : styles.cell}>
                  {cell}
                </Text>
              ))}
            </View>
          ))}
        </View>
      </Page>
    </Document>
  )
}

/** The renderer alone: the same texts in as many pieces, side by side as far as they stand so, one in bold. */
export function BarePages({
  rows,
  bold,
  size,
}: {
  rows: readonly (readonly string[])[]
  /** Which row is the heading. */
  bold: number
  size: 'A4' | [number, number]
}) {
  return (
    <Document>
      <Page size={size} style={{ padding: 28, fontFamily: FAMILY, fontSize: 9 }}>
        {rows.map((cells, at) => (
          <View key={at} style={{ flexDirection: 'row' }}>
            {cells.map((cell, column) => (
              <Text key={column} style={{ flex: 1, fontWeight: at === bold ? 700 : 400 }}>
                {cell}
              </Text>
            ))}
          </View>
        ))}
      </Page>
    </Document>
  )
}
