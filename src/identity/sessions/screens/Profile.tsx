// The user's own account: language, password, second factor, passkeys, and the devices with an open session.
import * as z from 'zod/mini'
import { useState } from 'react'
import { Button } from '../../../kit/controls/Button.tsx'
import { type Asked, useCommand } from '../../../kit/data.tsx'
import { useAct } from '../../../kit/request.ts'
import { Select } from '../../../kit/fields/Field.tsx'
import { OperationForm } from '../../../kit/form/OperationForm.tsx'
import { Actions, ErrorSummary } from '../../../kit/Form.tsx'
import { Card, Columns, List, ListRow, Page, PageHeader, Stack } from '../../../kit/Layout.tsx'
import {
  LOCALE_NAMES,
  LOCALES,
  type UiLocale,
  useFormats,
  useLocale,
  useLookup,
  useMessages,
} from '../../../kit/messages.tsx'
import { SlotView, useSlot } from '../../../kit/route.tsx'
import { Answer, StatusPill } from '../../../kit/State.tsx'
import { useToast } from '../../../kit/controls/Toast.tsx'
import { chooseLanguage } from '../../users/operations.ts'
import { browserName } from './browser-name.ts'
import { NewPassword, Secret, useAuthForm } from './auth-form.ts'
import { requestAuth, type OpenSession, type Passkey, type Standing, useAuthRoute } from './auth-requests.ts'
import { passkeysWork } from './passkeys.ts'
import { useRefused } from './refused.ts'
import { RefusedProofs } from './RefusedProofs.tsx'
import { BackupCodes, EnrolApp, EnrolPasskey } from './SecondFactor.tsx'

export default function Profile() {
  const t = useMessages()
  const notices = useSlot('profile.notice')
  const standing = useAuthRoute<Standing>('standing')
  const passkeys = useAuthRoute<readonly Passkey[]>('passkeys')
  const sessions = useAuthRoute<readonly OpenSession[]>('sessions')
  // With new refused attempts the list comes first, because the home screen links here.
  const isNew = useRefused().data?.some((one) => one.isNew) === true
  const look = () => [standing, passkeys, sessions].forEach((asked) => asked.again())
  return (
    <Page>
      <Answer of={standing}>
        {(now) => (
          <>
            <PageHeader title={t('profile.title')} lead={now.user?.email} over={now.user?.name} />
            {notices.map((content) => (
              <SlotView key={content.key} content={content} props={{}} />
            ))}
            {isNew && <RefusedProofs />}
            <Columns>
              <Stack>
                <Organisations standing={now} />
                <Language />
                {now.hasPassword !== false && <Password onDone={look} />}
              </Stack>
              <Stack>
                <App has={now.hasCodes === true} hasPassword={now.hasPassword !== false} onDone={look} />
                {passkeysWork() && <Passkeys passkeys={passkeys} onDone={look} />}
                <Sessions sessions={sessions} onDone={look} />
                {!isNew && <RefusedProofs />}
              </Stack>
            </Columns>
          </>
        )}
      </Answer>
    </Page>
  )
}

const Changed = z.object({ current: Secret, password: NewPassword })
/** The password again, where there is one. */
const Again = z.object({ password: z.optional(Secret) })

type Done = { onDone: () => unknown }

function Organisations({ standing }: { standing: Standing }) {
  const t = useMessages()
  const lookup = useLookup()
  const act = useAct()
  const organisations = standing.organisations ?? []
  if (organisations.length < 2) return null
  const choose = (organisation: string) =>
    act
      .run(() => requestAuth('choose-organisation', { organisation }))
      .then((done) => done && location.assign('/'))
  return (
    <Card title={t('organisation.choose')} icon="directory">
      <ErrorSummary problem={act.problem} />
      <List label={t('organisation.choose')}>
        {organisations.map(({ id, name, roles }) => (
          <ListRow
            key={id}
            title={name}
            detail={roles.map((role) => lookup(`role.${role}`, role)).join(' · ')}
            end={
              <Button aria-label={t('organisation.work_for', { name })} onClick={() => void choose(id)}>
                {t('organisation.work_here')}
              </Button>
            }
          />
        ))}
      </List>
    </Card>
  )
}

function Language() {
  const t = useMessages()
  const { locale, setLocale } = useLocale()
  const choose = useCommand(chooseLanguage)
  return (
    <Card title={t('kit.language')} icon="globe">
      <ErrorSummary problem={choose.problem} />
      <Select<UiLocale>
        label={t('profile.language')}
        help={t('profile.language_help')}
        value={locale}
        options={LOCALES.map((value) => ({ value, label: LOCALE_NAMES[value] }))}
        onChange={(next) => {
          setLocale(next)
          void choose.run({ locale: next })
        }}
      />
    </Card>
  )
}

function Password({ onDone }: Done) {
  const t = useMessages()
  const say = useToast()
  const form = useAuthForm(Changed, {
    ask: (given) => requestAuth('change-password', given),
    forget: ['current'],
    async done() {
      form.reset()
      say(t('password.changed'))
      await onDone()
    },
  })
  return (
    <Card title={t('password.change')} icon="key">
      <OperationForm of={form} label={t('password.change')}>
        <form.Text
          name="current"
          label={t('password.current')}
          type="password"
          autoComplete="current-password"
        />
        <form.Text
          name="password"
          label={t('password.new')}
          help={t('password.help')}
          missing={t('password.too_short')}
          type="password"
          autoComplete="new-password"
          maxLength={128}
        />
        <p className="soft">{t('password.ends_sessions')}</p>
        <Actions>
          <Button type="submit" busy={form.busy}>
            {t('password.change')}
          </Button>
        </Actions>
      </OperationForm>
    </Card>
  )
}

