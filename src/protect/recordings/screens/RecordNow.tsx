// Records a text of the pack on the spot, by somebody who speaks the language: heard before it is kept, used at once by
// whoever recorded it, by others once a second person has confirmed it.
import { useState } from 'react'
import { Button } from '../../../kit/controls/Button.tsx'
import { newId, useCommand } from '../../../kit/data.tsx'
import { Actions, useProblemText } from '../../../kit/Form.tsx'
import { Card } from '../../../kit/Layout.tsx'
import { useFormats, useMessages } from '../../../kit/messages.tsx'
import { usePack } from '../../../kit/pack.tsx'
import { useRecorder } from '../../../kit/recorder.ts'
import { Notice } from '../../../kit/State.tsx'
import { useToast } from '../../../kit/controls/Toast.tsx'
import { keepRecording } from '../operations.ts'
import { useSound } from './sound.ts'
import './listen.css'

/** Two and a half minutes at 32,000 bits a second are below what the server takes. */
const LONGEST_MS = 150_000

export default function RecordNow({
  textKey,
  language,
  text,
  onDone,
}: {
  textKey: string
  language: string
  text: string
  onDone: () => void
}) {
  const t = useMessages()
  const words = usePack()
  const formats = useFormats()
  const say = useToast()
  const problem = useProblemText()
  const keep = useCommand(keepRecording)
  const [voice, setVoice] = useState<File>()
  const [id, setId] = useState(newId)
  const recorder = useRecorder(LONGEST_MS, (file) => {
    setVoice(file === 'recording' ? undefined : file)
    // Another recording than one whose answer was lost.
    setId(newId())
  })
  const { state, seconds, heard } = recorder
  const name = words?.term('languages', language) ?? language

  async function send() {
    if (!voice) return
    const result = await keep.run({ id, key: textKey, language, sound: await lettersOf(voice) })
    if (result.state === 'refused') return
    say(t('recording.kept'))
    onDone()
  }

  return (
    <Card title={t('recording.record', { language: name })} tone="leaf">
      {!recorder.isHere && <p className="soft">{t('recording.not_here')}</p>}
      <p className="soft">{t('recording.record_help', { language: name })}</p>
      <blockquote>{text}</blockquote>
      <div className="listen">
        {state === 'recording' ? (
          <Button kind="primary" icon="check" onClick={recorder.stop}>
            {t('recording.stop')}
          </Button>
        ) : (
          <Button
            kind={heard ? 'quiet' : 'primary'}
            busy={state === 'asking'}
            onClick={() => void recorder.start()}
          >
            {t(heard ? 'recording.record_again' : 'recording.start')}
          </Button>
        )}
        {voice && <Heard voice={voice} />}
        <output>
          {state === 'recording' && t('recording.running', { seconds: formats.number(seconds) })}
        </output>
      </div>
      {state === 'denied' && <Notice tone="now">{t('recording.denied')}</Notice>}
      {state === 'nothing' && <Notice tone="now">{t('recording.empty')}</Notice>}
      {keep.problem && <Notice tone="now">{problem(keep.problem)}</Notice>}
      <Actions>
        {heard && (
          <Button kind="primary" busy={keep.busy} onClick={() => void send()}>
            {t('recording.keep')}
          </Button>
        )}
        <Button onClick={onDone}>{t('kit.cancel')}</Button>
      </Actions>
    </Card>
  )
}

/** What was recorded is played at once, and again. */
function Heard({ voice }: { voice: File }) {
  const t = useMessages()
  const { playing, toggle } = useSound(voice)
  return (
    <Button kind="quiet" onClick={toggle}>
      {t(playing ? 'recording.pause' : 'recording.yours')}
    </Button>
  )
}

/** In base64. */
async function lettersOf(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  let text = ''
  for (let at = 0; at < bytes.length; at += 8192)
    text += String.fromCharCode(...bytes.subarray(at, at + 8192))
  return btoa(text)
}
