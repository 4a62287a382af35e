// A signature drawn on the screen with a finger or a pen; a person who cannot draw one says yes in another
// way.
import { useRef, type PointerEvent } from 'react'
import { Button } from '../../../kit/controls/Button.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import './signature.css'

const SIZE = { width: 640, height: 220 }

/** Passes on the drawing as a picture after each stroke, and undefined once it is cleared. */
export function Signature({ onDrawn }: { onDrawn: (picture: File | undefined) => void }) {
  const t = useMessages()
  const canvas = useRef<HTMLCanvasElement>(null)

  /** The line follows the pointer in the picture's coordinates, at any displayed width. */
  function trace(event: PointerEvent<HTMLCanvasElement>, begin: boolean) {
    const pen = canvas.current?.getContext('2d')
    if (!pen || (!begin && event.buttons === 0)) return
    const box = event.currentTarget.getBoundingClientRect()
    const x = ((event.clientX - box.left) / box.width) * SIZE.width
    const y = ((event.clientY - box.top) / box.height) * SIZE.height
    if (begin) {
      event.currentTarget.setPointerCapture(event.pointerId)
      pen.beginPath()
      pen.moveTo(x, y)
      return
    }
    pen.lineWidth = 3
    pen.lineCap = 'round'
    pen.lineTo(x, y)
    pen.stroke()
  }

  function handOver() {
    canvas.current?.toBlob((blob) => {
      onDrawn(blob ? new File([blob], 'signature.png', { type: 'image/png' }) : undefined)
    })
  }

  function wipe() {
    canvas.current?.getContext('2d')?.clearRect(0, 0, SIZE.width, SIZE.height)
    onDrawn(undefined)
  }

  return (
    <div className="signature">
      <p id="signature-help" className="field-help">
        {t('consent.sign_here')}
      </p>
      <canvas
        ref={canvas}
        {...SIZE}
        role="img"
        aria-label={t('consent.signature')}
        aria-describedby="signature-help"
        onPointerDown={(event) => trace(event, true)}
        onPointerMove={(event) => trace(event, false)}
        onPointerUp={handOver}
      />
      <Button kind="quiet" onClick={wipe}>
        {t('consent.wipe')}
      </Button>
    </div>
  )
}
