// Plays a sound of a recording through the loudspeaker of this device. What is heard is written beside it.
import { useEffect, useRef, useState } from 'react'

/** Begins to play as soon as the sound is there: it was loaded because somebody pressed the button. */
export function useSound(sound: Blob | undefined) {
  const player = useRef<HTMLAudioElement>(undefined)
  const [playing, setPlaying] = useState(false)
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    if (sound === undefined) return undefined
    const address = URL.createObjectURL(sound)
    const audio = new Audio(address)
    player.current = audio
    for (const event of ['play', 'pause', 'ended'])
      audio.addEventListener(event, () => setPlaying(!audio.paused))
    // A damaged file, or a form that this browser does not know: it says that it plays before it has read it.
    audio.addEventListener('error', () => {
      setPlaying(false)
      setFailed(true)
    })
    start(audio)
    return () => {
      audio.pause()
      URL.revokeObjectURL(address)
    }
  }, [sound])
  return {
    playing,
    /** This browser cannot play the sound. */
    failed,
    toggle() {
      const audio = player.current
      if (audio?.paused === false) audio.pause()
      else start(audio)
    },
    again() {
      if (player.current) player.current.currentTime = 0
      start(player.current)
    },
    pace(rate: number) {
      if (player.current) player.current.playbackRate = rate
    },
  }
}

/** A browser may want another press first: the button then still says that it can be heard. */
const start = (audio: HTMLAudioElement | undefined) => void audio?.play().catch(() => undefined)
