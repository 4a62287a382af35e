// Draws a QR code in the browser, so that no secret is sent to another service.
import { useEffect, useState } from 'react'

export function SquareCode({ text, label }: { text: string; label: string }) {
  const [square, setSquare] = useState<{ size: number; path: string }>()
  useEffect(() => {
    const drawn = import('uqr').then(({ encode }) => {
      const { data, size } = encode(text, { ecc: 'M', border: 3 })
      const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('')
      setSquare({ size, path })
    })
    // Its code may fail to load without a network; the text is always beside it.
    drawn.catch(() => undefined)
  }, [text])
  if (square === undefined) return <span className="square-code" />
  return (
    <svg
      className="square-code"
      viewBox={`0 0 ${square.size} ${square.size}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <path d={square.path} />
    </svg>
  )
}
