import type { ReactNode } from 'react'

export type PaperLine = { name: string; amount: string; rate: string; tax: string }

export type FapiaoPaperProps = {
  heading: string
  buyer: { name: string; taxpayerId: string }
  seller: { name: string; taxpayerId: string }
  lines: readonly PaperLine[]
  exclusive: string
  tax: string
  total: string
  capitals: string
  /** Each stands on a line of its own. */
  remarks: readonly string[]
  clerk: string
  /** The reader's own words for what this is not, and what is described. */
  mark: string
  label: string
}

/** An invoice drawn as the real paper, in text: always in Chinese, and always on paper, also in the dark. */
export function FapiaoPaper(props: FapiaoPaperProps) {
  const { heading, buyer, seller, lines, exclusive, tax, total, capitals, remarks, clerk, mark, label } =
    props
  return (
    <figure
      aria-label={label}
      className="paper overflow-x-auto rounded-lg border p-4 [color-scheme:light]"
      tabIndex={0}
    >
      <div lang="zh-CN" className="min-w-[480px] text-11">
        <div className="mb-3 flex items-start justify-between gap-3">
          <span aria-hidden className="paper-code">
            二维码
          </span>
          <p className="paper-heading">{heading}</p>
          <p className="w-24 leading-4">
            <Name>发票号码:</Name> —<br />
            <Name>开票日期:</Name> —
          </p>
        </div>
        <div className="paper-frame">
          <div className="paper-row grid-cols-2">
            <Party side="购买方信息" party={buyer} />
            <Party side="销售方信息" party={seller} />
          </div>
          <Items lines={lines} exclusive={exclusive} tax={tax} />
          <p className="paper-row paper-rule grid-cols-[1fr_auto] gap-3 px-2 py-1.5">
            <span>
              <Name>价税合计（大写）</Name> {capitals}
            </span>
            <span>
              <Name>（小写）</Name>¥{total}
            </span>
          </p>
          <div className="paper-row paper-rule grid-cols-[20px_1fr]">
            <Side>备注</Side>
            <p className="min-h-10 px-2 py-1 break-words">
              {remarks.map((line) => (
                <span key={line} className="block">
                  {line}
                </span>
              ))}
            </p>
          </div>
        </div>
        <p className="mt-1.5 flex justify-between gap-3">
          <span>
            <Name>开票人:</Name> {clerk}
          </span>
          <span lang="" className="text-[oklch(0.46_0.02_265)]">
            {mark}
          </span>
        </p>
      </div>
    </figure>
  )
}

function Items({ lines, exclusive, tax }: Pick<FapiaoPaperProps, 'lines' | 'exclusive' | 'tax'>) {
  return (
    <table className="paper-items">
      <thead>
        <tr>
          {['项目名称', '金额', '税率', '税额'].map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((line, at) => (
          <tr key={at}>
            <td>{line.name}</td>
            <td>{line.amount}</td>
            <td>{line.rate}</td>
            <td>{line.tax}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">合&emsp;计</th>
          <td>¥{exclusive}</td>
          <td />
          <td>¥{tax}</td>
        </tr>
      </tfoot>
    </table>
  )
}

function Party({ side, party }: { side: string; party: { name: string; taxpayerId: string } }) {
  return (
    <div className="paper-row grid-cols-[20px_1fr]">
      <Side>{side}</Side>
      <p className="grid content-center gap-2 px-2 py-2 break-all">
        <span>
          <Name>名称:</Name> {party.name}
        </span>
        <span>
          <Name>纳税人识别号:</Name> {party.taxpayerId}
        </span>
      </p>
    </div>
  )
}

function Side({ children }: { children: ReactNode }) {
  return <span className="paper-side">{children}</span>
}

function Name({ children }: { children: ReactNode }) {
  return <span className="text-fapiao">{children}</span>
}
