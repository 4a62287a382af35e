// The locked screen: shows no data of any person, and opens with the PIN of one of the stores kept on this
// device.
import { deviceUnknown } from '../../../kernel/problems.ts'
import { lazy, useEffect, useRef, useState } from 'react'
import { findLock, wipe, type Lock as Kept } from '../../../device/locks.ts'
import { tryPin, type Opened } from '../../../device/unlock.ts'
import { Button } from '../../../kit/controls/Button.tsx'
import { useOnline } from '../../../kit/data.tsx'
import { ChoiceGroup } from '../../../kit/fields/Field.tsx'
import { Actions, ProblemSummary } from '../../../kit/Form.tsx'
import { Page, PageHeader, Stack } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { useTitle } from '../../../kit/route.tsx'
import type { Session } from '../../../kit/session.tsx'
import { SignOutOpen } from '../../../kit/SignOutOpen.tsx'
import { Notice } from '../../../kit/State.tsx'
import { handOverCopy, isWithdrawn, leave, openWithoutPin } from './keeping.ts'
import { PinField } from './PinField.tsx'

/** Only for who forgot the PIN. */
const NewPin = lazy(() => import('./NewPin.tsx'))

/** From this many remaining tries on, the screen says what happens after the last. */
const WARN_FROM = 4

type Said = { is: 'wrong'; left: number; seconds: number } | { is: 'early'; seconds: number } | undefined

export default function Lock({
  locks,
  first,
  renews,
  onOpen,
  onSignIn,
}: {
  /** The stores that may be opened now: with a network only that of the signed-in user. */
  locks: readonly Kept[]
  first: string | undefined
  /** Its user has just signed in because they have forgotten the PIN. */
  renews: boolean
  onOpen: (opened: Opened<Session>) => Promise<void>
  /** Another user, or the same without a PIN; both begin at the sign-in. */
  onSignIn: (forgot?: Kept) => void
}) {
  const t = useMessages()
  useTitle(t('devices.locked'))
  const online = useOnline()
  const [chosen, setChosen] = useState(first ?? locks[0]?.store)
  const [withdrawn, setWithdrawn] = useState(false)
  const [erased, setErased] = useState(false)
  const lock = locks.find(({ store }) => store === chosen)

  useEffect(() => {
    async function look() {
      for (const { store } of locks) {
        const lock = await findLock(store)
        if (!lock) continue
        if (await isWithdrawn(lock)) {
          if ((await leave(store)) && store === chosen) setWithdrawn(true)
        } else await handOverCopy(lock)
      }
    }
    void look()
    addEventListener('online', look)
    return () => removeEventListener('online', look)
  }, [locks, chosen, erased])

  if (lock === undefined) return null
  const isErased = erased || lock.way === undefined
  if (withdrawn) return <Withdrawn />
  if (renews) return <Renew lock={lock} onOpen={onOpen} />
  return (
    <Page width="narrow">
      <PageHeader
        title={t('devices.locked')}
        {...(!isErased && { lead: t('devices.locked_lead', { name: lock.name }) })}
      />
      <Stack>
        <SignOutOpen />
        {locks.length > 1 && (
          <ChoiceGroup
            label={t('devices.who')}
            value={lock.store}
            onChange={(store) => {
              setErased(false)
              setChosen(store)
            }}
            options={locks.map(({ store, name, organisationName }) => ({
              value: store,
              label: name,
              help: organisationName,
            }))}
          />
        )}
        {isErased ? (
          <Notice tone="late" title={t('devices.erased')}>
            <p>{t('devices.erased_help', { count: lock.waiting })}</p>
          </Notice>
        ) : (
          <Unlock key={lock.store} lock={lock} onOpen={onOpen} onErased={() => setErased(true)} />
        )}
        {online ? (
          <Actions>
            <Button kind={isErased ? 'primary' : 'quiet'} onClick={() => onSignIn(lock)}>
              {t(isErased ? 'devices.sign_in' : 'devices.forgot')}
            </Button>
            <Button kind="quiet" onClick={() => onSignIn()}>
              {t('devices.another')}
            </Button>
          </Actions>
        ) : (
          <p className="soft">{t('devices.forgot_offline')}</p>
        )}
      </Stack>
    </Page>
  )
}

