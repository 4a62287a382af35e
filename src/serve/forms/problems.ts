// The problems with which forms refuse a command.
import * as z from 'zod/mini'
import { invalid } from '../../kernel/problem.ts'

export const answerInvalid = invalid('answer.invalid', { answers: z.array(z.unknown()) })
export const answerMissing = invalid('answer.missing', { answers: z.array(z.unknown()) })
export const questionnaireUnknown = invalid('questionnaire.unknown', { questionnaire: z.string() })
