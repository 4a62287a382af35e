// A telephone number on one line, read from left to right in every language.
export function Telephone({ number }: { number: string }) {
  return (
    <bdi className="figure" dir="ltr">
      {number.replaceAll(' ', '\u00a0')}
    </bdi>
  )
}
