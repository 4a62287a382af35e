// Every second kind of attack; kinds.even.test.ts has the others.
import { testNetwork } from '../harness/network.ts'
import { everyKind } from './every-kind.ts'

everyKind(1, testNetwork)
