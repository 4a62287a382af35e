// How long each class of data is kept and under which law: one page to show to anybody who asks.
import { useAsk } from '../../../kit/data.tsx'
import { Card, FactRow, Facts, Page, PageHeader, Stack } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { usePack } from '../../../kit/pack.tsx'
import { Answer, EmptyState } from '../../../kit/State.tsx'
import { retentionRules } from '../operations.ts'

export default function Rules() {
  const t = useMessages()
  const words = usePack()
  const asked = useAsk(retentionRules, {})
  return (
    <Page width="narrow">
      <PageHeader title={t('retention.title')} lead={t('retention.lead')} />
      <Answer of={asked}>
        {({ rules, backupDays }) => (
          <Stack>
            {rules.length === 0 && <EmptyState title={t('retention.none')} drawing="shade" />}
            {rules.map((rule) => (
              <Card key={rule.code} title={t(`retention.class.${rule.class}`)}>
                <p>{words?.say(rule.about)}</p>
                <Facts>
                  <FactRow label={t('retention.kept')}>
                    {t(rule.class === 'evidence' ? 'retention.months_decided' : 'retention.months', {
                      months: rule.months,
                    })}
                  </FactRow>
                  <FactRow label={t('retention.basis')}>{words?.say(rule.basis)}</FactRow>
                </Facts>
              </Card>
            ))}
            <Card title={t('retention.backups')} icon="shield">
              <p>
                {backupDays === null
                  ? t('retention.backups_unknown')
                  : t('retention.backups_help', { days: backupDays })}
              </p>
            </Card>
            <Card title={t('retention.stays')}>
              <p>{t('retention.stays_help')}</p>
            </Card>
          </Stack>
        )}
      </Answer>
    </Page>
  )
}
