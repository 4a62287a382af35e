// The receipt a person takes home: the words that were read, what they decided, and a short text for a safe
// number.
import { dialled } from '../../../kernel/digits.ts'
import { Button } from '../../../kit/controls/Button.tsx'
import { useAsk } from '../../../kit/data.tsx'
import { DateText } from '../../../kit/Figures.tsx'
import { Actions } from '../../../kit/Form.tsx'
import { PrintSheet } from '../../../kit/print/PrintSheet.tsx'
import { Card, FactRow, Facts, Page, PageHeader, Stack } from '../../../kit/Layout.tsx'
import { InLanguage } from '../../../kit/InLanguage.tsx'
import { LOCALES, useFormats, useMessages } from '../../../kit/messages.tsx'
import { usePack } from '../../../kit/pack.tsx'
import type { ScreenProps } from '../../../kit/route.tsx'
import { Answer, Notice } from '../../../kit/State.tsx'
import { Telephone } from '../../../kit/Telephone.tsx'
import type { OutputOf } from '../../../kernel/command.ts'
import { hrefTo } from '../../../kernel/paths.ts'
import { getReceipt } from '../operations.ts'
import { useRecipientName, whoInterpreted } from './words.tsx'

export default function Receipt({
  params: { person, consent },
}: ScreenProps<'/people/:person/consents/:consent'>) {
  const t = useMessages()
  const asked = useAsk(getReceipt, { person, id: consent })
  return (
    <Page width="narrow">
      <div className="screen-only">
        <PageHeader
          title={t('consent.receipt')}
          lead={t('consent.receipt_lead')}
          back={{
            href: hrefTo('/people/:person', { person }, { tab: 'consent' }),
            label: t('consent.back_person'),
          }}
        />
      </div>
      <Answer of={asked}>
        {(receipt) => (
          <Stack>
            <InLanguage of={languageOfPaper(receipt.consent.locale)}>
              <Sheet receipt={receipt} />
            </InLanguage>
            <div className="screen-only">
              <Stack>
                <Actions>
                  <Button kind="primary" icon="print" onClick={() => print()}>
                    {t('kit.print')}
                  </Button>
                </Actions>
                <ByPhone receipt={receipt} />
              </Stack>
            </div>
          </Stack>
        )}
      </Answer>
    </Page>
  )
}

/** A text read in a language that the application has no words in: the rest of the paper is in its first one. */
const languageOfPaper = (read: string) => LOCALES.find((each) => each === read.split('-')[0]) ?? LOCALES[0]

type Given = { receipt: OutputOf<typeof getReceipt> }

function Sheet({ receipt: { consent, called, organisation, text } }: Given) {
  const t = useMessages()
  const words = usePack()
  const { list } = useFormats()
  const nameOf = useRecipientName()
  return (
    <PrintSheet
      issuer={organisation}
      date={<DateText instant={consent.givenAt} />}
      foot={text && <span dir="ltr">{`${consent.textVersion} · ${text.hash.slice(0, 16)}`}</span>}
    >
      <h2>{t(consent.said === 'yes' ? 'consent.you_said_yes' : 'consent.you_said_no')}</h2>
      {called && <p>{called}</p>}
      <Facts>
        <FactRow label={t('consent.purpose')}>{words?.term('purposes', consent.purpose)}</FactRow>
        <FactRow label={t('consent.recipient')}>{nameOf(consent.recipient)}</FactRow>
        <FactRow label={t('consent.parts')}>
          {list(consent.fieldGroups.map((code) => words?.term('fieldGroups', code) ?? code))}
        </FactRow>
        {consent.expiresOn && (
          <FactRow label={t('consent.last_day')}>
            <DateText date={consent.expiresOn} />
          </FactRow>
        )}
        {consent.how && <FactRow label={t('consent.how')}>{t(`consent.how.${consent.how}`)}</FactRow>}
        {consent.witness && <FactRow label={t('consent.witness')}>{consent.witness}</FactRow>}
        {(consent.interpreter ?? consent.interpreterKind) && (
          <FactRow label={t('consent.interpreter_was')}>{whoInterpreted(consent, t)}</FactRow>
        )}
        {consent.spokenFor && (
          <FactRow label={t('consent.speaker')}>
            {t('consent.spoken', {
              name: consent.spokenFor.name,
              as: t(`consent.as.${consent.spokenFor.as}`),
            })}
          </FactRow>
        )}
        {consent.obtainedBy && <FactRow label={t('consent.obtained')}>{consent.obtainedBy}</FactRow>}
        {consent.withdrawnAt && (
          <FactRow label={t('consent.standing.withdrawn')}>
            <DateText instant={consent.withdrawnAt} />
          </FactRow>
        )}
      </Facts>
      {text ? (
        <section lang={consent.locale} dir="auto">
          <h3>{text.title}</h3>
          <p>{text.text}</p>
        </section>
      ) : (
        <p>{t('consent.text_gone', { version: consent.textVersion })}</p>
      )}
      <p>{t('consent.your_right')}</p>
    </PrintSheet>
  )
}

/**
 * The text for a phone: only numbers the person called safe are offered, and the user's own phone sends it.
 */
function ByPhone({ receipt: { sms } }: Given) {
  const t = useMessages()
  if (!sms) return null
  return (
    <Card title={t('consent.sms')} icon="phone">
      <p dir="auto">{sms.text}</p>
      <p className="soft">{t('consent.segments', { count: sms.segments })}</p>
      {sms.to.length === 0 ? (
        <Notice>{t('consent.no_safe_number')}</Notice>
      ) : (
        <ul>
          {sms.to.map((number) => (
            <li key={number}>
              <a href={`sms:${dialled(number)}?body=${encodeURIComponent(sms.text)}`}>
                {t('consent.send_to')} <Telephone number={number} />
              </a>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
