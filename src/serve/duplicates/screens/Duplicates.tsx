// Pairs of records that may be one person: side by side, with the reasons, until somebody decides.
import { hrefTo } from '../../../kernel/paths.ts'
import { Button } from '../../../kit/Button.tsx'
import { useAsk } from '../../../kit/data.tsx'
import { DateText } from '../../../kit/Figures.tsx'
import { useOperationForm } from '../../../kit/form/form.ts'
import { OperationForm } from '../../../kit/form/OperationForm.tsx'
import { Actions } from '../../../kit/Form.tsx'
import { Card, Page, PageHeader } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { SlotView, useLinked, useSlot } from '../../../kit/route.tsx'
import { useMay } from '../../../kit/session.tsx'
import { Answer, EmptyState } from '../../../kit/State.tsx'
import { useToast } from '../../../kit/Toast.tsx'
import { spokenName, type Glimpse, type Reason } from '../../record/operations.ts'
import { listDuplicates, ruleOutDuplicate } from '../operations.ts'
import * as policy from '../policy.ts'
import { Compare } from './Compare.tsx'

export default function Duplicates() {
  const t = useMessages()
  const [person] = useLinked('person')
  const asked = useAsk(listDuplicates, person === '' ? {} : { person }, { refreshOn: ['person'] })
  return (
    <Page>
      <PageHeader title={t('duplicate.title')} lead={t('duplicate.lead')} />
      <Answer of={asked}>
        {({ pairs }) =>
          pairs.length === 0 ? (
            <EmptyState title={t('duplicate.none')} drawing="shade" />
          ) : (
            pairs.map((pair) => <Pair key={`${pair.person.id}${pair.other.id}`} {...pair} />)
          )
        }
      </Answer>
    </Page>
  )
}

type Shown = { person: Glimpse; other: Glimpse; reasons: readonly Reason[]; noticedAt: string }

function Pair({ person, other, reasons, noticedAt }: Shown) {
  const t = useMessages()
  const say = useToast()
  const name = (one: Glimpse) => spokenName(one) ?? t('person.no_name')
  const [why] = useSlot('person.reasons')
  // Two of the same name are told apart by their number.
  const names = [name(person), name(other)] as const
  const told = names[0] === names[1] ? ([`${names[0]} (1)`, `${names[1]} (2)`] as const) : names
  const barred = useMay(policy.decide)
  const form = useOperationForm(ruleOutDuplicate, {
    input: (given) => ({ ...given, person: person.id, other: other.id }),
    unsaved: false,
    done: () => say(t('duplicate.decided')),
  })

  return (
    <Card title={t('duplicate.pair', { one: name(person), other: name(other) })} icon="people" tone="now">
      <p className="soft">
        {t('duplicate.noticed')} <DateText instant={noticedAt} />
      </p>
      {why && <SlotView content={why} props={{ of: { reasons } }} />}
      <Compare label={t('duplicate.both')} one={person} other={other} names={told} />
      <OperationForm of={form} label={t('duplicate.pair', { one: name(person), other: name(other) })}>
        <form.Text
          name="because"
          label={t('match.because')}
          help={t('match.because_help')}
          missing={t('duplicate.because_missing')}
        />
        <Actions>
          <Button type="submit" busy={form.busy} disabledReason={barred}>
            {t('duplicate.different')}
          </Button>
          <a href={hrefTo('/people/:person', { person: person.id }, { tab: 'merges', other: other.id })}>
            {t('duplicate.same')}
          </a>
        </Actions>
      </OperationForm>
    </Card>
  )
}
