// Records a voice on the spot: the person hears their yes before it is kept, and may repeat it.
import { Button } from '../../../kit/controls/Button.tsx'
import { Inline, Stack } from '../../../kit/Layout.tsx'
import { useFormats, useMessages } from '../../../kit/messages.tsx'
import { useRecorder } from '../../../kit/recorder.ts'
import { Notice } from '../../../kit/State.tsx'
import { Voice } from './Voice.tsx'

/** A yes and a name is all that is asked. */
const LONGEST_MS = 180_000

export function Recorder({
  onRecorded,
}: {
  /** `recording` until it is stopped: then the voice, or undefined when there is none. */
  onRecorded: (voice: File | 'recording' | undefined) => void
}) {
  const t = useMessages()
  const formats = useFormats()
  const { isHere, state, seconds, heard, start, stop, forget } = useRecorder(LONGEST_MS, onRecorded)
  if (!isHere) return <p className="soft">{t('consent.voice_not_here')}</p>
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
