// Plays a recorded yes. Nothing is fetched, and no access logged, before the button is pressed.
import { useEffect, useRef, useState } from 'react'
import { Button } from '../../../kit/controls/Button.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { Notice } from '../../../kit/State.tsx'

export function Voice({ source }: { source: string }) {
  const t = useMessages()
  const player = useRef<HTMLAudioElement>(undefined)
  const [state, setState] = useState<'still' | 'playing' | 'failed'>('still')

  useEffect(() => () => player.current?.pause(), [source])

  function toggle() {
    if (state === 'playing') {
      player.current?.pause()
      return setState('still')
    }
    const audio = new Audio(source)
    player.current = audio
    audio.addEventListener('ended', () => setState('still'))
    audio.addEventListener('error', () => setState('failed'))
    setState('playing')
    audio.play().catch(() => setState('failed'))
  }

  return (
    <>
      <Button kind="quiet" icon={state === 'playing' ? 'close' : 'forward'} onClick={toggle}>
        {t(state === 'playing' ? 'consent.voice_pause' : 'consent.voice_play')}
      </Button>
      {state === 'failed' && <Notice tone="now">{t('consent.voice_failed')}</Notice>}
    </>
  )
}
