// The overview for coordinators, on the screen and for print: figures with their period, never a name.
import { SMALLEST_CELL } from '../../../kernel/figures.ts'
import type { Money as MoneyValue } from '../../../kernel/money.ts'
import { useUnsent } from '../../../device/unsent.ts'
import { LinkButton } from '../../../kit/controls/Button.tsx'
import { useAsk } from '../../../kit/data.tsx'
import { DatePicker } from '../../../kit/fields/DatePicker.tsx'
import { ChoiceGroup } from '../../../kit/fields/Field.tsx'
import { BarChart, DateText, Money, Stat } from '../../../kit/Figures.tsx'
import { Row } from '../../../kit/Form.tsx'
import { Card, Columns, Disclosure, FactRow, Facts, Page, PageHeader } from '../../../kit/Layout.tsx'
import { useFormats, useLookup, useMessages, type Translate } from '../../../kit/messages.tsx'
import NotShown from '../../../kit/NotShown.tsx'
import { usePack, type Words } from '../../../kit/pack.tsx'
import { SlotView, useLinked, useSlot } from '../../../kit/route.tsx'
import { isFor, useMay, useSession } from '../../../kit/session.tsx'
import { Answer, EmptyState, Notice } from '../../../kit/State.tsx'
import { getOverview, type Overview as Figures } from '../operations.ts'
import * as policy from '../policy.ts'
import { ByMonth } from './ByMonth.tsx'

export default function Overview() {
  const t = useMessages()
  const session = useSession()
  const mayNot = useMay(policy.readNetwork)
  const unsent = useUnsent()
  // It serves nobody itself: what it has are the figures of what it pays.
  const isFunder = session?.actor.organisationClass === 'funder'
  const more = useSlot('overview').filter((content) => isFor(session?.actor, content))
  const [scope, setScope] = useLinked('scope', 'organisation')
  const [from, setFrom] = useLinked('from', '')
  const [until, setUntil] = useLinked('until', '')
  const asked = useAsk(
    getOverview,
    isFunder
      ? null
      : {
          scope: scope === 'network' ? 'network' : 'organisation',
          ...(from && { from }),
          ...(until && { until }),
        },
    { refreshOn: ['person', 'need', 'referral', 'service', 'outcome', 'statement', 'payment'], keep: true },
  )
  return (
    <Page>
      <PageHeader
        title={t('report.title')}
        lead={t('report.lead')}
        actions={
          mayNot === undefined && (
            <LinkButton href="/overview/hand-over" icon="send">
              {t('report.hand_over')}
            </LinkButton>
          )
        }
      />
      {!isFunder && (
        <Disclosure label={t('report.choose')}>
          {mayNot === undefined && (
            <ChoiceGroup
              label={t('report.scope')}
              inline
              value={scope === 'network' ? 'network' : 'organisation'}
              onChange={setScope}
              options={[
                { value: 'organisation', label: t('report.scope.organisation') },
                { value: 'network', label: t('report.scope.network') },
              ]}
            />
          )}
          <Row>
            <DatePicker label={t('report.from')} value={from} onChange={setFrom} />
            <DatePicker label={t('report.until')} value={until} onChange={setUntil} />
          </Row>
        </Disclosure>
      )}
      {unsent > 0 && <NotShown count={unsent} />}
      {!isFunder && <Answer of={asked}>{(figures) => <Shown figures={figures} />}</Answer>}
      {more.map((content) => (
        <SlotView key={content.key} content={content} props={{}} />
      ))}
    </Page>
  )
}

export function Shown({ figures, smallest = SMALLEST_CELL }: { figures: Figures; smallest?: number }) {
  const t = useMessages()
  const lookup = useLookup()
  const words = usePack()
  const formats = useFormats()
  const figure = (count: number | null) => (count === null ? t('report.few') : formats.number(count))
  const { people, needs, referrals, services, outcomes, money } = figures
  const verified = outcomes.byState.find((cell) => cell.code === 'verified')
  if (
    people.registered === 0 &&
    services.delivered === 0 &&
    referrals.byState.length === 0 &&
    money.length === 0
  ) {
    return (
      <EmptyState title={t('report.none')} drawing="seed">
        {t('report.none_help')}
      </EmptyState>
    )
  }
  return (
    <>
      <p className="soft">
        <DateText date={figures.from} /> – <DateText date={figures.until} />
      </p>
      {figures.hides && <Notice>{t('report.small', { smallest })}</Notice>}
      <Columns of={4}>
        <Stat figure={figure(people.registered)} label={t('report.people')} />
        <Stat
          figure={figure(needs.open)}
          label={t('report.needs_open')}
          detail={t('report.needs_met', { met: figure(needs.met) })}
        />
        <Stat
          figure={figure(services.delivered)}
          label={t('report.services')}
          detail={t('report.services_people', { people: figure(services.people) })}
        />
        <Stat
          figure={figure(verified ? verified.count : figures.hides ? null : 0)}
          label={t('report.outcomes_verified')}
        />
      </Columns>
      <Columns of="flow">
        <Card>
          <ByMonth months={people.byMonth} />
        </Card>
        <Bars
          title={t('report.needs_by_domain')}
          cells={needs.byDomain}
          name={termOf(words, 'needDomains')}
        />
        <Bars
          title={t('report.by_group')}
          cells={people.byPopulationGroup}
          name={termOf(words, 'populationGroups')}
        />
        <Bars title={t('report.by_sex')} cells={people.bySex} name={termOf(words, 'sexes')} />
        <Bars
          title={t('report.by_age')}
          cells={people.byAge}
          name={(band) => (band === 'unknown' ? t('report.unknown') : band)}
        />
        <Bars
          title={t('report.referrals')}
          cells={referrals.byState}
          name={(state) => lookup(`report.referral.${state}`, state)}
        />
        <Bars
          title={t('report.outcomes')}
          cells={outcomes.byState}
          name={(state) => lookup(`report.outcome.${state}`, state)}
        />
        {money.length > 0 && (
          <Card title={t('report.money')}>
            {money.map(({ currency, issued, paid }) => (
              <Facts key={currency}>
                <FactRow label={t('report.issued')}>
                  <Money value={{ amount: issued, currency } satisfies MoneyValue} />
                </FactRow>
                <FactRow label={t('report.paid')}>
                  <Money value={{ amount: paid, currency } satisfies MoneyValue} />
                </FactRow>
              </Facts>
            ))}
          </Card>
        )}
      </Columns>
    </>
  )
}

/** The pack's label of a code; "unknown" has our own message, for what was not recorded. */
function termOf(words: Words | undefined, taxonomy: Parameters<Words['term']>[0]) {
  return (code: string, t: Translate) =>
    code === 'unknown' ? t('report.unknown') : (words?.term(taxonomy, code) ?? code)
}

function Bars({
  title,
  cells,
  name,
}: {
  title: string
  cells: readonly { code: string; count: number | null }[]
  name: (code: string, t: Translate) => string
}) {
  const t = useMessages()
  if (cells.length === 0) return null
  return (
    <Card>
      <BarChart
        title={title}
        unit={t('report.unit')}
        bars={cells.map(({ code, count }) => ({
          key: code,
          label: name(code, t),
          value: count,
          ...(count === null && { note: t('report.few') }),
        }))}
      />
    </Card>
  )
}
