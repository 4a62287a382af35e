// What a person says when they are asked. Apart from what follows from it: forms that ask need no more.
export const SAID = ['yes', 'no'] as const
