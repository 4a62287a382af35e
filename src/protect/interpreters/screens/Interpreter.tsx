// One interpreter of the organisation: languages, how to reach them, what they promised.
import { dialled } from '../../../kernel/digits.ts'
import { lazy, Suspense, useState } from 'react'
import { Button } from '../../../kit/controls/Button.tsx'
import { useAsk, useCommand } from '../../../kit/data.tsx'
import { Dialog } from '../../../kit/controls/Dialog.tsx'
import { Actions } from '../../../kit/Form.tsx'
import { Card, FactRow, Facts, Page, PageHeader } from '../../../kit/Layout.tsx'
import { Acts } from '../../../kit/controls/Menu.tsx'
import { useFormats, useMessages } from '../../../kit/messages.tsx'
import { usePack } from '../../../kit/pack.tsx'
import { navigate, type ScreenProps } from '../../../kit/route.tsx'
import { useMay } from '../../../kit/session.tsx'
import { Answer, EmptyState, Notice } from '../../../kit/State.tsx'
import { useToast } from '../../../kit/controls/Toast.tsx'
import { hrefTo } from '../../../kernel/paths.ts'
import { listInterpreters, retireInterpreter, type Interpreter } from '../operations.ts'
import * as policy from '../policy.ts'
import { Promised } from './Promised.tsx'
import { Telephone } from '../../../kit/Telephone.tsx'

const Editing = lazy(() => import('./Editing.tsx'))

export default function InterpreterScreen({
  params: { interpreter },
}: ScreenProps<'/interpreters/:interpreter'>) {
  const t = useMessages()
  const asked = useAsk(listInterpreters, { id: interpreter })
  return (
    <Page width="narrow">
      <Answer of={asked}>
        {({ interpreters: [found] }) =>
          found ? (
            <Found one={found} />
          ) : (
            <EmptyState title={t('problem.interpreter.unknown')} drawing="entrance" />
          )
        }
      </Answer>
    </Page>
  )
}

function Found({ one }: { one: Interpreter }) {
  const t = useMessages()
  const words = usePack()
  const { list } = useFormats()
  const disabledReason = useMay(policy.keep)
  const [doing, setDoing] = useState<'editing' | 'retiring'>()
  const { days, from, until } = one
  return (
    <>
      <PageHeader
        title={one.name}
        lead={t(`interpreter.kind.${one.kind}`)}
        back={{ href: hrefTo('/interpreters'), label: t('interpreter.title') }}
        actions={
          one.retiredAt === null && (
            <Acts
              of={one.name}
              more={[
                {
                  key: 'retire',
                  label: t('interpreter.retire'),
                  harmful: true,
                  disabledReason,
                  onAct: () => setDoing('retiring'),
                },
              ]}
            >
              <Button disabledReason={disabledReason} onClick={() => setDoing('editing')}>
                {t('interpreter.change')}
              </Button>
            </Acts>
          )
        }
      />
      {one.retiredAt !== null && <Notice>{t('interpreter.retired_help')}</Notice>}
      <Card>
        <Facts>
          <FactRow label={t('interpreter.languages')}>
            {list(one.languages.map((code) => words?.term('languages', code) ?? code))}
          </FactRow>
          <FactRow label={t('interpreter.telephone')}>
            {one.telephone !== null && (
              <a href={`tel:${dialled(one.telephone)}`}>
                <Telephone number={one.telephone} />
              </a>
            )}
          </FactRow>
          <FactRow label={t('interpreter.hours')}>{one.hours}</FactRow>
          <FactRow label={t('interpreter.reached')}>
            {(days.length > 0 || from !== null) && (
              <>
                {days.length > 0 && list(days.map((day) => t(`interpreter.day.${day}`)))}{' '}
                {from !== null && until !== null && <bdi className="figure">{`${from}–${until}`}</bdi>}
              </>
            )}
          </FactRow>
          <FactRow label={t('interpreter.confidential')}>
            <Promised of={one} />
          </FactRow>
        </Facts>
      </Card>
      {doing === 'editing' && (
        <Suspense>
          <Editing interpreter={one} onDone={() => setDoing(undefined)} />
        </Suspense>
      )}
      {doing === 'retiring' && <Retiring one={one} onDone={() => setDoing(undefined)} />}
    </>
  )
}

function Retiring({ one, onDone }: { one: Interpreter; onDone: () => void }) {
  const t = useMessages()
  const say = useToast()
  const retire = useCommand(retireInterpreter)
  async function send() {
    const result = await retire.run({ id: one.id })
    if (result.state === 'refused') return
    say(t('interpreter.retired'))
    navigate(hrefTo('/interpreters'))
  }
  return (
    <Dialog title={t('interpreter.retire')} onClose={onDone}>
      <p>{t('interpreter.retire_help', { name: one.name })}</p>
      <Actions>
        <Button kind="danger" busy={retire.busy} onClick={send}>
          {t('interpreter.retire')}
        </Button>
        <Button onClick={onDone}>{t('kit.cancel')}</Button>
      </Actions>
    </Dialog>
  )
}
