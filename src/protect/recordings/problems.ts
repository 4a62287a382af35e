// The problems with which recordings refuse a command.
import { conflict, forbidden, invalid, unknown } from '../../kernel/problem.ts'

export const recordingUnknown = unknown('recording.unknown')
export const recordingTextUnknown = unknown('recording.text_unknown')
export const recordingWrongType = invalid('recording.wrong_type')
export const recordingOwn = forbidden('recording.own')
export const recordingConfirmedAlready = conflict('recording.confirmed_already')
