// A person's timeline by day, oldest first, with referrals as branches: what happened in its own words, all of it or
// one kind.
import { useState } from 'react'
import { useUnsent } from '../../../device/unsent.ts'
import { Button } from '../../../kit/controls/Button.tsx'
import { askQuery, useAsk } from '../../../kit/data.tsx'
import { useProblemText } from '../../../kit/Form.tsx'
import { inLine } from '../../../kit/formats.ts'
import { later } from '../../../kit/later.tsx'
import { Card } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { RootLine, type RootNode } from '../../../kit/drawings/RootLine.tsx'
import { useLinked } from '../../../kit/route.tsx'
import { Answer, EmptyState, Loading, Notice } from '../../../kit/State.tsx'
import {
  TIMELINE_GROUPS,
  useFactWords,
  useTimeline,
  useViews,
  type FindView,
  type TimelineGroup,
} from '../../../kit/timeline.tsx'
import { hrefTo } from '../../../kernel/paths.ts'
import { useActor } from '../../../kit/session.tsx'
import { principalWords } from '../../../protect/disclosure/operations.ts'
import { getTimeline, type TimelineFact } from '../operations.ts'
import { byDayAndReason } from './looks.ts'
import './journey.css'

// What narrows the list is drawn after it.
const NotShown = later(() => import('../../../kit/NotShown.tsx'), null)
const KindChoice = later(() => import('./KindChoice.tsx'), null, 'drawn')

export default function Journey({ person }: { person: string }) {
  const t = useMessages()
  const text = useProblemText()
  const timeline = useTimeline()
  const { timeZone } = useActor()
  const [linked, choose] = useLinked('kinds')
  const kinds = TIMELINE_GROUPS.find((one) => one === linked)
  const input = { id: person, ...(kinds && { nouns: [...(timeline?.nounsOf(kinds) ?? [])] }) }
  // A new fact of any kind refreshes the timeline.
  const asked = useAsk(getTimeline, timeline || !kinds ? input : null, { refreshOn: timeline?.nouns ?? [] })
  const [earlier, setEarlier] = useState<Earlier>()
  const [problem, setProblem] = useState<Error>()
  const unsent = useUnsent(person)
  const older = earlier?.kinds === kinds ? earlier : undefined
  const shown = asked.data && [...asked.data.facts, ...(older?.facts ?? [])]
  const find = useViews(
    timeline?.parts,
    shown?.map(({ kind }) => kind),
  )
  const nodes = useNodes(find)

  async function showEarlier(shown: readonly TimelineFact[], before: string) {
    try {
      const page = await askQuery(getTimeline, { ...input, before })
      setEarlier({ kinds, facts: [...shown, ...page.facts], next: page.next })
      setProblem(undefined)
    } catch (error) {
      setProblem(error as Error)
    }
  }

  return (
    <Card>
      <div className="journey-choice screen-only">
        <KindChoice value={kinds} onChange={choose} />
      </div>
      {unsent > 0 && <NotShown count={unsent} />}
      <Answer of={asked} lines={6}>
        {({ facts, next, seen }) => {
          if (find === undefined) return <Loading lines={6} />
          const before = older ? older.next : next
          // New facts push older ones off the first page; those already shown stay.
          const all = [
            ...new Map([...facts, ...(older?.facts ?? [])].map((fact) => [fact.id, fact])).values(),
          ]
          return (
            <>
              {all.length === 0 && (
                <EmptyState
                  title={t(kinds ? 'person.nothing_of_kind' : 'person.nothing_yet')}
                  drawing="seed"
                />
              )}
              {before !== null && (
                <Button kind="quiet" onClick={() => void showEarlier(all, before)}>
                  {t('person.earlier')}
                </Button>
              )}
              {problem && <Notice tone="now">{text(problem)}</Notice>}
              {all.length > 0 && <RootLine byDay label={t('person.journey')} nodes={nodes(all)} />}
              {seen.length > 0 && (
                <p className="screen-only">
                  <a href={hrefTo('/people/:person', { person }, { tab: 'seen' })}>
                    {t('person.seen', { count: byDayAndReason(seen, timeZone).size })}
                  </a>
                </p>
              )}
            </>
          )
        }}
      </Answer>
    </Card>
  )
}

/** What was fetched beyond the first page, of the kind that was chosen then. */
type Earlier = {
  kinds: TimelineGroup | undefined
  facts: readonly TimelineFact[]
  next: string | null
}

/**
 * Turns facts, newest first, into nodes of the drawn timeline, oldest first; facts of one branch form its
 * nodes.
 */
function useNodes(find: FindView | undefined): (facts: readonly TimelineFact[]) => RootNode[] {
  const t = useMessages()
  const words = useFactWords()
  const { organisation } = useActor()

  function node(fact: TimelineFact): RootNode {
    const view = find?.(fact.kind)
    const title = words.lookup(`fact.${fact.kind}`, fact.kind)
    const content = fact.text ?? view?.detail?.(fact.data, words)
    return {
      key: fact.id,
      date: fact.occurredOn,
      title: content ? t('person.happened', { what: title, of: content }) : title,
      detail: inLine([
        // What the own organisation did needs no name; who did it does.
        fact.organisation !== organisation && fact.organisationName,
        fact.centreName !== fact.organisationName && fact.centreName,
        fact.actorPrincipal && t(principalWords(fact.actorPrincipal, fact.actorName)),
        fact.actorName,
      ]),
      icon: view?.icon ?? 'leaf',
    }
  }

  return (facts) => {
    /** Facts that follow the one that opened their branch, by branch. */
    const branches = new Map<string, TimelineFact[]>()
    const branchOf = (fact: TimelineFact) => find?.(fact.kind)?.branch?.(fact.data)
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
          returns: find?.(last.kind)?.returns ?? false,
        },
      }
    })
  }
}
