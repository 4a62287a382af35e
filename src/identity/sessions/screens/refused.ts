// Asks for the proofs that were refused on the user's own account, apart from how they are shown.
import { useAuthRoute, type RefusedProof } from './auth-requests.ts'

export const useRefused = () => useAuthRoute<readonly RefusedProof[]>('refused-proofs')
