// What must stop being used, on the home screen; empty when there is nothing.
import { useAsk } from '../../../kit/data.tsx'
import { listNotices } from '../operations.ts'
import Notices from './Notices.tsx'

export default function NoticesToday() {
  const asked = useAsk(listNotices, {}, { refreshOn: ['consent'] })
  return asked.data?.notices.length ? <Notices /> : null
}
