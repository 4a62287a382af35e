// Written by `npm run manifest` from the folders of the capabilities: the keys of every message, so that one that is missing does not compile.
import type devicesMessages from '../../identity/devices/messages/es.json'
import type keysMessages from '../../identity/keys/messages/es.json'
import type organisationsMessages from '../../identity/organisations/messages/es.json'
import type principalsMessages from '../../identity/principals/messages/es.json'
import type rolesMessages from '../../identity/roles/messages/es.json'
import type sessionsMessages from '../../identity/sessions/messages/es.json'
import type signOnMessages from '../../identity/sign-on/messages/es.json'
import type usersMessages from '../../identity/users/messages/es.json'
import type viewsMessages from '../../identity/views/messages/es.json'
import type confidentialMessages from '../../protect/confidential/messages/es.json'
import type consentMessages from '../../protect/consent/messages/es.json'
import type disclosureMessages from '../../protect/disclosure/messages/es.json'
import type firewallMessages from '../../protect/firewall/messages/es.json'
import type interpretersMessages from '../../protect/interpreters/messages/es.json'
import type noticesMessages from '../../protect/notices/messages/es.json'
import type organisationMovesMessages from '../../protect/organisation-moves/messages/es.json'
import type overridesMessages from '../../protect/overrides/messages/es.json'
import type ownMessages from '../../protect/own/messages/es.json'
import type recordingsMessages from '../../protect/recordings/messages/es.json'
import type retentionMessages from '../../protect/retention/messages/es.json'
import type caseloadMessages from '../../serve/caseload/messages/es.json'
import type casesMessages from '../../serve/cases/messages/es.json'
import type childChecksMessages from '../../serve/child-checks/messages/es.json'
import type deliveriesMessages from '../../serve/deliveries/messages/es.json'
import type duplicatesMessages from '../../serve/duplicates/messages/es.json'
import type elsewhereMessages from '../../serve/elsewhere/messages/es.json'
import type formsMessages from '../../serve/forms/messages/es.json'
import type householdsMessages from '../../serve/households/messages/es.json'
import type importsMessages from '../../serve/imports/messages/es.json'
import type linksMessages from '../../serve/links/messages/es.json'
import type mergesMessages from '../../serve/merges/messages/es.json'
import type placesMessages from '../../serve/places/messages/es.json'
import type recordMessages from '../../serve/record/messages/es.json'
import type referralsMessages from '../../serve/referrals/messages/es.json'
import type servicesMessages from '../../serve/services/messages/es.json'
import type timelineMessages from '../../serve/timeline/messages/es.json'
import type worklistMessages from '../../serve/worklist/messages/es.json'
import type reportsMessages from '../../understand/reports/messages/es.json'
import type outcomesMessages from '../../fund/outcomes/messages/es.json'
import type settlementMessages from '../../fund/settlement/messages/es.json'
import type verificationMessages from '../../fund/verification/messages/es.json'
import type kitMessages from '../../kit/messages/es.json'
declare module '../../kernel/messages.ts' {
  interface MessageTexts
    extends
      Keys<typeof devicesMessages>,
      Keys<typeof keysMessages>,
      Keys<typeof organisationsMessages>,
      Keys<typeof principalsMessages>,
      Keys<typeof rolesMessages>,
      Keys<typeof sessionsMessages>,
      Keys<typeof signOnMessages>,
      Keys<typeof usersMessages>,
      Keys<typeof viewsMessages>,
      Keys<typeof confidentialMessages>,
      Keys<typeof consentMessages>,
      Keys<typeof disclosureMessages>,
      Keys<typeof firewallMessages>,
      Keys<typeof interpretersMessages>,
      Keys<typeof noticesMessages>,
      Keys<typeof organisationMovesMessages>,
      Keys<typeof overridesMessages>,
      Keys<typeof ownMessages>,
      Keys<typeof recordingsMessages>,
      Keys<typeof retentionMessages>,
      Keys<typeof caseloadMessages>,
      Keys<typeof casesMessages>,
      Keys<typeof childChecksMessages>,
      Keys<typeof deliveriesMessages>,
      Keys<typeof duplicatesMessages>,
      Keys<typeof elsewhereMessages>,
      Keys<typeof formsMessages>,
      Keys<typeof householdsMessages>,
      Keys<typeof importsMessages>,
      Keys<typeof linksMessages>,
      Keys<typeof mergesMessages>,
      Keys<typeof placesMessages>,
      Keys<typeof recordMessages>,
      Keys<typeof referralsMessages>,
      Keys<typeof servicesMessages>,
      Keys<typeof timelineMessages>,
      Keys<typeof worklistMessages>,
      Keys<typeof reportsMessages>,
      Keys<typeof outcomesMessages>,
      Keys<typeof settlementMessages>,
      Keys<typeof verificationMessages>,
      Keys<typeof kitMessages> {}
}
type Keys<T> = { [K in keyof T]: string }
