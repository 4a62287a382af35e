// The queue of corrections that people ask for in their own view.
import { hrefTo } from '../../../kernel/paths.ts'
import { useAsk } from '../../../kit/data.tsx'
import { Card, List, Page, PageHeader, Stack } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { useMay } from '../../../kit/session.tsx'
import { Answer, EmptyState } from '../../../kit/State.tsx'
import { listCorrections } from '../operations.ts'
import * as policy from '../policy.ts'
import { CorrectionRow } from './CorrectionRow.tsx'

export default function Corrections() {
  const t = useMessages()
  const asked = useAsk(listCorrections, {})
  const mayNotMake = useMay(policy.make)
  return (
    <Page>
      <PageHeader title={t('correction.title')} lead={t('correction.lead')} />
      {mayNotMake === undefined && (
        <p>
          <a href={hrefTo('/own-codes')}>{t('own_code.handed_out')}</a>
        </p>
      )}
      <Answer of={asked}>
        {({ waiting, answered }) => (
          <Stack>
            <Card title={t('correction.waiting')} icon="inbox">
              {waiting.length === 0 ? (
                <EmptyState title={t('correction.none')} drawing="shade">
                  {t('correction.none_help')}
                </EmptyState>
              ) : (
                <List label={t('correction.waiting')}>
                  {waiting.map((one) => (
                    <CorrectionRow key={one.id} correction={one} named />
                  ))}
                </List>
              )}
            </Card>
            {answered.length > 0 && (
              <Card title={t('correction.answered')}>
                <List label={t('correction.answered')}>
                  {answered.map((one) => (
                    <CorrectionRow key={one.id} correction={one} named />
                  ))}
                </List>
              </Card>
            )}
          </Stack>
        )}
      </Answer>
    </Page>
  )
}
