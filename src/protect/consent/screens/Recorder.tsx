// Records a voice on the spot: the person hears their yes before it is kept, and may repeat it.
import { useEffect, useRef, useState } from 'react'
import { Button } from '../../../kit/Button.tsx'
import { Inline, Stack } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { Notice } from '../../../kit/State.tsx'
import { Voice } from './Voice.tsx'

/**
 * A yes and a name is all that is asked. At this bit rate three minutes are well below the server's limit.
 */
const LONGEST_MS = 180_000
const BITS_PER_SECOND = 32_000
/** Formats of browsers' recorders; the first that this one supports is used. */
const KINDS = ['audio/webm;codecs=opus', 'audio/ogg;codecs=opus', 'audio/mp4']

type Taking = { recorder: MediaRecorder; stream: MediaStream; limit: number }

export function Recorder({ onRecorded }: { onRecorded: (voice: File | undefined) => void }) {
  const t = useMessages()
  const taking = useRef<Taking>(undefined)
  const [state, setState] = useState<'still' | 'recording' | 'denied'>('still')
  const [heard, setHeard] = useState<string>()

  // Recording stops when the user leaves the screen.
  useEffect(() => () => end(taking.current), [])
  useEffect(() => () => void (heard && URL.revokeObjectURL(heard)), [heard])

  async function start() {
    forget()
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true }).catch(() => undefined)
    if (!stream) return setState('denied')
    const mimeType = KINDS.find((kind) => MediaRecorder.isTypeSupported(kind))
    const recorder = new MediaRecorder(stream, {
      audioBitsPerSecond: BITS_PER_SECOND,
      ...(mimeType && { mimeType }),
    })
    const parts: Blob[] = []
    recorder.addEventListener('dataavailable', ({ data }) => void parts.push(data))
    recorder.addEventListener('stop', () => {
      const voice = new File(parts, 'voice', { type: recorder.mimeType })
      if (voice.size > 0) {
        setHeard(URL.createObjectURL(voice))
        onRecorded(voice)
      }
      setState('still')
    })
    taking.current = { recorder, stream, limit: window.setTimeout(stop, LONGEST_MS) }
    recorder.start()
    setState('recording')
  }

  const stop = () => end(taking.current)

  function forget() {
    setHeard(undefined)
    onRecorded(undefined)
  }

  if (!('MediaRecorder' in window)) return <p className="soft">{t('consent.voice_not_here')}</p>
  return (
    <Stack tight>
      <p className="field-help">{t('consent.voice_help')}</p>
      <Inline>
        {state === 'recording' ? (
          <Button kind="primary" icon="check" onClick={stop}>
            {t('consent.voice_stop')}
          </Button>
        ) : (
          <Button icon="phone" onClick={() => void start()}>
            {t(heard ? 'consent.voice_again' : 'consent.voice_start')}
          </Button>
        )}
        {heard && <Voice source={heard} />}
        {heard && (
          <Button kind="quiet" onClick={forget}>
            {t('consent.voice_forget')}
          </Button>
        )}
      </Inline>
      <output>{state === 'recording' && t('consent.voice_recording')}</output>
      {state === 'denied' && <Notice tone="now">{t('consent.voice_denied')}</Notice>}
    </Stack>
  )
}

function end(taking: Taking | undefined) {
  if (!taking) return
  clearTimeout(taking.limit)
  if (taking.recorder.state !== 'inactive') taking.recorder.stop()
  for (const track of taking.stream.getTracks()) track.stop()
}
