// What the firewall refused, for the data protection officer: how often, at which route, by whom and towards
// whom.
import type { OutputOf } from '../../../kernel/command.ts'
import { firewallClosed } from '../../../kernel/problems.ts'
import { useAsk } from '../../../kit/data.tsx'
import { DatePicker } from '../../../kit/fields/DatePicker.tsx'
import { BarChart, DateText, Stat } from '../../../kit/Figures.tsx'
import { inLine } from '../../../kit/formats.ts'
import { Row } from '../../../kit/Form.tsx'
import { Card, Columns, Disclosure, List, ListRow, Page, PageHeader, Stack } from '../../../kit/Layout.tsx'
import { useFormats, useMessages } from '../../../kit/messages.tsx'
import { useLinked } from '../../../kit/route.tsx'
import { Answer, EmptyState, StatusPill } from '../../../kit/State.tsx'
import { principalWords } from '../../disclosure/operations.ts'
import { listRefusals } from '../operations.ts'

/** The command to type on the server, the same in every language. */
const PROVE = 'bin/arraigo firewall prove'

type Refusals = OutputOf<typeof listRefusals>

export default function Refusals() {
  const t = useMessages()
  const [from, setFrom] = useLinked('from', '')
  const [until, setUntil] = useLinked('until', '')
  const asked = useAsk(listRefusals, { ...(from && { from }), ...(until && { until }) }, { keep: true })
  return (
    <Page>
      <PageHeader title={t('firewall.title')} lead={t('firewall.lead')} />
      <Disclosure label={t('firewall.choose')}>
        <Row>
          <DatePicker label={t('firewall.from')} value={from} onChange={setFrom} />
          <DatePicker label={t('firewall.until')} value={until} onChange={setUntil} />
        </Row>
      </Disclosure>
      <Answer of={asked}>{(found) => <Shown found={found} />}</Answer>
      <Card title={t('firewall.proof')} icon="shield">
        <p>{t('firewall.proof_help')}</p>
        <p>
          <code dir="ltr">{PROVE}</code>
        </p>
      </Card>
    </Page>
  )
}

function Shown({ found }: { found: Refusals }) {
  const t = useMessages()
  const formats = useFormats()
  if (found.total === 0)
    return (
      <EmptyState title={t('firewall.none')} drawing="shade">
        {t('firewall.none_help')}
      </EmptyState>
    )
  return (
    <Stack>
      <p className="soft">
        <DateText date={found.from} /> – <DateText date={found.until} />
      </p>
      <Columns of="main-aside">
        <Card title={t('firewall.each')} icon="clock">
          <List label={t('firewall.each')}>
            {found.refusals.map((one) => (
              <ListRow
                key={one.id}
                title={t(`firewall.code.${one.code === firewallClosed.code ? 'closed' : 'recipient'}`, {
                  whom: one.recipientName ?? one.actingFor ?? t('kit.not_recorded'),
                })}
                detail={
                  <>
                    <bdi>
                      {inLine([
                        one.actorPrincipal && t(principalWords(one.actorPrincipal, one.actorName)),
                        one.actorName,
                        one.actingFor,
                      ])}
                    </bdi>{' '}
                    · <DateText instant={one.at} /> · <code dir="ltr">{one.route}</code>
                  </>
                }
                end={<StatusPill tone="closed">{t('firewall.refused')}</StatusPill>}
              />
            ))}
          </List>
        </Card>
        <Card>
          <Stat figure={formats.number(found.total)} label={t('firewall.total', { count: found.total })} />
          <BarChart
            title={t('firewall.by_route')}
            unit={t('firewall.times')}
            bars={found.byRoute.map(({ route, count }) => ({ key: route, label: route, value: count }))}
          />
        </Card>
      </Columns>
    </Stack>
  )
}
