// Asks in which language the record is printed: at first that of the person, where the application speaks it.
import { useState } from 'react'
import { Button } from '../../../kit/controls/Button.tsx'
import { Dialog } from '../../../kit/controls/Dialog.tsx'
import { ChoiceGroup } from '../../../kit/fields/Field.tsx'
import { Actions, ErrorSummary } from '../../../kit/Form.tsx'
import { LOCALE_NAMES, LOCALES, useLocale, useMessages, type UiLocale } from '../../../kit/messages.tsx'
import { Unreachable, useAct } from '../../../kit/request.ts'
import { loadLanguage } from '../../../kit/texts.ts'

export default function PrintIn({
  spoken,
  onPrint,
  onClose,
}: {
  /** The languages of the person. */
  spoken: readonly string[]
  onPrint: (locale: UiLocale) => void
  onClose: () => void
}) {
  const t = useMessages()
  const { locale } = useLocale()
  const act = useAct()
  const [language, setLanguage] = useState<UiLocale>(LOCALES.find((each) => spoken.includes(each)) ?? locale)
  async function send() {
    const load = () => loadLanguage(language).catch(() => Promise.reject(new Unreachable()))
    if (await act.run(async () => (await load(), true))) onPrint(language)
  }
  return (
    <Dialog title={t('person.print')} onClose={onClose}>
      <ErrorSummary problem={act.problem} title={t('person.not_printed')} />
      <ChoiceGroup
        label={t('person.print_language')}
        inline
        value={language}
        onChange={setLanguage}
        options={LOCALES.map((value) => ({ value, label: LOCALE_NAMES[value] }))}
      />
      <Actions>
        <Button kind="primary" icon="print" busy={act.busy} onClick={() => void send()}>
          {t('kit.print')}
        </Button>
        <Button kind="quiet" onClick={onClose}>
          {t('kit.cancel')}
        </Button>
      </Actions>
    </Dialog>
  )
}
