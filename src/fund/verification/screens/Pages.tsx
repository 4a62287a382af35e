// Draws the pages of a PDF, each as a picture with its text for those who do not see it. Loaded when one is opened.
import { useEffect, useRef, useState } from 'react'
import { getDocument, GlobalWorkerOptions, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
// oxlint-disable-next-line import/default -- Vite gives the address of the file
import worker from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url'
import { Button } from '../../../kit/controls/Button.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { Loading, Notice } from '../../../kit/State.tsx'

GlobalWorkerOptions.workerSrc = worker

/** Wider than any column, so that small print can be read. */
const WIDTH = 1400
/** A page may say any size, and be as narrow as it likes: what is drawn is no higher. */
const HIGHEST = 6000
/** Pages that are drawn at once: each takes some ten megabytes, and a file may have any number. */
const AT_ONCE = 20

type State = PDFDocumentProxy | 'loading' | 'unreadable'

export default function Pages({ file }: { file: Blob }) {
  const t = useMessages()
  const [state, setState] = useState<State>('loading')
  const [most, setMost] = useState(AT_ONCE)
  useEffect(() => {
    let left = false
    const loading = file.arrayBuffer().then((data) => getDocument({ data, enableXfa: false }))
    void loading
      .then((task) => task.promise)
      .then((whole) => left || setState(whole))
      .catch(() => left || setState('unreadable'))
    return () => {
      left = true
      void loading.then((task) => task.destroy())
    }
  }, [file])
  if (state === 'loading') return <Loading lines={8} />
  if (state === 'unreadable') return <Notice tone="now">{t('verification.file_unreadable')}</Notice>
  const numbers = Array.from({ length: Math.min(state.numPages, most) }, (_, at) => at + 1)
  return (
    <>
      {numbers.map((number) => (
        <Page key={number} whole={state} number={number} />
      ))}
      {state.numPages > most && (
        <Button onClick={() => setMost((before) => before + AT_ONCE)}>{t('verification.more_pages')}</Button>
      )}
    </>
  )
}

function Page({ whole, number }: { whole: PDFDocumentProxy; number: number }) {
  const t = useMessages()
  const canvas = useRef<HTMLCanvasElement>(null)
  const [text, setText] = useState('')
  useEffect(() => {
    let left = false
    let cancel = () => {}
    async function draw() {
      const page = await whole.getPage(number)
      if (left || !canvas.current) return
      const size = page.getViewport({ scale: 1 })
      const viewport = page.getViewport({ scale: Math.min(WIDTH / size.width, HIGHEST / size.height) })
      canvas.current.width = viewport.width
      canvas.current.height = viewport.height
      const drawing = page.render({ canvas: canvas.current, viewport })
      cancel = () => drawing.cancel()
      const { items } = await page.getTextContent()
      if (!left) setText(items.map((item) => ('str' in item ? item.str : '')).join(' '))
      await drawing.promise
    }
    // Cancelled when the screen is left; what cannot be drawn stays empty, and the file can be opened.
    draw().catch(() => undefined)
    return () => {
      left = true
      cancel()
    }
  }, [whole, number])
  return (
    <div>
      <canvas
        ref={canvas}
        className="evidence-page"
        role="img"
        aria-label={t('verification.page', { number, of: whole.numPages })}
      />
      <p className="unseen">{text}</p>
    </div>
  )
}