function App({ has, hasPassword, onDone }: Done & { has: boolean; hasPassword: boolean }) {
  const t = useMessages()
  const [doing, setDoing] = useState<'enrol' | 'renew' | 'drop'>()
  const [codes, setCodes] = useState<readonly string[]>()
  const stop = async () => {
    setDoing(undefined)
    setCodes(undefined)
    await onDone()
  }
  const form = useAuthForm(Again, {
    ask: (given) =>
      requestAuth<{ backupCodes?: readonly string[] }>(
        doing === 'renew' ? 'renew-backup-codes' : 'drop-codes',
        given,
      ),
    forget: ['password'],
    async done({ backupCodes }) {
      form.reset()
      if (backupCodes) setCodes(backupCodes)
      else await stop()
    },
  })
  return (
    <Card title={t('second_factor.app')} icon="phone">
      <p>{t(has ? 'second_factor.app_on' : 'second_factor.app_what')}</p>
      {doing === undefined && (
        <Actions>
          {!has && <Button onClick={() => setDoing('enrol')}>{t('second_factor.app_start')}</Button>}
          {has && <Button onClick={() => setDoing('renew')}>{t('second_factor.renew')}</Button>}
          {has && (
            <Button kind="quiet" onClick={() => setDoing('drop')}>
              {t('second_factor.drop')}
            </Button>
          )}
        </Actions>
      )}
      {doing === 'enrol' && (
        <EnrolApp hasPassword={hasPassword} onDone={stop} onCancel={() => setDoing(undefined)} />
      )}
      {codes && <BackupCodes codes={codes} onDone={stop} />}
      {(doing === 'renew' || doing === 'drop') && !codes && (
        <OperationForm of={form} label={t('second_factor.app')}>
          <p>{t(doing === 'renew' ? 'second_factor.renew_help' : 'second_factor.drop_help')}</p>
          {hasPassword && (
            <form.Text
              name="password"
              label={t('sign_in.password')}
              required
              type="password"
              autoComplete="current-password"
            />
          )}
          <Actions>
            <Button type="submit" kind={doing === 'drop' ? 'danger' : 'primary'} busy={form.busy}>
              {t(doing === 'renew' ? 'second_factor.renew' : 'second_factor.drop')}
            </Button>
            <Button kind="quiet" onClick={() => setDoing(undefined)}>
              {t('kit.cancel')}
            </Button>
          </Actions>
        </OperationForm>
      )}
    </Card>
  )
}

function Passkeys({ passkeys, onDone }: Done & { passkeys: Asked<readonly Passkey[]> }) {
  const t = useMessages()
  const { instant } = useFormats()
  const [adding, setAdding] = useState(false)
  const act = useAct()
  const drop = (id: string) =>
    act.run(() => requestAuth('drop-passkey', { id })).then((done) => done && onDone())
  return (
    <Card title={t('passkey.title')} icon="key">
      <p>{t('passkey.what')}</p>
      <ErrorSummary problem={act.problem} />
      {(passkeys.data?.length ?? 0) > 0 && (
        <List label={t('passkey.title')}>
          {passkeys.data?.map(({ id, name, createdAt }) => (
            <ListRow
              key={id}
              title={name ?? t('passkey.title')}
              detail={t('passkey.since', { when: instant(createdAt) })}
              end={
                <Button kind="quiet" aria-label={t('passkey.remove', { name })} onClick={() => void drop(id)}>
                  {t('kit.remove')}
                </Button>
              }
            />
          ))}
        </List>
      )}
      {adding ? (
        <EnrolPasskey
          onDone={async () => {
            setAdding(false)
            await onDone()
          }}
        />
      ) : (
        <Actions>
          <Button icon="add" onClick={() => setAdding(true)}>
            {t('passkey.add')}
          </Button>
        </Actions>
      )}
    </Card>
  )
}

function Sessions({ sessions, onDone }: Done & { sessions: Asked<readonly OpenSession[]> }) {
  const t = useMessages()
  const { instant } = useFormats()
  const act = useAct()
  const end = (id?: string) =>
    act.run(() => requestAuth('end-sessions', id ? { id } : {})).then((done) => done && onDone())
  return (
    <Card title={t('profile.sessions')} icon="entrance">
      <p>{t('profile.sessions_help')}</p>
      <ErrorSummary problem={act.problem} />
      <List label={t('profile.sessions')}>
        {sessions.data?.map((session) => (
          <ListRow
            key={session.id}
            title={browserName(session.browser) ?? t('profile.unknown_browser')}
            detail={t('profile.used', { when: instant(session.usedAt), address: session.address ?? '' })}
            end={
              session.current ? (
                <StatusPill tone="good">{t('profile.this_session')}</StatusPill>
              ) : (
                <Button kind="quiet" onClick={() => void end(session.id)}>
                  {t('profile.end')}
                </Button>
              )
            }
          />
        ))}
      </List>
      {(sessions.data?.length ?? 0) > 1 && (
        <Actions>
          <Button onClick={() => void end()}>{t('profile.end_others')}</Button>
        </Actions>
      )}
    </Card>
  )
}
