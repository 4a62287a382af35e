// The proof of a yes: a signature drawn or photographed, a thumbprint photographed, a voice recorded.
import { useRef } from 'react'
import { useDrafts, useOnline } from '../../../kit/data.tsx'
import { FileField } from '../../../kit/fields/FileField.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { Notice } from '../../../kit/State.tsx'
import { smaller } from '../../../kit/upload.ts'
import type { How } from '../operations.ts'
import { Recorder } from './Recorder.tsx'
import { Signature } from './Signature.tsx'

const PAGES = 'image/jpeg,image/png,image/webp,application/pdf'
const VOICES = 'audio/webm,audio/ogg,audio/mp4,audio/x-m4a,audio/mpeg,audio/wav'

const ACCEPTED: Readonly<Record<How, string>> = {
  signature: PAGES,
  thumbprint: PAGES,
  voice: VOICES,
  verbal_with_witness: `${PAGES},${VOICES}`,
}

/** A file, or a voice that is still being recorded and cannot be sent yet. */
export type Proof = File | 'recording'

export default function Evidence({
  how,
  value,
  onFile,
  needed = false,
  id,
  error,
}: {
  how: How
  /** What the form holds, also from a draft. */
  value?: File | undefined
  onFile: (file: Proof | undefined) => void
  needed?: boolean
  /** Of the field for a file, where a form says what is wrong. */
  id?: string
  error?: string | undefined
}) {
  const t = useMessages()
  const online = useOnline()
  const isKept = useDrafts() !== undefined
  const chosen = useRef<File>(undefined)

  function choose(file: File | undefined) {
    chosen.current = file
    onFile(file)
    // Unless something else was chosen or drawn meanwhile.
    if (file)
      void smaller(file).then((small) => {
        if (small !== file && chosen.current === file) onFile(small)
      })
  }
  function make(file: Proof | undefined) {
    chosen.current = undefined
    onFile(file)
  }
  return (
    <>
      {!online && <Notice>{t(isKept ? 'consent.proof_waits' : 'consent.proof_here_only')}</Notice>}
      {(how === 'signature' || how === 'verbal_with_witness') && <Signature onDrawn={make} />}
      {(how === 'voice' || how === 'verbal_with_witness') && <Recorder onRecorded={make} />}
      <FileField
        id={id}
        error={error}
        value={value}
        label={t(`consent.proof_file.${how}`)}
        optional={!needed}
        help={t(`consent.proof_help.${how}`)}
        accept={ACCEPTED[how]}
        onChange={choose}
      />
    </>
  )
}
