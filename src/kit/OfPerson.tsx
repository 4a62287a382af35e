// Whose form it is, over its heading and on paper: with two windows open, nothing is written down for somebody else.
import { SlotView, useSlot } from './route.tsx'

export function OfPerson({ person }: { person: string }) {
  return useSlot('person.name').map((content) => (
    <SlotView key={content.key} content={content} props={{ person }} waiting="&nbsp;" />
  ))
}
