// On the home screen: second proofs that were refused since the user last looked; otherwise nothing, and no more than
// the question is loaded. A person who tries one already knows the password; wrong passwords alone, which people mistype
// every day, are in My account.
import { later } from '../../../kit/later.tsx'
import { useRefused } from './refused.ts'

const RefusedCard = later(() => import('./RefusedCard.tsx'), null, 'drawn')

export default function RefusedToday() {
  const refused = useRefused()
  const fresh = refused.data?.filter(({ kind, isNew }) => isNew && kind !== 'password')
  return fresh?.length ? <RefusedCard of={fresh} onDone={refused.again} /> : null
}
