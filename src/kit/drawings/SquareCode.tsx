// Draws a QR code in the browser, so that no secret is sent to another service; and writes what stands beside it, to be
// typed by hand.
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

/** A link whose last part is random letters: these in groups of four, for whoever types them. Copied, it is the link. */
export function TypedLink({ link }: { link: string }) {
  const at = link.lastIndexOf('/') + 1
  const groups = [link.slice(0, at), ...(link.slice(at).match(/.{1,4}/gu) ?? [])]
  return (
    <p className="secret" dir="ltr">
      {groups.map((group, number) => (
        <span key={number} className="secret-group">
          {group}
        </span>
      ))}
    </p>
  )
}
