// The code that opens the page of a person, typed from their slip or brought by its square.
import * as z from 'zod/mini'
import { Button } from '../../../kit/controls/Button.tsx'
import { useSchemaForm } from '../../../kit/form/form.ts'
import { OperationForm } from '../../../kit/form/OperationForm.tsx'
import { Actions } from '../../../kit/Form.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { readable, tidied } from '../operations.ts'
import { enter } from './requests.ts'

const Typed = z.strictObject({ code: z.string().check(z.minLength(1)) })

export default function Enter({ brought, onOpen }: { brought: string; onOpen: () => void }) {
  const t = useMessages()
  const form = useSchemaForm(Typed, {
    initial: { code: readable(brought) },
    unsaved: false,
    rules: ({ code = '' }) =>
      tidied(code) === undefined ? [{ at: 'code', text: t('own.code_missing') }] : [],
    problems: { 'own.code_wrong': 'code' },
    async send({ code }) {
      await enter(tidied(code) ?? '')
      onOpen()
    },
  })
  return (
    <OperationForm of={form} refused={t('own.not_entered')}>
      <form.Text
        name="code"
        label={t('own.code')}
        help={t('own.code_help')}
        missing={t('own.code_missing')}
        inputMode="numeric"
        autoComplete="off"
        spellCheck={false}
        maxLength={60}
      />
      <Actions>
        <Button type="submit" kind="primary" wide busy={form.busy}>
          {t('own.enter')}
        </Button>
      </Actions>
    </OperationForm>
  )
}
