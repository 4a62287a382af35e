// One legal demand as a sheet to print and sign: what was asked, what was decided, what was disclosed of
// which people, its documents.
import { useState } from 'react'
import type { OutputOf } from '../../../kernel/command.ts'
import { hrefTo } from '../../../kernel/paths.ts'
import { Button } from '../../../kit/controls/Button.tsx'
import { useAsk } from '../../../kit/data.tsx'
import { DateText } from '../../../kit/Figures.tsx'
import { FileField } from '../../../kit/fields/FileField.tsx'
import { useProblemText } from '../../../kit/Form.tsx'
import { PrintSheet } from '../../../kit/print/PrintSheet.tsx'
import { Card, FactRow, Facts, List, ListRow, Page, PageHeader, Stack } from '../../../kit/Layout.tsx'
import { useFormats, useMessages } from '../../../kit/messages.tsx'
import { usePack } from '../../../kit/pack.tsx'
import { useAct } from '../../../kit/request.ts'
import type { ScreenProps } from '../../../kit/route.tsx'
import { useActor, useMay } from '../../../kit/session.tsx'
import { Answer } from '../../../kit/State.tsx'
import { upload } from '../../../kit/upload.ts'
import { getDemand } from '../operations.ts'
import * as policy from '../policy.ts'
import { Decide } from './Decide.tsx'
import { DecisionPill } from './DecisionPill.tsx'

export type FullDemand = OutputOf<typeof getDemand>

export default function Demand({ params }: ScreenProps<'/demands/:demand'>) {
  const asked = useAsk(getDemand, { id: params['demand'] ?? '' })
  return (
    <Page>
      <Answer of={asked} lines={8}>
        {(demand) => <Sheet demand={demand} again={asked.again} />}
      </Answer>
    </Page>
  )
}

function Sheet({ demand, again }: { demand: FullDemand; again: () => void }) {
  const t = useMessages()
  const actor = useActor()
  const disabledReason = useMay(policy.decideDemands)
  const [deciding, setDeciding] = useState(false)
  return (
    <PrintSheet
      issuer={actor.organisationName}
      date={<DateText date={demand.receivedOn} />}
      foot={t('demand.foot', { id: demand.id })}
    >
      <PageHeader
        title={demand.authority}
        over={t(`demand.authority_class.${demand.authorityClass}`)}
        back={{ href: '/demands', label: t('demand.title') }}
        actions={
          <>
            <Button icon="print" onClick={() => print()}>
              {t('kit.print')}
            </Button>
            <Button
              kind="primary"
              icon="check"
              disabledReason={disabledReason}
              onClick={() => setDeciding(true)}
            >
              {t('demand.decide')}
            </Button>
          </>
        }
      />
      <Stack>
        <Facts>
          <FactRow label={t('demand.instrument')}>{demand.instrument}</FactRow>
          <FactRow label={t('demand.scope')}>{demand.scope}</FactRow>
          <FactRow label={t('demand.received_on')}>
            <DateText date={demand.receivedOn} />
          </FactRow>
          <FactRow label={t('demand.answer_by')}>
            {demand.answerBy && <DateText date={demand.answerBy} />}
          </FactRow>
          <FactRow label={t('demand.received_by')}>{demand.receivedByName}</FactRow>
          <FactRow label={t('demand.decision')}>
            <DecisionPill decision={demand.decision} answerBy={demand.answerBy} />
          </FactRow>
        </Facts>
        {demand.decisions.map((one) => (
          <Decision key={one.id} decision={one} />
        ))}
        <Documents demand={demand} disabledReason={disabledReason} again={again} />
      </Stack>
      {deciding && (
        <Decide
          demand={demand}
          onClose={() => {
            setDeciding(false)
            again()
          }}
        />
      )}
    </PrintSheet>
  )
}

function Decision({ decision }: { decision: FullDemand['decisions'][number] }) {
  const t = useMessages()
  const words = usePack()
  const { list } = useFormats()
  return (
    <Card title={t(`demand.decision.${decision.decision}`)} icon="contract">
      <Facts>
        <FactRow label={t('demand.because')}>{decision.because}</FactRow>
        <FactRow label={t('demand.signed_by')}>{decision.signedBy}</FactRow>
        <FactRow label={t('demand.decided_on')}>
          <DateText date={decision.decidedOn} />
        </FactRow>
        <FactRow label={t('demand.decided_by')}>{decision.decidedByName}</FactRow>
      </Facts>
      {decision.disclosed.length > 0 && (
        <>
          <h3>{t('demand.disclosed')}</h3>
          <List label={t('demand.disclosed')}>
            {decision.disclosed.map((one) => (
              <ListRow
                key={one.person}
                icon="person"
                href={hrefTo('/people/:person', { person: one.person })}
                title={one.name ?? t('demand.nameless')}
                detail={list(one.fieldGroups.map((code) => words?.term('fieldGroups', code) ?? code))}
              />
            ))}
          </List>
        </>
      )}
    </Card>
  )
}

function Documents({
  demand,
  disabledReason,
  again,
}: {
  demand: FullDemand
  disabledReason: string | undefined
  again: () => void
}) {
  const t = useMessages()
  const text = useProblemText()
  const act = useAct()
  async function take(file: File | undefined) {
    if (!file) return
    if (await act.run(() => upload('/api/demands/documents', { demand: demand.id }, file))) again()
  }
  return (
    <Card title={t('demand.documents')} icon="clip">
      {demand.documents.length === 0 ? (
        <p className="soft">{t('demand.no_documents')}</p>
      ) : (
        <List label={t('demand.documents')}>
          {demand.documents.map((one) => (
            <ListRow
              key={one.id}
              href={`/api/demands/documents/${one.id}`}
              title={one.name}
              detail={
                <>
                  <bdi>{one.attachedByName}</bdi> · <DateText instant={one.attachedAt} />
                </>
              }
            />
          ))}
        </List>
      )}
      {disabledReason === undefined && (
        <div className="screen-only">
          <FileField
            label={t('demand.attach')}
            help={t('demand.attach_help')}
            error={act.problem && text(act.problem)}
            accept="application/pdf,image/jpeg,image/png"
            disabled={act.busy}
            onChange={(file) => void take(file)}
          />
        </div>
      )}
    </Card>
  )
}
