// One thing that waits, as a row at the desk and a card on the phone, with its next act.
import { useState } from 'react'
import { dateIn } from '../../../kernel/time.ts'
import type { WorkItem } from '../../../kernel/worklist.ts'
import { Button } from '../../../kit/controls/Button.tsx'
import { inLine } from '../../../kit/formats.ts'
import { Icon } from '../../../kit/drawings/Icon.tsx'
import { useFormats, useLocale, useLookup, useMessages } from '../../../kit/messages.tsx'
import { useActor } from '../../../kit/session.tsx'
import type { WorkView } from '../../../kit/work.ts'
import './WorkRow.css'

/** When it is due, or since when it waits: short, and for a screen reader with what it is. */
function useWhen() {
  const t = useMessages()
  const { relative } = useFormats()
  const { timeZone } = useActor()
  const [today] = useState(() => dateIn(new Date().toISOString(), timeZone))
  return ({ dueOn, since, clock, state }: WorkItem) => {
    if (clock && dueOn !== null) return { short: t('work.day', { day: clock.day, of: clock.of }) }
    if (dueOn !== null) {
      const when = relative(dueOn, today)
      return state === 'others' ? { short: when, said: t('work.answer', { when }) } : { short: when }
    }
    const when = since === null ? '' : relative(dateIn(since, timeZone), today)
    return { short: when, said: t('work.waits', { when }) }
  }
}

export function WorkRow({
  line,
  view,
  onAct,
}: {
  line: WorkItem
  view: WorkView
  onAct: (line: WorkItem) => void
}) {
  const t = useMessages()
  const lookup = useLookup()
  const { locale } = useLocale()
  const actor = useActor()
  const { short, said = short } = useWhen()(line)
  const { kind, name, text, label, money, by, count, state, dueOn, since } = line
  const { money: inMoney } = useFormats()
  const about = text ?? label?.[locale] ?? label?.['en']
  const isAlone = name === null && (about !== undefined || count !== null)
  const title = name ?? about ?? (count === null ? t('work.nameless') : t('work.number', { count }))
  const act = lookup(`work.${kind}.act`)
  return (
    <li className={`work-row work-${state}`}>
      <Icon name={view.icon} />
      <a className="work-name" href={view.href(line)}>
        <bdi>{title}</bdi>
      </a>
      <span className="work-what">
        {inLine([lookup(`work.${kind}`), isAlone ? null : about, money && inMoney(money), by])}
      </span>
      <span className="work-when">
        {state === 'late' && <Icon name="alert" />}
        <time dateTime={dueOn ?? since ?? ''} title={said}>
          <span aria-hidden="true">{short}</span>
          <span className="unseen">{said}</span>
        </time>
      </span>
      <span className="work-act screen-only">
        {view.act && (view.may?.(actor) ?? true) === true ? (
          <Button aria-label={t('work.act_on', { act, name: title })} onClick={() => onAct(line)}>
            {act}
          </Button>
        ) : (
          !view.act && (
            <span className="work-next">
              {act}
              <Icon name="forward" />
            </span>
          )
        )}
      </span>
    </li>
  )
}
