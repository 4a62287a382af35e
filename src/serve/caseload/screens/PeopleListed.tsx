// The list of people under the search: narrowed by the work with them, each row a way to the record.
import { useState } from 'react'
import { hrefTo } from '../../../kernel/paths.ts'
import { addDays, dateIn } from '../../../kernel/time.ts'
import { useAsk } from '../../../kit/data.tsx'
import { DateText } from '../../../kit/Figures.tsx'
import { Listing, type ListColumn, type ListFilter } from '../../../kit/list/Listing.tsx'
import { useFormats, useMessages } from '../../../kit/messages.tsx'
import { usePack } from '../../../kit/pack.tsx'
import { useLinked } from '../../../kit/route.tsx'
import { useActor } from '../../../kit/session.tsx'
import { listCentres } from '../../../identity/organisations/operations.ts'
import { ageOf, otherName, shownName } from '../../record/operations.ts'
import { listPeople, type Listed } from '../operations.ts'
import * as policy from '../policy.ts'
import { hiddenNeeds } from '../rules.ts'
import { ExportButton } from './ExportButton.tsx'

/** Days without any note after which a person is asked about. */
const QUIET = [30, 90, 180]
/** Of the filter of cases: those of whoever reads. */
const MINE = 'mine'
/** Needs named in a row, so that it is one line; the record has the others. */
const NAMED = 1

