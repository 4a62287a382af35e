// Choosing a PIN, or a longer phrase: typed twice, rated before it is accepted, with what each protects
// against.
import { useState } from 'react'
import { tidyPin, weaknessOf } from '../../../device/pin.ts'
import { Button } from '../../../kit/Button.tsx'
import { TextField } from '../../../kit/Field.tsx'
import { Actions, Form } from '../../../kit/Form.tsx'
import { useMessages } from '../../../kit/messages.tsx'

/** The hidden field of a PIN or phrase, with the fitting keyboard. */
export function PinField({
  label,
  help,
  value,
  onChange,
  phrase,
  fresh = false,
}: {
  label: string
  help?: string
  value: string
  onChange: (value: string) => void
  phrase: boolean
  /** A new PIN is chosen. */
  fresh?: boolean
}) {
  return (
    <TextField
      label={label}
      {...(help !== undefined && { help })}
      type="password"
      inputMode={phrase ? 'text' : 'numeric'}
      autoComplete={fresh ? 'new-password' : 'off'}
      dir="ltr"
      width={phrase ? 'full' : 'medium'}
      required
      value={value}
      onChange={onChange}
    />
  )
}

export function NewPin({
  act,
  phrase,
  asksOld = false,
  onChoose,
}: {
  /** The button's text. */
  act: string
  /** The organisation requires a phrase. */
  phrase: boolean
  asksOld?: boolean
  /** An error it throws is shown above the form. */
  onChoose: (pin: string, old: string) => Promise<string | undefined>
}) {
  const t = useMessages()
  const [isPhrase, setIsPhrase] = useState(phrase)
  const [old, setOld] = useState('')
  const [pin, setPin] = useState('')
  const [again, setAgain] = useState('')
  const [errors, setErrors] = useState<string[]>([])
  const [problem, setProblem] = useState<Error>()
  const [busy, setBusy] = useState(false)

  async function choose() {
    const weakness = weaknessOf(tidyPin(pin), phrase)
    const wrong = weakness ?? (tidyPin(pin) === tidyPin(again) ? undefined : 'differs')
    setErrors(wrong === undefined ? [] : [t(`devices.pin_${wrong}`)])
    setProblem(undefined)
    if (wrong !== undefined) return
    setBusy(true)
    try {
      const refused = await onChoose(pin, old)
      if (refused !== undefined) setErrors([refused])
    } catch (error) {
      setProblem(error as Error)
    } finally {
      setBusy(false)
    }
  }

  return (
    <Form onSubmit={choose} errors={errors} problem={problem}>
      {asksOld && <PinField label={t('devices.pin_old')} value={old} onChange={setOld} phrase={isPhrase} />}
      <PinField
        label={t(isPhrase ? 'devices.phrase_new' : 'devices.pin_new')}
        help={t(isPhrase ? 'devices.phrase_help' : 'devices.pin_help')}
        value={pin}
        onChange={setPin}
        phrase={isPhrase}
        fresh
      />
      <PinField
        label={t(isPhrase ? 'devices.phrase_again' : 'devices.pin_again')}
        value={again}
        onChange={setAgain}
        phrase={isPhrase}
        fresh
      />
      <Actions>
        <Button kind="primary" type="submit" busy={busy}>
          {act}
        </Button>
        {!phrase && (
          <Button kind="quiet" onClick={() => setIsPhrase(!isPhrase)}>
            {t(isPhrase ? 'devices.use_pin' : 'devices.use_phrase')}
          </Button>
        )}
      </Actions>
    </Form>
  )
}
