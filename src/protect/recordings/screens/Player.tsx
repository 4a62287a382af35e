// Plays a recording with one button, and again, slower where it is wanted. It is loaded when it is first played,
// unless this device holds it already (kept-sounds.ts), and stays on the device for the next time.
import { useMemo, useState } from 'react'
import { Button } from '../../../kit/controls/Button.tsx'
import { useAsk } from '../../../kit/data.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { usePack } from '../../../kit/pack.tsx'
import { Failed } from '../../../kit/State.tsx'
import { hearRecording, type Recording } from '../operations.ts'
import { useSound } from './sound.ts'
import './listen.css'

const SLOWER = 0.75

export function Player({
  recording: { id, language, standing },
  about,
  brief = false,
}: {
  recording: Recording
  /** What is heard, where a screen has several. */
  about?: string | undefined
  /** Plays and pauses, and no more. */
  brief?: boolean
}) {
  const t = useMessages()
  const words = usePack()
  const name = words?.term('languages', language) ?? language
  const [wanted, setWanted] = useState(false)
  const [slow, setSlow] = useState(false)
  const asked = useAsk(hearRecording, wanted ? { id } : null)
  const sound = useMemo(() => asked.data && soundIn(asked.data), [asked.data])
  const { playing, failed, toggle, again, pace } = useSound(sound)

  function changePace() {
    setSlow(!slow)
    pace(slow ? 1 : SLOWER)
  }

  const named = (label: string) => (about === undefined ? label : `${label}: ${about}`)
  const listen = t('recording.listen', { language: name })
  const label = playing ? t('recording.pause') : listen
  return (
    <div className="listen" role="group" aria-label={named(listen)}>
      <Button
        {...(about !== undefined && { 'aria-label': named(label) })}
        busy={wanted && sound === undefined && !asked.problem}
        onClick={() => (wanted ? toggle() : setWanted(true))}
      >
        <Sign playing={playing} />
        {brief && !playing ? t('recording.hear') : label}
      </Button>
      {sound !== undefined && !failed && !brief && (
        <>
          <Button kind="quiet" icon="refresh" onClick={again}>
            {t('recording.again')}
          </Button>
          <Button kind="quiet" aria-pressed={slow} onClick={changePace}>
            {t('recording.slower')}
          </Button>
        </>
      )}
      {standing === 'own' && <span className="soft">{t('recording.not_confirmed')}</span>}
      <span role="status">{failed && t('recording.not_played')}</span>
      {asked.problem && <Failed problem={asked.problem} />}
    </div>
  )
}

const soundIn = ({ type, sound }: { type: string; sound: string }): Blob =>
  new Blob([Uint8Array.from(atob(sound), (letter) => letter.codePointAt(0) ?? 0)], { type })

function Sign({ playing }: { playing: boolean }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={playing ? 'M8.5 5.5v13M15.5 5.5v13' : 'M8 5.5v13l10.5-6.5z'} />
    </svg>
  )
}