export default function PeopleListed() {
  const t = useMessages()
  const words = usePack()
  const { time, number } = useFormats()
  const actor = useActor()
  const [today] = useState(() => dateIn(new Date().toISOString(), actor.timeZone))
  const centres = useAsk(listCentres, {}).data ?? []
  const visible = policy.visibleOf(actor)
  // A saved view of an earlier release names its user; a link, such as that of a figure, names nobody.
  const [chosen] = useLinked('case')
  const mine = chosen === actor.user ? chosen : MINE
  const urgencies = words?.options('urgencies') ?? []
  const columns: ListColumn<Listed>[] = [
    {
      key: 'name',
      title: t('caseload.column.name'),
      cell: (one) => <bdi>{shownName(one) ?? t('person.no_name')}</bdi>,
      names: true,
      sort: 'name',
    },
    {
      key: 'names',
      title: t('caseload.column.other_name'),
      cell: (one) => otherName(one) && <bdi>{otherName(one)}</bdi>,
      unusual: true,
    },
    {
      key: 'age',
      title: t('caseload.column.age'),
      tight: true,
      cell({ born }) {
        if (!born) return null
        const { years, certain } = ageOf(born, today)
        return t(certain ? 'person.age' : 'person.age_about', { years })
      },
    },
    ...(visible.needs
      ? [
          {
            key: 'needs',
            title: t('caseload.column.needs'),
            cell: ({ needs }: Listed) => {
              const named = (needs ?? [])
                .slice(0, NAMED)
                .map(({ code }) => words?.term('needs', code) ?? code)
              const more = (needs?.length ?? 0) - named.length
              return [...named, ...(more > 0 ? [t('caseload.more_needs', { count: more })] : [])].join(' · ')
            },
          },
        ]
      : []),
    ...(visible.files
      ? [
          {
            key: 'manager',
            title: t('caseload.column.manager'),
            tight: true,
            cell: ({ manager, hasCase }: Listed) =>
              manager ? (
                <bdi>{manager.name}</bdi>
              ) : (
                hasCase === true && <span className="soft">{t('caseload.nobody')}</span>
              ),
            card: 'titled' as const,
          },
          {
            key: 'centre',
            title: t('caseload.column.centre'),
            cell: ({ centre }: Listed) => centre && <bdi>{centre.name}</bdi>,
            unusual: centres.length < 2,
          },
        ]
      : []),
    ...(visible.appointments
      ? [
          {
            key: 'appointment',
            title: t('caseload.column.appointment'),
            tight: true,
            cell: ({ appointment }: Listed) =>
              appointment && (
                <>
                  <DateText date={dateIn(appointment, actor.timeZone)} short />, {time(appointment)}
                </>
              ),
            sort: 'appointment',
            card: 'titled' as const,
          },
        ]
      : []),
    {
      key: 'noted',
      title: t('caseload.column.noted'),
      tight: true,
      cell: ({ noted }) => noted && <DateText date={noted} short />,
      sort: 'noted',
      downFirst: true,
      card: 'titled',
    },
    {
      key: 'registered',
      title: t('caseload.column.registered'),
      tight: true,
      cell: ({ registeredAt }) => <DateText date={dateIn(registeredAt, actor.timeZone)} short />,
      unusual: true,
      card: 'none',
    },
  ]
  const filtersOf = (managers: readonly { id: string; name: string }[]): ListFilter[] => [
    ...(visible.files
      ? [
          {
            key: 'case',
            label: t('caseload.case'),
            every: t('caseload.everybody'),
            options: [
              { value: mine, label: t('caseload.mine') },
              { value: 'open', label: t('caseload.case.open') },
              { value: 'nobody', label: t('caseload.case.nobody') },
              { value: 'none', label: t('caseload.case.none') },
              ...managers
                .filter(({ id }) => id !== actor.user)
                .map(({ id, name }) => ({ value: id, label: name })),
            ],
          },
        ]
      : []),
    ...(visible.files && centres.length > 1
      ? [
          {
            key: 'centre',
            label: t('caseload.column.centre'),
            every: t('caseload.every_centre'),
            options: centres.map(({ id, name }) => ({ value: id as string, label: name })),
          },
        ]
      : []),
    ...(visible.needs && words
      ? [
          {
            key: 'need',
            label: t('caseload.need'),
            every: t('caseload.any_need'),
            options: words.options('needs').filter(({ value }) => !hiddenNeeds(words.pack).includes(value)),
          },
          {
            key: 'urgency',
            label: t('caseload.urgency'),
            every: t('caseload.any_urgency'),
            options: urgencies,
          },
        ]
      : []),
    ...(visible.appointments
      ? [
          {
            key: 'appointment',
            label: t('caseload.column.appointment'),
            every: t('caseload.appointment.any'),
            options: [
              { value: 'coming', label: t('caseload.appointment.coming') },
              { value: 'none', label: t('caseload.appointment.none') },
            ],
          },
        ]
      : []),
    {
      key: 'quiet',
      label: t('caseload.quiet'),
      every: t('caseload.quiet.any'),
      options: QUIET.map((days) => ({
        value: String(days),
        label: t('caseload.quiet.days', { days: number(days) }),
      })),
    },
  ]
  return (
    <Listing
      name="person"
      label={t('person.title')}
      of={listPeople}
      rows={({ people }) => people}
      rowKey={({ id }) => id}
      href={({ id }) => hrefTo('/people/:person', { person: id })}
      columns={columns}
      filters={(answer) => filtersOf(answer?.managers ?? [])}
      input={({ case: of = '', centre, need, urgency, appointment, quiet }) => ({
        ...((of === 'open' || of === 'none') && { work: of }),
        ...(of !== '' && of !== 'open' && of !== 'none' && { manager: of === MINE ? actor.user : of }),
        ...(centre && { centre }),
        ...(need && { need }),
        ...(urgency && { urgency }),
        ...((appointment === 'coming' || appointment === 'none') && { appointment }),
        ...(QUIET.includes(Number(quiet)) && { quietSince: addDays(today, -Number(quiet)) }),
      })}
      sort="-recent"
      counted={(count) => t('caseload.count', { count })}
      none={t('caseload.none_match')}
      nothing={{ title: t('person.none'), help: t('person.none_help') }}
      refreshOn={['need', 'case', 'referral', 'plan', 'service', 'consent']}
      tools={(all) => <ExportButton {...all} />}
    />
  )
}
