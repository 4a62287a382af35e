// Draws the pages of a PDF, each as a picture with its text for those who do not see it. Loaded when one is opened.
import { useEffect, useRef, useState } from 'react'
import { getDocument, GlobalWorkerOptions, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
// oxlint-disable-next-line import/default -- Vite gives the address of the file
import worker from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url'
import { useMessages } from '../../../kit/messages.tsx'
import { Loading, Notice } from '../../../kit/State.tsx'

GlobalWorkerOptions.workerSrc = worker

/** Wider than any column, so that small print can be read. */
const WIDTH = 1400

type State = { pages: readonly PDFPageProxy[] } | 'loading' | 'unreadable'

export default function Pages({ file }: { file: Blob }) {
  const t = useMessages()
  const [state, setState] = useState<State>('loading')
  useEffect(() => {
    let left = false
    const loading = file.arrayBuffer().then((data) => getDocument({ data, enableXfa: false }))
    void loading
      .then(async (task) => {
        const whole = await task.promise
        const numbers = Array.from({ length: whole.numPages }, (_, at) => at + 1)
        const pages = await Promise.all(numbers.map((number) => whole.getPage(number)))
        if (!left) setState({ pages })
      })
      .catch(() => left || setState('unreadable'))
    return () => {
      left = true
      void loading.then((task) => task.destroy())
    }
  }, [file])
  if (state === 'loading') return <Loading lines={8} />
  if (state === 'unreadable') return <Notice tone="now">{t('verification.file_unreadable')}</Notice>
  return state.pages.map((page) => <Page key={page.pageNumber} page={page} of={state.pages.length} />)
}

function Page({ page, of }: { page: PDFPageProxy; of: number }) {
  const t = useMessages()
  const canvas = useRef<HTMLCanvasElement>(null)
  const [text, setText] = useState('')
  useEffect(() => {
    if (!canvas.current) return undefined
    const viewport = page.getViewport({ scale: WIDTH / page.getViewport({ scale: 1 }).width })
    canvas.current.width = viewport.width
    canvas.current.height = viewport.height
    const drawing = page.render({ canvas: canvas.current, viewport })
    // Cancelled when the screen is left.
    drawing.promise.catch(() => undefined)
    void page
      .getTextContent()
      .then(({ items }) => setText(items.map((item) => ('str' in item ? item.str : '')).join(' ')))
      .catch(() => undefined)
    return () => drawing.cancel()
  }, [page])
  return (
    <div>
      <canvas
        ref={canvas}
        className="evidence-page"
        role="img"
        aria-label={t('verification.page', { number: page.pageNumber, of })}
      />
      <p className="unseen">{text}</p>
    </div>
  )
}
