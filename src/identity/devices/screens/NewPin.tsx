// Choosing a PIN, or a longer phrase: typed twice, rated before it is accepted, with what each protects
// against.
import * as z from 'zod/mini'
import { useState } from 'react'
import { tidyPin, weaknessOf } from '../../../device/pin.ts'
import { Button } from '../../../kit/controls/Button.tsx'
import { useSchemaForm, type FormOf } from '../../../kit/form/form.ts'
import { OperationForm } from '../../../kit/form/OperationForm.tsx'
import { Actions } from '../../../kit/Form.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { useAct } from '../../../kit/request.ts'
import { pinControl } from './PinField.tsx'

const Typed = z.string().check(z.minLength(1))
const Pins = z.object({ old: z.optional(Typed), pin: Typed, again: Typed })

export default function NewPin({
  act: name,
  phrase,
  asksOld = false,
  onChoose,
}: {
  /** The button's text. */
  act: string
  /** The organisation requires a phrase. */
  phrase: boolean
  asksOld?: boolean
  /** An error it throws is shown above the form; a text is what is wrong with the old one. */
  onChoose: (pin: string, old: string) => Promise<string | undefined>
}) {
  const t = useMessages()
  const [isPhrase, setIsPhrase] = useState(phrase)
  const act = useAct()
  const form: FormOf<z.input<typeof Pins>> = useSchemaForm(Pins, {
    unsaved: false,
    busy: act.busy,
    problem: act.problem,
    rules({ pin, again }) {
      if (pin === undefined) return []
      const weakness = weaknessOf(tidyPin(pin), phrase)
      if (weakness) return [{ at: 'pin', text: t(`devices.pin_${weakness}`) }]
      const differs = again !== undefined && tidyPin(pin) !== tidyPin(again)
      return differs ? [{ at: 'again', text: t('devices.pin_differs') }] : []
    },
    async send({ pin, old = '' }) {
      const refused = await act.run(() => onChoose(pin, old))
      if (refused !== undefined) form.refuse('old', refused)
    },
  })

  return (
    <OperationForm of={form}>
      {asksOld && (
        <form.Text name="old" label={t('devices.pin_old')} required {...pinControl({ phrase: isPhrase })} />
      )}
      <form.Text
        name="pin"
        label={t(isPhrase ? 'devices.phrase_new' : 'devices.pin_new')}
        help={t(isPhrase ? 'devices.phrase_help' : 'devices.pin_help')}
        {...pinControl({ phrase: isPhrase, fresh: true })}
      />
      <form.Text
        name="again"
        label={t(isPhrase ? 'devices.phrase_again' : 'devices.pin_again')}
        {...pinControl({ phrase: isPhrase, fresh: true })}
      />
      <Actions>
        <Button kind="primary" type="submit" busy={form.busy}>
          {name}
        </Button>
        {!phrase && (
          <Button kind="quiet" onClick={() => setIsPhrase(!isPhrase)}>
            {t(isPhrase ? 'devices.use_pin' : 'devices.use_phrase')}
          </Button>
        )}
      </Actions>
    </OperationForm>
  )
}
