// What happened to a person, growing downward; what was sent elsewhere leaves as a branch; and who saw the record.
import { useState } from 'react'
import { Button } from '../../../kit/Button.tsx'
import { askQuery, useAsk } from '../../../kit/data.tsx'
import { DateText } from '../../../kit/Figures.tsx'
import { useProblemText } from '../../../kit/Form.tsx'
import { inLine } from '../../../kit/formats.ts'
import { Card, Disclosure, List, ListRow, Stack } from '../../../kit/Layout.tsx'
import { useFormats, useLookup, useMessages } from '../../../kit/messages.tsx'
import { usePack } from '../../../kit/pack.tsx'
import { RootLine, type RootNode } from '../../../kit/RootLine.tsx'
import { Answer, EmptyState, Notice } from '../../../kit/State.tsx'
import { verb } from '../../../kernel/actor.ts'
import type { TaxonomyName } from '../../../kernel/pack.ts'
import { useMay } from '../../../kit/session.tsx'
import { partsOf } from '../../../protect/disclosure/operations.ts'
import { getTimeline, type Sighting, type TimelineFact } from '../operations.ts'

/** Which of the pack's words a fact's data speaks in. */
const WORDS: readonly (readonly [string, string, TaxonomyName])[] = [
  ['need.', 'code', 'needs'],
  ['milestone.', 'milestone', 'milestones'],
  ['service.', 'kind', 'serviceKinds'],
  ['person.identifier', 'type', 'identifierTypes'],
  ['person.contact', 'kind', 'contactKinds'],
  ['household.', 'relation', 'householdRoles'],
]

const oversee = verb('disclosure.oversee')

/** Whatever tells facts that grow this line. */
const TOLD_HERE = [
  'household',
  'need',
  'plan',
  'case',
  'milestone',
  'referral',
  'service',
  'consent',
  'outcome',
  'own_code',
  'correction',
]

/** A referral is over, in whatever way: its branch returns. */
const RETURNED = new Set(['closed', 'served', 'declined', 'expired', 'cancelled', 'missed'])

export default function Journey({ person }: { person: string }) {
  const t = useMessages()
  const text = useProblemText()
  const asked = useAsk(getTimeline, { id: person }, { refreshOn: TOLD_HERE })
  const [older, setOlder] = useState<{ facts: readonly TimelineFact[]; next: string | null }>()
  const [problem, setProblem] = useState<Error>()
  const nodes = useNodes()

  async function showEarlier(shown: readonly TimelineFact[], before: string) {
    try {
      const page = await askQuery(getTimeline, { id: person, before })
      setOlder({ facts: [...shown, ...page.facts], next: page.next })
      setProblem(undefined)
    } catch (error) {
      setProblem(error as Error)
    }
  }

  return (
    <Stack>
      <Card title={t('person.journey')} icon="leaf">
        <Answer of={asked} lines={6}>
          {({ facts, next }) => {
            const earlier = older ? older.next : next
            // News that arrives meanwhile pushes facts off the first page; what was shown stays.
            const all = [
              ...new Map([...facts, ...(older?.facts ?? [])].map((fact) => [fact.id, fact])).values(),
            ]
            if (all.length === 0) return <EmptyState title={t('person.nothing_yet')} drawing="seed" />
            return (
              <>
                {earlier !== null && (
                  <Button kind="quiet" onClick={() => void showEarlier(all, earlier)}>
                    {t('person.earlier')}
                  </Button>
                )}
                {problem && <Notice tone="now">{text(problem)}</Notice>}
                <RootLine label={t('person.journey')} nodes={nodes(all)} />
              </>
            )
          }}
        </Answer>
      </Card>
      {asked.data && <Seen person={person} seen={asked.data.seen} />}
    </Stack>
  )
}

/** Facts as they come, newest first, turned into a line that grows downward, each referral a branch of it. */
function useNodes(): (facts: readonly TimelineFact[]) => RootNode[] {
  const t = useMessages()
  const lookup = useLookup()
  const words = usePack()
  const { list } = useFormats()

  const title = (fact: TimelineFact) => lookup(`fact.${fact.kind}`, fact.kind)

  function what(fact: TimelineFact): string | undefined {
    if (fact.kind === 'person.changed') {
      const fields = fact.data['fields']
      return Array.isArray(fields)
        ? list(fields.map((field) => lookup(`person.field.${field as string}`)))
        : undefined
    }
    if (fact.kind === 'person.status_asked') {
      const purpose = words?.pack.statusPurposes?.find(({ code }) => code === fact.data['purpose'])
      return purpose && words?.say(purpose.label)
    }
    const spoken = WORDS.find(([kind]) => fact.kind.startsWith(kind))
    const code = spoken && fact.data[spoken[1]]
    return spoken && typeof code === 'string' ? words?.term(spoken[2], code) : undefined
  }

  const node = (fact: TimelineFact): RootNode => ({
    key: fact.id,
    date: fact.occurredOn,
    title: title(fact),
    detail: inLine([what(fact), ...new Set([fact.organisationName, fact.centreName]), fact.actorName]),
    icon: fact.kind.startsWith('referral.')
      ? 'referral'
      : fact.kind.startsWith('service.')
        ? 'delivery'
        : 'leaf',
  })

  return (facts) => {
    const grown = facts.toReversed()
    const branches = new Map<string, TimelineFact[]>()
    const main: TimelineFact[] = []
    for (const fact of grown) {
      const referral = fact.kind.startsWith('referral.') ? fact.data['referral'] : undefined
      const branch = typeof referral === 'string' ? branches.get(referral) : undefined
      if (branch) branch.push(fact)
      else {
        main.push(fact)
        if (typeof referral === 'string') branches.set(referral, [])
      }
    }
    return main.map((fact) => {
      const branch = branches.get(fact.data['referral'] as string) ?? []
      if (!fact.kind.startsWith('referral.') || branch.length === 0) return node(fact)
      const elsewhere = branch.find((one) => one.organisation !== fact.organisation)?.organisationName
      const last = branch.at(-1)?.kind.split('.')[1] ?? ''
      return {
        ...node(fact),
        branch: {
          label: elsewhere ?? t('person.elsewhere'),
          nodes: branch.map(node),
          returns: RETURNED.has(last),
        },
      }
    })
  }
}

function Seen({ person, seen }: { person: string; seen: readonly Sighting[] }) {
  const t = useMessages()
  const lookup = useLookup()
  const formats = useFormats()
  const mayNotOversee = useMay(oversee)
  if (seen.length === 0) return null
  return (
    <Disclosure label={t('person.seen', { count: seen.length })}>
      <p className="soft">{t('person.seen_help')}</p>
      {mayNotOversee === undefined && (
        <a href={`/disclosures?person=${person}`}>{t('disclosure.each_look')}</a>
      )}
      <List label={t('person.seen_list')}>
        {seen.map((one) => (
          <ListRow
            key={`${one.at}${one.via}${one.actorName ?? ''}`}
            icon="eye"
            title={one.actorName ?? t(one.purpose === 'own' ? 'disclosure.themselves' : 'person.somebody')}
            detail={inLine([
              one.organisationName,
              !one.recipientName && lookup(`purpose.${one.purpose}`, one.purpose),
              formats.list(partsOf(one.fields).map((part) => t(`disclosure.part.${part}`))),
              one.recipientName && t('disclosure.handed_to', { name: one.recipientName }),
            ])}
            end={<DateText instant={one.at} />}
          />
        ))}
      </List>
    </Disclosure>
  )
}