function Unlock({
  lock,
  onOpen,
  onErased,
}: {
  lock: Kept
  onOpen: (opened: Opened<Session>) => Promise<void>
  onErased: () => void
}) {
  const t = useMessages()
  const [pin, setPin] = useState('')
  const [busy, setBusy] = useState(false)
  const [said, setSaid] = useState<Said>()
  const [failed, setFailed] = useState<Error>()

  async function open() {
    if (pin === '') return
    setBusy(true)
    setPin('')
    setFailed(undefined)
    const attempt = await tryPin<Session>(lock.store, pin)
      .catch((error: Error) => setFailed(error))
      .finally(() => setBusy(false))
    if (!attempt) return
    if (attempt.is === 'open') return await onOpen(attempt).catch(setFailed)
    if (attempt.is === 'erased') return onErased()
    setSaid(attempt)
  }

  const wait = (seconds: number) =>
    seconds < 60
      ? t('devices.pin_wait', { seconds })
      : t('devices.pin_wait_minutes', { minutes: Math.ceil(seconds / 60) })
  const errors = [
    ...(said?.is === 'wrong' ? [t('devices.pin_wrong')] : []),
    ...(said !== undefined && said.seconds > 0 ? [wait(said.seconds)] : []),
  ]
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.focus(), [said, failed])
  // Outside the form layer, which is not yet here: nothing but this is loaded before a device is open.
  return (
    <form
      className="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void open()
      }}
    >
      {(failed || errors.length > 0) && (
        <ProblemSummary box={box} title={t('devices.not_open')} problem={failed}>
          {errors.map((error) => (
            <p key={error}>{error}</p>
          ))}
        </ProblemSummary>
      )}
      {said?.is === 'wrong' && said.left <= WARN_FROM && (
        <Notice tone="now" title={t('devices.left', { count: said.left })}>
          <p>{t('devices.left_help', { count: lock.waiting })}</p>
        </Notice>
      )}
      <PinField
        label={t(lock.phrase ? 'devices.phrase' : 'devices.pin')}
        value={pin}
        onChange={setPin}
        phrase={lock.phrase}
      />
      <Actions>
        <Button kind="primary" type="submit" wide busy={busy}>
          {t('devices.open')}
        </Button>
      </Actions>
    </form>
  )
}

/**
 * A new PIN for a user who signed in; when the server no longer knows the device, the only way on is to begin
 * anew.
 */
function Renew({ lock, onOpen }: { lock: Kept; onOpen: (opened: Opened<Session>) => Promise<void> }) {
  const t = useMessages()
  const [isLost, setIsLost] = useState(false)

  async function open(pin: string) {
    try {
      await onOpen(await openWithoutPin(lock, pin))
    } catch (error) {
      if (!deviceUnknown.is(error)) throw error
      setIsLost(true)
    }
    return undefined
  }

  if (isLost) {
    return (
      <Page width="narrow">
        <PageHeader title={t('devices.lost')} lead={t('devices.lost_help', { count: lock.waiting })} />
        <Actions>
          <Button kind="danger" onClick={() => void wipe(lock.store).then(() => location.assign('/'))}>
            {t('devices.start_over')}
          </Button>
        </Actions>
      </Page>
    )
  }
  return (
    <Page width="narrow">
      <PageHeader title={t('devices.pin_choose')} lead={t('devices.pin_choose_lead')} />
      <NewPin act={t('devices.open')} phrase={lock.phrase} onChoose={open} />
    </Page>
  )
}

/** The organisation withdrew this device and it has just been erased. */
export function Withdrawn() {
  const t = useMessages()
  useTitle(t('devices.revoked'))
  return (
    <Page width="narrow">
      <PageHeader title={t('devices.revoked')} lead={t('devices.revoked_help')} />
      <Actions>
        <Button kind="primary" onClick={() => location.assign('/')}>
          {t('devices.go_on')}
        </Button>
      </Actions>
    </Page>
  )
}
