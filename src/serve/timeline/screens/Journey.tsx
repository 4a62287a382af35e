// A person's timeline, oldest fact at the top, with referrals as branches; and who saw the record.
import { useState } from 'react'
import { Button } from '../../../kit/Button.tsx'
import { askQuery, useAsk } from '../../../kit/data.tsx'
import { DateText } from '../../../kit/Figures.tsx'
import { useProblemText } from '../../../kit/Form.tsx'
import { inLine } from '../../../kit/formats.ts'
import { Card, Disclosure, List, ListRow, Stack } from '../../../kit/Layout.tsx'
import { useFormats, useLookup, useMessages } from '../../../kit/messages.tsx'
import { RootLine, type RootNode } from '../../../kit/RootLine.tsx'
import { Answer, EmptyState, Loading, Notice } from '../../../kit/State.tsx'
import { useFactWords, useTimeline, type Timeline } from '../../../kit/timeline.tsx'
import { verb } from '../../../kernel/actor.ts'
import { hrefTo } from '../../../kernel/paths.ts'
import { useMay } from '../../../kit/session.tsx'
import { partsOf, principalWords } from '../../../protect/disclosure/operations.ts'
import { getTimeline, type Sighting, type TimelineFact } from '../operations.ts'
import { permissions as ofDisclosure } from '../../../protect/disclosure/permissions.ts'

const oversee = verb(ofDisclosure['disclosure.oversee'])

export default function Journey({ person }: { person: string }) {
  const t = useMessages()
  const text = useProblemText()
  const timeline = useTimeline()
  // A new fact of any kind refreshes the timeline.
  const asked = useAsk(getTimeline, { id: person }, { refreshOn: timeline?.nouns ?? [] })
  const [older, setOlder] = useState<{ facts: readonly TimelineFact[]; next: string | null }>()
  const [problem, setProblem] = useState<Error>()
  const nodes = useNodes(timeline)

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
            if (timeline === undefined) return <Loading lines={6} />
            const earlier = older ? older.next : next
            // New facts push older ones off the first page; those already shown stay.
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

/**
 * Turns facts, newest first, into nodes of the drawn timeline, oldest first; facts of one branch form its
 * nodes.
 */
function useNodes(timeline: Timeline | undefined): (facts: readonly TimelineFact[]) => RootNode[] {
  const t = useMessages()
  const words = useFactWords()

  function node(fact: TimelineFact): RootNode {
    const view = timeline?.find(fact.kind)
    return {
      key: fact.id,
      date: fact.occurredOn,
      title: words.lookup(`fact.${fact.kind}`, fact.kind),
      detail: inLine([
        view?.detail?.(fact.data, words),
        ...new Set([fact.organisationName, fact.centreName]),
        fact.actorPrincipal && t(principalWords(fact.actorPrincipal, fact.actorName)),
        fact.actorName,
      ]),
      icon: view?.icon ?? 'leaf',
    }
  }

  return (facts) => {
    /** Facts that follow the one that opened their branch, by branch. */
    const branches = new Map<string, TimelineFact[]>()
    const branchOf = (fact: TimelineFact) => timeline?.find(fact.kind)?.branch?.(fact.data)
    const main = facts.toReversed().filter((fact) => {
      const key = branchOf(fact)
      if (key === undefined) return true
      const branch = branches.get(key)
      if (branch) branch.push(fact)
      else branches.set(key, [])
      return branch === undefined
    })
    return main.map((fact) => {
      const branch = branches.get(branchOf(fact) ?? '') ?? []
      const last = branch.at(-1)
      if (last === undefined) return node(fact)
      const elsewhere = branch.find((one) => one.organisation !== fact.organisation)?.organisationName
      return {
        ...node(fact),
        branch: {
          label: elsewhere ?? t('person.elsewhere'),
          nodes: branch.map(node),
          returns: timeline?.find(last.kind)?.returns ?? false,
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
        <a href={hrefTo('/disclosures', {}, { person })}>{t('disclosure.each_look')}</a>
      )}
      <List label={t('person.seen_list')}>
        {seen.map((one) => (
          <ListRow
            key={`${one.at}${one.via}${one.actorName ?? ''}`}
            icon="eye"
            title={
              one.actorPrincipal
                ? inLine([t(principalWords(one.actorPrincipal, one.actorName)), one.actorName])
                : (one.actorName ?? t('person.somebody'))
            }
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
