// Those who interpret for a person, whoever can be reached now first, each with their number to call.
import { dialled } from '../../../kernel/digits.ts'
import { Menu } from '../../../kit/controls/Menu.tsx'
import { useCommand } from '../../../kit/data.tsx'
import { inLine } from '../../../kit/formats.ts'
import { Icon } from '../../../kit/drawings/Icon.tsx'
import { Inline, List, ListRow } from '../../../kit/Layout.tsx'
import { useFormats, useMessages } from '../../../kit/messages.tsx'
import { usePack } from '../../../kit/pack.tsx'
import { useActor, useMay } from '../../../kit/session.tsx'
import { StatusPill } from '../../../kit/State.tsx'
import { useToast } from '../../../kit/controls/Toast.tsx'
import { dateIn } from '../../../kernel/time.ts'
import { noteInterpreterCall, type Interpreter } from '../operations.ts'
import * as policy from '../policy.ts'
import { matching, type Matched } from '../rules/availability.ts'
import { useNow } from './now.ts'
import { Telephone } from '../../../kit/Telephone.tsx'

/** Those who speak a language of the person, the best first. */
export function useMatching(all: readonly Interpreter[], languages: readonly string[]) {
  const { timeZone } = useActor()
  const instant = useNow()
  return matching(all, languages, { instant, timeZone, today: dateIn(instant, timeZone) })
}

export function ToCall({
  person,
  label,
  interpreters,
}: {
  person: string
  label: string
  interpreters: readonly Matched<Interpreter>[]
}) {
  return (
    <List label={label}>
      {interpreters.map((one) => (
        <Row key={one.id} person={person} one={one} />
      ))}
    </List>
  )
}

function Row({ person, one }: { person: string; one: Matched<Interpreter> }) {
  const t = useMessages()
  const words = usePack()
  const { list } = useFormats()
  const say = useToast()
  const note = useCommand(noteInterpreterCall)
  const disabledReason = useMay(policy.call)

  async function called(reached: boolean) {
    const [language] = one.shared
    const result = await note.run({ person, interpreter: one.id, reached, ...(language && { language }) })
    if (result.state !== 'refused') say(t(result.state === 'kept' ? 'interpreter.kept' : 'interpreter.noted'))
  }

  return (
    <ListRow
      title={<bdi>{one.name}</bdi>}
      detail={inLine([
        list(one.shared.map((code) => words?.term('languages', code) ?? code)),
        t(`interpreter.kind.${one.kind}`),
        one.hours,
      ])}
      end={
        <>
          {one.now !== undefined && (
            <StatusPill tone={one.now ? 'good' : 'closed'} icon="clock">
              {t(one.now ? 'interpreter.now' : 'interpreter.not_now')}
            </StatusPill>
          )}
          {one.promise !== 'signed' && (
            <StatusPill tone="now" icon="lock">
              {t(`interpreter.promise.${one.promise}`)}
            </StatusPill>
          )}
        </>
      }
    >
      {/* Below the words, in the narrow card of the record too: the number is long. */}
      <Inline>
        {one.telephone === null ? (
          <span className="soft">{t('interpreter.no_telephone')}</span>
        ) : (
          <a className="button button-plain" href={`tel:${dialled(one.telephone)}`}>
            <Icon name="phone" />
            <span>
              {t('interpreter.call_them')} <Telephone number={one.telephone} />
            </span>
          </a>
        )}
        <Menu
          label={t('kit.more_acts', { of: one.name })}
          busy={note.busy}
          acts={([true, false] as const).map((reached) => ({
            key: String(reached),
            label: t(reached ? 'interpreter.note_reached' : 'interpreter.note_missed'),
            disabledReason,
            onAct: () => void called(reached),
          }))}
        />
      </Inline>
    </ListRow>
  )
}
