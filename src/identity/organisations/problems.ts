// The problems that the capability organisations refuses with.
import { conflict, forbidden, invalid, unknown } from '../../kernel/problem.ts'

export const centreNameTaken = conflict('centre.name_taken')
export const centreUnknown = unknown('centre.unknown')
export const organisationNameTaken = conflict('organisation.name_taken')
export const organisationNoRoles = conflict('organisation.no_roles')
export const organisationNotLead = forbidden('organisation.not_lead')
export const organisationTimeZoneUnknown = invalid('organisation.time_zone_unknown')
export const organisationUnknown = unknown('organisation.unknown')
