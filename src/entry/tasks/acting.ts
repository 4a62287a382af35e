// Runs a task in the name of a user: opens the database, composes the application, finds the actor, and
// reports refusals.
import { Problem } from '../../kernel/problem.ts'
import { packUnknown } from '../../kernel/problems.ts'
import type { Actor } from '../../kernel/actor.ts'
import { actorByEmail } from '../../identity/sessions/server/operator.ts'
import type { Config } from '../../platform/config.ts'
import { connect } from '../../platform/database/connect.ts'
import { withDatabase } from '../../platform/database/open.ts'
import { keysFrom } from '../../platform/key-service.ts'
import type { App } from '../../platform/app.ts'
import { compose } from '../server.ts'
import { TaskError } from '../task.ts'

/**
 * @throws TaskError with the Problem as JSON when it was refused, or one line when the installation was never
 * started
 */
export async function withActor(
  settings: Config,
  who: { email: string; organisation: string | undefined },
  work: (app: App, actor: Actor) => Promise<void>,
): Promise<void> {
  await withDatabase(settings, async (connection) => {
    const pool = connect(connection)
    try {
      const { app } = await compose({
        pool,
        origin: settings.publicUrl,
        secret: settings.secret,
        appUrl: settings.appUrl,
        keys: keysFrom(settings.keys),
        imports: settings.importsFolder,
      })
      await work(app, await actorByEmail(pool, who.email, who.organisation))
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      if (packUnknown.is(error) && error.data.release === undefined) {
        throw new TaskError(
          'There is nothing here yet: start Arraigo once (`npm start`), and it prepares everything.',
        )
      }
      throw new TaskError(JSON.stringify({ code: error.code, ...error.data }, undefined, 2))
    } finally {
      await pool.end()
    }
  })
}
