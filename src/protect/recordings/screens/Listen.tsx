// What can be heard of a text that is read to somebody: recordings in the languages they speak, else the voice of the
// device; and where there is none, whoever speaks the language records it on the spot.
import { lazy, Suspense, useEffect, useState } from 'react'
import { Button } from '../../../kit/controls/Button.tsx'
import { useAsk, useOnline } from '../../../kit/data.tsx'
import { Stack } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { usePack } from '../../../kit/pack.tsx'
import { useActor } from '../../../kit/session.tsx'
import { wordsToSay } from '../../../kernel/packs/pack-spoken.ts'
import { listRecordings } from '../operations.ts'
import * as policy from '../policy.ts'
import { best } from '../rules.ts'
import { Pictures } from './Pictures.tsx'
import { Player } from './Player.tsx'

const RecordNow = lazy(() => import('./RecordNow.tsx'))

export default function Listen({
  textKey,
  value,
  spoken = [],
  pictures = [],
  about,
  brief = false,
  voice = true,
  records = true,
}: {
  textKey: string
  /** The language it is read in. */
  value: string
  spoken?: readonly string[]
  /** The keys of what the text is about, where there is a picture of it. */
  pictures?: readonly string[]
  /** The words themselves, where they stand beside it and a screen has several: its buttons are named by them. */
  about?: string
  /** An answer among others: as small as it can be. */
  brief?: boolean
  /** Whether the voice of the device is offered where there is no recording. */
  voice?: boolean
  /** Whether what is missing can be recorded here. */
  records?: boolean
}) {
  const t = useMessages()
  const words = usePack()
  const actor = useActor()
  const online = useOnline()
  const asked = useAsk(listRecordings, { organisation: actor.organisation })
  const [recording, setRecording] = useState(false)
  const of = (asked.data?.recordings ?? []).filter(({ key }) => key === textKey)
  const wanted =
    spoken.length > 0 ? [...new Set([...spoken, value])] : [...new Set(of.map((one) => one.language))]
  const heard = wanted.flatMap((language) => best(of, language) ?? [])
  const missing = spoken.find((language) => !heard.some((one) => one.language === language))
  const text = words && wordsToSay(words.pack, textKey, value)
  const mayRecord = records && policy.make(actor) === true && online
  if (!words) return null
  const record =
    missing !== undefined && t('recording.record', { language: words.term('languages', missing) })
  return (
    <Stack tight>
      <Pictures keys={pictures} words={words} bare={about !== undefined} />
      {heard.map((one) => (
        <Player key={one.id} recording={one} about={about} brief={brief} />
      ))}
      {voice && text !== undefined && !heard.some(({ language }) => language === value) && (
        <DeviceVoice language={value} name={words.term('languages', value)} text={text} about={about} />
      )}
      {asked.data && record && mayRecord && !recording && (
        <div>
          <Button
            kind="quiet"
            {...(about && { 'aria-label': `${record}: ${about}` })}
            onClick={() => setRecording(true)}
          >
            {record}
          </Button>
        </div>
      )}
      {missing !== undefined && recording && (
        <Suspense>
          <RecordNow
            textKey={textKey}
            language={missing}
            text={text ?? ''}
            onDone={() => setRecording(false)}
          />
        </Suspense>
      )}
    </Stack>
  )
}

/** The voice of the device itself, where it has one of the language: nothing is sent anywhere. */
function DeviceVoice({
  language,
  name,
  text,
  about,
}: {
  language: string
  name: string
  text: string
  about: string | undefined
}) {
  const t = useMessages()
  const [voice, setVoice] = useState<SpeechSynthesisVoice>()
  const [speaking, setSpeaking] = useState(false)
  useEffect(() => {
    if (!('speechSynthesis' in window)) return
    const find = () =>
      setVoice(
        speechSynthesis
          .getVoices()
          .find(({ lang, localService }) => localService && lang.toLowerCase().startsWith(language)),
      )
    find()
    speechSynthesis.addEventListener('voiceschanged', find)
    return () => {
      speechSynthesis.removeEventListener('voiceschanged', find)
      speechSynthesis.cancel()
    }
  }, [language])
  if (!voice) return null

  function toggle() {
    speechSynthesis.cancel()
    if (speaking) return setSpeaking(false)
    const said = new SpeechSynthesisUtterance(text)
    said.lang = language
    if (voice) said.voice = voice
    said.addEventListener('end', () => setSpeaking(false))
    speechSynthesis.speak(said)
    setSpeaking(true)
  }
  const label = t(speaking ? 'recording.stop_voice' : 'recording.device_voice', { language: name })
  return (
    <div className="listen">
      <Button aria-pressed={speaking} {...(about && { 'aria-label': `${label}: ${about}` })} onClick={toggle}>
        {label}
      </Button>
    </div>
  )
}
