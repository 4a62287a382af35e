// A questionnaire, one page at a time, starting from earlier answers; each question can show why it is asked.
import { findQuestionnaire } from '../../../kernel/packs/pack.ts'
import { hrefTo } from '../../../kernel/paths.ts'
import { consentMissing } from '../../../kernel/problems.ts'
import { useAsk } from '../../../kit/data.tsx'
import { later } from '../../../kit/later.tsx'
import { Page, PageHeader } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { OfPerson } from '../../../kit/OfPerson.tsx'
import { PackAwaited, usePack } from '../../../kit/pack.tsx'
import { navigate, useLinked, type ScreenProps } from '../../../kit/route.tsx'
import { Answer, EmptyState, Loading } from '../../../kit/State.tsx'
import { listCharacterizations } from '../operations.ts'
import { pageFrom } from './page.ts'

const Asking = later(() => import('./Asking.tsx'), <Loading lines={6} />)

const NOTHING_BEFORE = { characterizations: [], withheld: null }

export default function Questions({
  params: { person, questionnaire: code },
}: ScreenProps<'/people/:person/questions/:questionnaire'>) {
  const t = useMessages()
  const words = usePack()
  const asked = useAsk(listCharacterizations, { person, questionnaire: code })
  // Answers of another organisation may be hidden; the person can still be asked anew.
  const isClosed = consentMissing.is(asked.problem)
  const before = isClosed ? { ...asked, data: NOTHING_BEFORE, problem: undefined } : asked
  const [page] = useLinked('page')
  const at = pageFrom(page)
  if (!words) return <PackAwaited />
  const questionnaire = findQuestionnaire(words.pack, code)
  if (!questionnaire) return <EmptyState title={t('problem.questionnaire.unknown')} drawing="entrance" />
  return (
    <Page width="narrow">
      <PageHeader
        over={<OfPerson person={person} />}
        title={words.say(questionnaire.title)}
        {...(questionnaire.about && at === 0 && { lead: words.say(questionnaire.about) })}
        back={{ href: hrefTo('/people/:person', { person }), label: t('form.back') }}
      />
      <Answer of={before}>
        {({ characterizations }) => (
          <Asking
            key={questionnaire.code}
            person={person}
            words={words}
            questionnaire={questionnaire}
            before={characterizations[0]?.answers ?? {}}
            at={at}
            onTurn={(to, replace) =>
              navigate(
                hrefTo(
                  '/people/:person/questions/:questionnaire',
                  { person, questionnaire: code },
                  { page: to === 0 ? null : String(to + 1) },
                ),
                { replace },
              )
            }
          />
        )}
      </Answer>
    </Page>
  )
}
