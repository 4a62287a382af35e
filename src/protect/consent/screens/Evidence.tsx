// The proof of a yes: a signature drawn or photographed, a thumbprint photographed, a voice recorded.
import { useOnline } from '../../../kit/data.tsx'
import { FileField } from '../../../kit/FileField.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { Notice } from '../../../kit/State.tsx'
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
  onFile,
  needed = false,
  id,
  error,
}: {
  how: How
  onFile: (file: Proof | undefined) => void
  needed?: boolean
  /** Of the field for a file, where a form says what is wrong. */
  id?: string
  error?: string | undefined
}) {
  const t = useMessages()
  const online = useOnline()
  // A spoken yes needs no file; where one is required, the person signs it or repeats it into a recording.
  if (how === 'verbal_with_witness' && !needed) return null
  // Files are not kept on the device: it cannot store them safely.
  if (!online) return <Notice>{t(`consent.proof_offline.${how}`)}</Notice>
  return (
    <>
      {(how === 'signature' || how === 'verbal_with_witness') && <Signature onDrawn={onFile} />}
      {(how === 'voice' || how === 'verbal_with_witness') && <Recorder onRecorded={onFile} />}
      <FileField
        id={id}
        error={error}
        label={t(`consent.proof_file.${how}`)}
        optional={!needed}
        help={t(`consent.proof_help.${how}`)}
        accept={ACCEPTED[how]}
        onChange={onFile}
      />
    </>
  )
}
