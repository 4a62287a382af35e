// What else a person is registered as, how that is undone, and the way to say that another record is of the same person.
import { Button } from '../../../kit/controls/Button.tsx'
import { useAsk } from '../../../kit/data.tsx'
import { later } from '../../../kit/later.tsx'
import { DateText } from '../../../kit/Figures.tsx'
import { Card, List, ListRow, Stack } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { SlotView, useLinked, useSlot } from '../../../kit/route.tsx'
import { useActor } from '../../../kit/session.tsx'
import { useWhoMay } from '../../../kit/who-may.ts'
import { Answer } from '../../../kit/State.tsx'
import { spokenName, type Glimpse } from '../../record/operations.ts'
import { listMerges, type Merge } from '../operations.ts'
import * as policy from '../policy.ts'
import { MergeWith } from './MergeWith.tsx'
import { Undo } from './Undo.tsx'

const Linked = later(() => import('./Linked.tsx'), null)
const Elsewhere = later(() => import('./Elsewhere.tsx'), null)

export default function MergesOfPerson({ person }: { person: string }) {
  const t = useMessages()
  const asked = useAsk(listMerges, { person }, { refreshOn: ['person'] })
  const barred = useWhoMay(policy.merge)
  return (
    <Answer of={asked}>
      {({ kept, merges }) => {
        const standing = merges.filter(({ undoneAt }) => undoneAt === null)
        const undone = merges.filter(({ undoneAt }) => undoneAt !== null)
        return (
          <Stack>
            {merges.length === 0 && <p className="soft">{t('merge.none')}</p>}
            {standing.map((merge) => (
              <Standing key={merge.id} merge={merge} barred={barred} />
            ))}
            {/* What waits for an answer stands before the search for another record. */}
            <Linked person={kept} />
            {barred === undefined ? (
              <Another person={kept} standing={standing} />
            ) : (
              <Card title={t('merge.another')} icon="people">
                <p className="soft">{barred}</p>
              </Card>
            )}
            {undone.length > 0 && <Undone merges={undone} />}
            <Elsewhere person={person} />
          </Stack>
        )
      }}
    </Answer>
  )
}

function useName() {
  const t = useMessages()
  return (person: Glimpse) => spokenName(person) ?? t('person.no_name')
}

function Standing({ merge, barred }: { merge: Merge; barred: string | undefined }) {
  const t = useMessages()
  const name = useName()
  const [undoing, setUndoing] = useLinked('undo')
  const names = { one: name(merge.person), other: name(merge.other) }
  return (
    <Card
      title={t('merge.pair', names)}
      icon="people"
      actions={
        undoing === merge.id ? undefined : (
          <Button kind="quiet" disabledReason={barred} onClick={() => setUndoing(merge.id)}>
            {t('merge.undo')}
          </Button>
        )
      }
    >
      <p>
        {t('merge.merged_by', { name: merge.mergedBy ?? t('merge.somebody') })}{' '}
        <DateText instant={merge.mergedAt} />
      </p>
      <p>
        <bdi>{merge.because}</bdi>
      </p>
      {undoing === merge.id && <Undo merge={merge} names={names} onDone={() => setUndoing('')} />}
    </Card>
  )
}

/** Records of this organisation that are not the same person already. */
function Another({ person, standing }: { person: string; standing: readonly Merge[] }) {
  const t = useMessages()
  const { organisation } = useActor()
  const same = new Set([person, ...standing.flatMap((merge) => [merge.person.id, merge.other.id])])
  const isOffered = (one: Glimpse) => !same.has(one.id) && one.organisation === organisation
  const [other, setOther] = useLinked('other')
  const [picker] = useSlot('person.pick')
  return (
    <Card title={t('merge.another')} icon="people">
      {other === '' || same.has(other) ? (
        <>
          <p className="soft">{t('merge.another_help')}</p>
          {picker && (
            <SlotView content={picker} props={{ isOffered, onPick: (picked: string) => setOther(picked) }} />
          )}
        </>
      ) : (
        <MergeWith person={person} other={other} onClose={() => setOther('')} />
      )}
    </Card>
  )
}

function Undone({ merges }: { merges: readonly Merge[] }) {
  const t = useMessages()
  const name = useName()
  return (
    <Card title={t('merge.undone')}>
      <List label={t('merge.undone')}>
        {merges.map((merge) => (
          <ListRow
            key={merge.id}
            title={t('merge.pair', { one: name(merge.person), other: name(merge.other) })}
            detail={
              <>
                {t('merge.undone_by', { name: merge.undoneBy ?? t('merge.somebody') })}{' '}
                <DateText instant={merge.undoneAt ?? merge.mergedAt} /> · <bdi>{merge.undoneBecause}</bdi>
              </>
            }
          />
        ))}
      </List>
    </Card>
  )
}
