// What the person asked for and the answers; forms for a correction and an erasure, and everything as a file
// to take home.
import { useState } from 'react'
import { Button, LinkButton } from '../../../kit/controls/Button.tsx'
import { DateText } from '../../../kit/Figures.tsx'
import { Actions } from '../../../kit/Form.tsx'
import { Card, Inline, List, ListRow, Stack } from '../../../kit/Layout.tsx'
import { later } from '../../../kit/later.tsx'
import { useLocale, useMessages } from '../../../kit/messages.tsx'
import { EmptyState, StatusPill } from '../../../kit/State.tsx'
import type { OwnView } from '../operations.ts'
import { fileAt } from './requests.ts'

const AskCorrection = later(() => import('./AskCorrection.tsx'))
const AskErasure = later(() => import('./AskErasure.tsx'))

const TONES = { open: 'open', corrected: 'good', kept: 'closed' } as const

type Props = { view: OwnView; onChanged: () => void }

export function Requests({ view, onChanged }: Props) {
  const t = useMessages()
  const { locale } = useLocale()
  const [asking, setAsking] = useState<'correction' | 'erasure'>()
  const onDone = () => setAsking(undefined)
  return (
    <Stack>
      <Card title={t('own.corrections')} icon="inbox">
        <Corrections view={view} />
        <Actions>
          <Button onClick={() => setAsking('correction')}>{t('own.ask_correction')}</Button>
        </Actions>
      </Card>
      <Card title={t('own.take_home')} icon="clip">
        <p>{t('own.take_home_help')}</p>
        <Inline>
          <LinkButton href={fileAt('page', locale)} icon="print" download>
            {t('own.download_page')}
          </LinkButton>
          <LinkButton href={fileAt('json', locale)} icon="contract" download>
            {t('own.download_json')}
          </LinkButton>
        </Inline>
      </Card>
      <Card title={t('own.ask_erasure')} icon="clock">
        <p>{t('own.erasure_help')}</p>
        <Actions>
          <Button onClick={() => setAsking('erasure')}>{t('own.ask_erasure')}</Button>
        </Actions>
      </Card>
      {asking === 'correction' && (
        <AskCorrection
          titles={view.sections.map(({ title }) => title)}
          onDone={onDone}
          onChanged={onChanged}
        />
      )}
      {asking === 'erasure' && <AskErasure onDone={onDone} onChanged={onChanged} />}
    </Stack>
  )
}

function Corrections({ view }: { view: OwnView }) {
  const t = useMessages()
  if (view.corrections.length === 0) return <EmptyState title={t('own.no_corrections')} drawing="shade" />
  return (
    <List label={t('own.corrections')}>
      {view.corrections.map((one) => (
        <ListRow
          key={one.id}
          title={one.about}
          detail={
            <>
              {t('correction.wrong', { text: one.wrong })}
              <br />
              {t('correction.proposed', { text: one.proposed })}
              {one.answer !== null && (
                <>
                  <br />
                  {t('own.label.answer')}: <q>{one.answer}</q>
                </>
              )}
              <br />
              <DateText instant={one.answeredAt ?? one.askedAt} />
            </>
          }
          end={<StatusPill tone={TONES[one.state]}>{t(`correction.state.${one.state}`)}</StatusPill>}
        />
      ))}
    </List>
  )
}
