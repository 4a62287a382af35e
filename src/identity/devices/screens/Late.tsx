// Late work of the organisation's lost devices: read it, apply it as a command of one's own, or discard it
// with a reason.
import { useState } from 'react'
import type { OutputOf } from '../../../kernel/command.ts'
import { newId, useAsk, useCommand } from '../../../kit/data.tsx'
import { later } from '../../../kit/later.tsx'
import { Card, Inline, Stack } from '../../../kit/Layout.tsx'
import { useFormats, useMessages } from '../../../kit/messages.tsx'
import { request } from '../../../kit/request.ts'
import { Answer, EmptyState, Loading, Notice } from '../../../kit/State.tsx'
import { useToast } from '../../../kit/controls/Toast.tsx'
import { discardLate, listLate } from '../operations.ts'
import { GiveUp } from './GiveUp.tsx'
import { useCommandName } from './field-names.ts'

const Written = later(() => import('./Written.tsx'), <Loading lines={3} />)

type LateWork = OutputOf<typeof listLate>['late'][number]

export function Late() {
  const t = useMessages()
  const formats = useFormats()
  const asked = useAsk(listLate, {})
  return (
    <Stack tight>
      <h2>{t('devices.late_title')}</h2>
      <Answer of={asked}>
        {({ late, refused }) =>
          late.length === 0 && refused.length === 0 ? (
            <EmptyState title={t('devices.late_none')}>{t('devices.late_none_help')}</EmptyState>
          ) : (
            <Stack>
              {refused.map(({ device, by, times, at }) => (
                <Notice key={device} tone="now" title={t('devices.late_refused', { name: by, times })}>
                  {t('devices.late_refused_help', { when: formats.instant(at) })}
                </Notice>
              ))}
              {late.length > 0 && <p>{t('devices.late_lead')}</p>}
              {late.map((one) => (
                <OneLate
                  key={one.id}
                  one={one}
                  waits={late.some(({ id }) => id === one.after)}
                  onDecided={asked.again}
                />
              ))}
            </Stack>
          )
        }
      </Answer>
    </Stack>
  )
}

function OneLate({ one, waits, onDecided }: { one: LateWork; waits: boolean; onDecided: () => void }) {
  const t = useMessages()
  const formats = useFormats()
  const say = useToast()
  const commandName = useCommandName()
  const [id] = useState(newId)
  const discard = useCommand(discardLate, {
    done() {
      say(t('devices.given_up'))
      onDecided()
    },
  })

  async function takeIn(input: unknown) {
    await request(`/api/late/${one.id}`, { json: { id, input } })
    say(t('devices.taken_in'))
    onDecided()
  }

  return (
    <Card title={commandName(one.name)} icon="phone" tone="now">
      <p className="small soft">
        {t('devices.late_by', { name: one.by, when: formats.instant(one.occurredAt) })}
      </p>
      {waits && <p>{t('devices.late_waits')}</p>}
      {one.permitted ? (
        <Written
          command={one.name}
          input={one.input}
          act={t('devices.take_in')}
          icon="check"
          onSend={takeIn}
        />
      ) : (
        <p>{t('devices.late_not_yours')}</p>
      )}
      <Inline>
        <GiveUp
          help={t('devices.late_give_up_help')}
          onGiveUp={async (reason) => {
            const result = await discard.run({ id: one.id, reason })
            if (result.state === 'refused') throw result.problem
          }}
        />
      </Inline>
    </Card>
  )
}
