// The purpose and the parts of the record that a notice names, on one line.
import { useFormats } from '../../../kit/messages.tsx'
import { usePack } from '../../../kit/pack.tsx'

export function Terms({ purpose, fieldGroups }: { purpose: string; fieldGroups: readonly string[] }) {
  const words = usePack()
  const { list } = useFormats()
  const parts = list(fieldGroups.map((code) => words?.term('fieldGroups', code) ?? code))
  return `${words?.term('purposes', purpose) ?? purpose} · ${parts}`
}
