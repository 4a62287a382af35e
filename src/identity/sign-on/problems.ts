// The problems that the capability sign-on refuses with.
import { conflict, forbidden } from '../../kernel/problem.ts'

export const signOnDomainTaken = conflict('sign_on.domain_taken')
export const signOnOwnDomain = forbidden('sign_on.own_domain')
export const signOnUntried = conflict('sign_on.untried')
