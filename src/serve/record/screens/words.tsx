// How people are named on every screen: as they wish to be called, with what else helps to recognise them.
import { useState, type ReactNode } from 'react'
import { dateIn } from '../../../kernel/time.ts'
import { inLine } from '../../../kit/formats.ts'
import { useFormats, useMessages } from '../../../kit/messages.tsx'
import { usePack } from '../../../kit/pack.tsx'
import { useActor } from '../../../kit/session.tsx'
import type { Born, Glimpse } from '../operations.ts'
import { ageOf, otherName, shownName } from '../rules/shown.ts'

/** The date on which the screen was opened, in the actor's time zone. */
export function useToday(): string {
  const { timeZone } = useActor()
  const [today] = useState(() => dateIn(new Date().toISOString(), timeZone))
  return today
}

/** The name that stands for them, with a text for people without a name. */
export function useShownName() {
  const t = useMessages()
  return (person: Parameters<typeof shownName>[0]) => shownName(person) ?? t('person.no_name')
}

export function useAge() {
  const t = useMessages()
  const today = useToday()
  return (born: Born | null) => {
    if (!born) return t('person.age_unknown')
    const { years, certain } = ageOf(born, today)
    return t(certain ? 'person.age' : 'person.age_about', { years })
  }
}

/** The birth as they told it: a date, a year, or an age with the day on which it was given. */
export function useBornText() {
  const t = useMessages()
  const { date } = useFormats()
  return (born: Born) => {
    if ('date' in born) return date(born.date)
    if ('year' in born) return t('person.born_year', { year: String(born.year) })
    return t('person.born_age', { years: born.age, date: date(born.on) })
  }
}

/** The name in their papers where another is shown, age, and place. */
export function Recognise({ person }: { person: Glimpse }): ReactNode {
  const words = usePack()
  const age = useAge()
  return inLine([
    otherName(person),
    age(person.born),
    person.sex && words?.term('sexes', person.sex),
    person.place && words?.term('places', person.place),
  ])
}
