// Records a voice on the spot: the person hears their yes before it is kept, and may repeat it.
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { Button } from '../../../kit/Button.tsx'
import { Inline, Stack } from '../../../kit/Layout.tsx'
import { useFormats, useMessages } from '../../../kit/messages.tsx'
import { Notice } from '../../../kit/State.tsx'
import { Voice } from './Voice.tsx'

/**
 * A yes and a name is all that is asked. At this bit rate three minutes are well below the server's limit.
 */
const LONGEST_MS = 180_000
const BITS_PER_SECOND = 32_000
/**
 * The browser hands over what was recorded each second. What is stopped before the first part holds no sound,
 * or only a file's header.
 */
const PART_MS = 1000
/** Formats of browsers' recorders; the first that this one supports is used. */
const KINDS = ['audio/webm;codecs=opus', 'audio/ogg;codecs=opus', 'audio/mp4']

type Taking = { recorder: MediaRecorder; stream: MediaStream; limit: number }

export function Recorder({
  onRecorded,
}: {
  /** `recording` until it is stopped: then the voice, or undefined when there is none. */
  onRecorded: (voice: File | 'recording' | undefined) => void
}) {
  const t = useMessages()
  const formats = useFormats()
  const taking = useRef<Taking>(undefined)
  const isLeft = useRef(false)
  const [state, setState] = useState<'still' | 'asking' | 'recording' | 'denied' | 'nothing'>('still')
  const [seconds, setSeconds] = useState(0)
  const [heard, setHeard] = useState<string>()

  // Recording stops when the user leaves the screen, and what was being recorded is not kept.
  const leave = useEffectEvent(() => {
    isLeft.current = true
    if (taking.current?.recorder.state === 'recording') onRecorded(undefined)
    end(taking.current)
  })
  useEffect(() => {
    isLeft.current = false
    return () => leave()
  }, [])
  useEffect(() => () => void (heard && URL.revokeObjectURL(heard)), [heard])

  async function start() {
    forget()
    setSeconds(0)
    setState('asking')
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true }).catch(() => undefined)
    if (!stream) return setState('denied')
    if (isLeft.current) return silence(stream)
    const mimeType = KINDS.find((kind) => MediaRecorder.isTypeSupported(kind))
    const recorder = new MediaRecorder(stream, {
      audioBitsPerSecond: BITS_PER_SECOND,
      ...(mimeType && { mimeType }),
    })
    const parts: Blob[] = []
    const began = performance.now()
    let recorded = 0
    recorder.addEventListener('dataavailable', ({ data }) => {
      parts.push(data)
      if (recorder.state !== 'recording' || data.size === 0) return
      recorded = Math.max(1, Math.round((performance.now() - began) / 1000))
      setSeconds(recorded)
    })
    recorder.addEventListener('stop', () => {
      silence(stream)
      if (isLeft.current) return
      if (recorded === 0) {
        onRecorded(undefined)
        return setState('nothing')
      }
      const voice = new File(parts, 'voice', { type: recorder.mimeType })
      setHeard(URL.createObjectURL(voice))
      onRecorded(voice)
      setState('still')
    })
    taking.current = { recorder, stream, limit: window.setTimeout(stop, LONGEST_MS) }
    recorder.start(PART_MS)
    onRecorded('recording')
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
          <Button icon="phone" busy={state === 'asking'} onClick={() => void start()}>
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
      <Inline>
        <output>{state === 'recording' && t('consent.voice_recording')}</output>
        {state === 'recording' && (
          <span role="timer" aria-label={t('consent.voice_recorded')}>
            {formats.number(Math.floor(seconds / 60))}:
            {formats.number(seconds % 60, { minimumIntegerDigits: 2 })}
          </span>
        )}
      </Inline>
      {state === 'denied' && <Notice tone="now">{t('consent.voice_denied')}</Notice>}
      {state === 'nothing' && <Notice tone="now">{t('consent.voice_nothing')}</Notice>}
    </Stack>
  )
}

function end(taking: Taking | undefined) {
  if (!taking) return
  clearTimeout(taking.limit)
  if (taking.recorder.state !== 'inactive') taking.recorder.stop()
  silence(taking.stream)
}

/** Switches the microphone off. */
function silence(stream: MediaStream) {
  for (const track of stream.getTracks()) track.stop()
}
