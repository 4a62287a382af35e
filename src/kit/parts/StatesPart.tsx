// Notices, pills, steps, and a screen that is empty, loading, without a network or broken.
import { Unreachable } from '../request.ts'
import { Button } from '../controls/Button.tsx'
import { Card, Columns, Inline, Stack } from '../Layout.tsx'
import { useMessages } from '../messages.tsx'
import { EmptyState, Failed, Loading, Notice, StatusPill, StepList } from '../State.tsx'
import { TONES, useSamples } from './samples.ts'

export function StatesPart() {
  const s = useSamples()
  const t = useMessages()
  return (
    <Stack>
      <StepList
        label={s.states}
        current="phone"
        steps={(['name', 'phone', 'note'] as const).map((key) => ({ key, title: s[key] }))}
      />
      <Inline>
        {TONES.map((tone) => (
          <StatusPill key={tone} tone={tone}>
            {s[tone]}
          </StatusPill>
        ))}
      </Inline>
      <Notice title={s.status}>{s.notice}</Notice>
      <Notice tone="good" title={s.saved} />
      <Notice tone="sun">{s.evidence}</Notice>
      <Notice tone="now">{s.waits}</Notice>
      <Notice tone="late">{s.harm}</Notice>
      <Columns of={3}>
        <Card title={s.now} icon="inbox" tone="now">
          <p>{s.waits}</p>
        </Card>
        <Card title={s.late} icon="warning" tone="late">
          <p>{s.late_by}</p>
        </Card>
        <Card title={s.saved} icon="check" tone="leaf">
          <p>{s.served}</p>
        </Card>
        <Card>
          <EmptyState title={s.nothing} drawing="shade">
            {s.nothing_help}
          </EmptyState>
        </Card>
        <Card>
          <EmptyState title={s.nothing} action={<Button kind="primary">{t('kit.add')}</Button>} />
        </Card>
        <Card>
          <Failed problem={new Error(s.missing)} again={() => undefined} />
        </Card>
        <Card>
          <Failed problem={new Unreachable()} again={() => undefined} />
        </Card>
        <Card title={t('kit.loading')}>
          <Loading />
        </Card>
      </Columns>
    </Stack>
  )
}
