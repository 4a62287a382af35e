// Records a voice with the microphone of this device, in pieces of a second, and gives it to be heard before it is kept.
import { useEffect, useEffectEvent, useRef, useState } from 'react'

/** At this bit rate so long a voice is well below the server's limit. */
const BITS_PER_SECOND = 32_000
/**
 * The browser hands over what was recorded each second. What is stopped before the first part holds no sound,
 * or only a file's header.
 */
const PART_MS = 1000
/** Formats of browsers' recorders; the first that this one supports is used. */
const KINDS = ['audio/webm;codecs=opus', 'audio/ogg;codecs=opus', 'audio/mp4']

type Taking = { recorder: MediaRecorder; stream: MediaStream; limit: number }

/**
 * @param longest milliseconds after which it stops by itself
 * @param onRecorded `recording` until it is stopped: then the voice, or undefined when there is none
 */
export function useRecorder(longest: number, onRecorded: (voice: File | 'recording' | undefined) => void) {
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
    taking.current = { recorder, stream, limit: window.setTimeout(stop, longest) }
    recorder.start(PART_MS)
    onRecorded('recording')
    setState('recording')
  }

  const stop = () => end(taking.current)

  function forget() {
    setHeard(undefined)
    onRecorded(undefined)
  }

  return { isHere: 'MediaRecorder' in window, state, seconds, heard, start, stop, forget }
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
