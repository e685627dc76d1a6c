import QRCode from 'qrcode'

/** With the frame's 12 px this makes the four modules of quiet zone that ISO/IEC 18004 asks for. */
const MARGIN = 2

/** A QR code as one path, drawn on the server. The frame around it brings the white ground. */
export function QrCode({ text }: { text: string }) {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' })
  const side = modules.size + 2 * MARGIN
  return (
    <svg viewBox={`${-MARGIN} ${-MARGIN} ${side} ${side}`} shapeRendering="crispEdges" fill="currentColor">
      <path d={darkRuns(modules)} />
    </svg>
  )
}

type Modules = ReturnType<typeof QRCode.create>['modules']

function darkRuns(modules: Modules): string {
  let path = ''
  for (let row = 0; row < modules.size; row++) {
    for (let column = 0; column < modules.size; column++) {
      const start = column
      while (column < modules.size && modules.get(row, column)) column++
      if (column > start) path += `M${start} ${row}h${column - start}v1h${start - column}z`
    }
  }
  return path
}
