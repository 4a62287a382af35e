// Whether each centre asks about migration status: never, or only with a purpose that is written down.
import type { OutputOf } from '../../../kernel/command.ts'
import { useAsk, useCommand } from '../../../kit/data.tsx'
import { ChoiceGroup } from '../../../kit/fields/Field.tsx'
import { ErrorSummary } from '../../../kit/Form.tsx'
import { Card, Page, PageHeader, Stack } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { useMay } from '../../../kit/session.tsx'
import { Answer, Notice } from '../../../kit/State.tsx'
import { useToast } from '../../../kit/controls/Toast.tsx'
import { listStatusRules, setStatusRule } from '../operations.ts'
import * as policy from '../policy.ts'

type Rule = OutputOf<typeof listStatusRules>['rules'][number]

export default function StatusRules() {
  const t = useMessages()
  const disabledReason = useMay(policy.setStatusRule)
  const asked = useAsk(listStatusRules, disabledReason === undefined ? {} : null)
  return (
    <Page width="narrow">
      <PageHeader title={t('status_rule.title')} lead={t('status_rule.lead')} />
      {disabledReason !== undefined && <Notice>{disabledReason}</Notice>}
      {disabledReason === undefined && (
        <Answer of={asked}>
          {({ rules }) => (
            <Stack>
              {rules.map((rule) => (
                <OneRule key={rule.centre ?? ''} rule={rule} />
              ))}
            </Stack>
          )}
        </Answer>
      )}
    </Page>
  )
}

function OneRule({ rule }: { rule: Rule }) {
  const t = useMessages()
  const say = useToast()
  const set = useCommand(setStatusRule, { done: () => say(t('kit.saved')) })
  const title = rule.centreName ?? t('status_rule.everywhere')
  return (
    <Card title={title} icon="home">
      <ErrorSummary problem={set.problem} />
      <ChoiceGroup<Rule['asking']>
        label={t('status_rule.asking')}
        help={rule.decided || rule.centre === null ? undefined : t('status_rule.as_everywhere')}
        value={rule.asking}
        onChange={(asking) => void set.run({ ...(rule.centre !== null && { centre: rule.centre }), asking })}
        options={(['with_purpose', 'never'] as const).map((value) => ({
          value,
          label: t(`status_rule.${value}`),
          help: t(`status_rule.${value}_help`),
        }))}
      />
    </Card>
  )
}
