// Makes and uses passkeys with the browser's API; the library is loaded only when the button is pressed.
import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser'
import { Problem } from '../../../kernel/problem.ts'
import { requestAuth } from './auth-requests.ts'

export const passkeysWork = () => 'PublicKeyCredential' in window

async function ceremony<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const name = (error as { cause?: { name?: string } }).cause?.name ?? (error as Error).name
    throw new Problem(name === 'InvalidStateError' ? 'passkey.known' : 'passkey.cancelled', 409)
  }
}

export async function signInWithPasskey(): Promise<void> {
  const { startAuthentication } = await import('@simplewebauthn/browser')
  const optionsJSON = await requestAuth<PublicKeyCredentialRequestOptionsJSON>('passkey-options', {})
  const credential = await ceremony(() => startAuthentication({ optionsJSON }))
  await requestAuth('passkey-sign-in', { credential })
}

export async function makePasskey(name: string): Promise<void> {
  const { startRegistration } = await import('@simplewebauthn/browser')
  const optionsJSON = await requestAuth<PublicKeyCredentialCreationOptionsJSON>('new-passkey-options', {})
  const credential = await ceremony(() => startRegistration({ optionsJSON }))
  await requestAuth('new-passkey', { name, credential })
}
