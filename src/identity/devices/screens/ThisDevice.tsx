// This device: whether it keeps people for work without a network, and the PIN that decrypts them.
import { useEffect, useRef, useState } from 'react'
import { useDevice, useKeeper, useKept, type Keeper } from '../../../device/hooks.tsx'
import { Button, LinkButton } from '../../../kit/controls/Button.tsx'
import { useAsk } from '../../../kit/data.tsx'
import { Dialog } from '../../../kit/controls/Dialog.tsx'
import { Actions } from '../../../kit/Form.tsx'
import { later } from '../../../kit/later.tsx'
import { Card, FactRow, Facts, Page, PageHeader, Stack } from '../../../kit/Layout.tsx'
import { useFormats, useMessages } from '../../../kit/messages.tsx'
import { SlotView, useSlot } from '../../../kit/route.tsx'
import { EmptyState, Loading, Notice } from '../../../kit/State.tsx'
import { useToast } from '../../../kit/controls/Toast.tsx'
import { getDeviceRule } from '../operations.ts'

const NewPin = later(() => import('./NewPin.tsx'), <Loading />)

export default function ThisDevice() {
  const t = useMessages()
  const keeper = useKeeper()
  const device = useDevice()
  const rule = useAsk(getDeviceRule, {})
  const phrase = rule.data?.phrase ?? false
  return (
    <Page width="narrow">
      <PageHeader title={t('devices.here')} lead={t('devices.here_lead')} />
      {!keeper && <EmptyState title={t('devices.keeps_nothing')} drawing="wire" />}
      {keeper &&
        (device ? <Keeping keeper={keeper} phrase={phrase} /> : <Begin keeper={keeper} phrase={phrase} />)}
    </Page>
  )
}

function Begin({ keeper, phrase }: { keeper: Keeper; phrase: boolean }) {
  const t = useMessages()
  const say = useToast()
  return (
    <Stack>
      <p>{t('devices.begin_help')}</p>
      <NewPin
        act={t('devices.begin')}
        phrase={phrase}
        onChoose={async (pin) => {
          await keeper.keep(pin)
          say(t('devices.begun_bringing'))
          return undefined
        }}
      />
      <Notice>{t('devices.worth')}</Notice>
    </Stack>
  )
}

/** Says that the device is ready once the first people are on it, and not before. */
function useReadySaid(isReady: boolean | undefined) {
  const t = useMessages()
  const say = useToast()
  const awaited = useRef(false)
  useEffect(() => {
    if (isReady && awaited.current) say(t('devices.begun'))
    awaited.current = isReady === false
  }, [isReady, say, t])
}

function Keeping({ keeper, phrase }: { keeper: Keeper; phrase: boolean }) {
  const t = useMessages()
  const formats = useFormats()
  const say = useToast()
  const status = useKept((device) => device.status())
  const holds = useSlot('device.holds')
  const [asking, setAsking] = useState<'pin' | 'forget'>()
  useReadySaid(status && status.syncedAt !== undefined)
  const waiting = (status?.pending ?? 0) + (status?.attention ?? 0)
  const [mayBeCleared, setMayBeCleared] = useState(false)
  useEffect(() => {
    void navigator.storage?.persisted?.().then((persisted) => setMayBeCleared(!persisted))
  }, [])
  return (
    <Stack>
      {mayBeCleared && <Notice>{t('devices.may_be_cleared')}</Notice>}
      <Card title={t('devices.keeps')} icon="phone">
        <Facts>
          <FactRow label={t('devices.kept_people')}>{status?.people}</FactRow>
          <FactRow label={t('devices.kept_at')}>
            {status?.syncedAt === undefined
              ? t('devices.kept_never')
              : formats.instant(new Date(status.syncedAt).toISOString())}
          </FactRow>
          <FactRow label={t('devices.kept_waiting')}>{waiting}</FactRow>
          {holds.map((content) => (
            <SlotView key={content.key} content={content} props={{}} />
          ))}
        </Facts>
        <Actions>
          <Button kind="primary" icon="lock" onClick={() => keeper.lock()}>
            {t('devices.lock_now')}
          </Button>
          <Button onClick={() => setAsking('pin')}>{t('devices.change_pin')}</Button>
          <Button kind="quiet" onClick={() => setAsking('forget')}>
            {t('devices.stop')}
          </Button>
        </Actions>
      </Card>
      <LinkButton href="/attention" kind="quiet">
        {t('devices.attention')}
      </LinkButton>
      {asking === 'pin' && (
        <Dialog title={t('devices.change_pin')} onClose={() => setAsking(undefined)}>
          <NewPin
            act={t('devices.change_pin')}
            phrase={phrase}
            asksOld
            onChoose={async (pin, old) => {
              if (!(await keeper.changePin(old, pin))) return t('devices.pin_wrong')
              setAsking(undefined)
              say(t('devices.pin_changed'))
              return undefined
            }}
          />
        </Dialog>
      )}
      {asking === 'forget' && (
        <Dialog title={t('devices.stop_title')} onClose={() => setAsking(undefined)}>
          <p>{t('devices.stop_help', { count: waiting })}</p>
          <Actions>
            <Button kind="danger" onClick={() => void keeper.forget()}>
              {t('devices.stop')}
            </Button>
            <Button onClick={() => setAsking(undefined)}>{t('kit.cancel')}</Button>
          </Actions>
        </Dialog>
      )}
    </Stack>
  )
}
