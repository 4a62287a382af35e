// The keys of every message file, so that a screen that asks for a message that is not there does not compile.
import type Outcomes from '../fund/outcomes/messages/es.json'
import type Settlement from '../fund/settlement/messages/es.json'
import type Verification from '../fund/verification/messages/es.json'
import type Kit from '../kit/messages/es.json'
import type Access from '../identity/access/messages/es.json'
import type Confidential from '../protect/confidential/messages/es.json'
import type Consent from '../protect/consent/messages/es.json'
import type Devices from '../identity/devices/messages/es.json'
import type Disclosure from '../protect/disclosure/messages/es.json'
import type Firewall from '../protect/firewall/messages/es.json'
import type Keys from '../identity/keys/messages/es.json'
import type Own from '../protect/own/messages/es.json'
import type Retention from '../protect/retention/messages/es.json'
import type Roles from '../identity/roles/messages/es.json'
import type Signon from '../identity/sign-on/messages/es.json'
import type Cases from '../serve/cases/messages/es.json'
import type Deliveries from '../serve/deliveries/messages/es.json'
import type Forms from '../serve/forms/messages/es.json'
import type Imports from '../serve/imports/messages/es.json'
import type People from '../serve/people/messages/es.json'
import type Referrals from '../serve/referrals/messages/es.json'
import type Services from '../serve/services/messages/es.json'
import type Reports from '../understand/reports/messages/es.json'

declare module '../kernel/messages.ts' {
  interface MessageTexts
    extends
      Keys<typeof Outcomes>,
      Keys<typeof Settlement>,
      Keys<typeof Verification>,
      Keys<typeof Kit>,
      Keys<typeof Access>,
      Keys<typeof Confidential>,
      Keys<typeof Consent>,
      Keys<typeof Devices>,
      Keys<typeof Disclosure>,
      Keys<typeof Firewall>,
      Keys<typeof Keys>,
      Keys<typeof Own>,
      Keys<typeof Retention>,
      Keys<typeof Roles>,
      Keys<typeof Signon>,
      Keys<typeof Cases>,
      Keys<typeof Deliveries>,
      Keys<typeof Forms>,
      Keys<typeof Imports>,
      Keys<typeof People>,
      Keys<typeof Referrals>,
      Keys<typeof Services>,
      Keys<typeof Reports> {}
}

type Keys<T> = { [K in keyof T]: string }
