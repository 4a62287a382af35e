// On the record of a person who does not speak the worker's language: who can interpret. Loaded where one is needed.
import { useAsk } from '../../../kit/data.tsx'
import { later } from '../../../kit/later.tsx'
import { useLocale } from '../../../kit/messages.tsx'
import { usePack } from '../../../kit/pack.tsx'
import { interpretersFor } from '../operations.ts'
import { isNeeded } from '../rules/needed.ts'

const ToCallCard = later(() => import('./ToCallCard.tsx'), null, 'drawn')

export default function NeededCard({ person }: { person: string }) {
  const words = usePack()
  const { locale } = useLocale()
  const { data } = useAsk(interpretersFor, { person }, { refreshOn: ['person'] })
  // The worker reads the screen in a language of theirs, and speaks that of the network.
  const spoken = [locale, words?.pack.locales[0] ?? locale]
  if (!words || !data || !isNeeded(data, spoken)) return null
  return <ToCallCard person={person} found={data} words={words} />
}
