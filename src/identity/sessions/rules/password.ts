// The requirements on a password: long, and not an obvious one. No rules about symbols (NIST SP 800-63B,
// 3.1.1.2).

/** Why a password is refused, or undefined when it is good. */
export function passwordFlaw(
  password: string,
  about: readonly string[],
): 'short' | 'long' | 'obvious' | undefined {
  if (password.length < 12) return 'short'
  if (password.length > 128) return 'long'
  const plain = password.toLowerCase()
  const isOneThing = new Set(plain).size < 5
  const isAboutThem = about.some(
    (word) => word.length > 3 && plain.replaceAll(word.toLowerCase(), '').length < 6,
  )
  return isOneThing || isAboutThem || OBVIOUS.some((word) => plain.replaceAll(word, '').length < 4)
    ? 'obvious'
    : undefined
}

const OBVIOUS = [
  'arraigo',
  'password',
  'contraseña',
  'contrasena',
  'qwertyuiop',
  '1234567890',
  '123456',
  'abcdefghijkl',
]
