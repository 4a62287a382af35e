// Under the figures: that changes of this device are not in them yet. Drawn after them.
import { useUnsent } from '../../../device/unsent.ts'
import NotShown from '../../../kit/NotShown.tsx'

export default function UnsentNotice() {
  const unsent = useUnsent()
  return unsent > 0 && <NotShown count={unsent} />
}
