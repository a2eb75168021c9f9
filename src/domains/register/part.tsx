import type { ComponentChildren } from 'preact'
import type { Context } from '../../platform/context.ts'
import { Stop } from '../../web/components/index.ts'
import type { Decision } from '../decisions/index.ts'
import { words } from './messages/index.ts'
import { latestCheckpoint, placesOf } from './queries.ts'

const kinds = [
  'decision.opened',
  'decision.amended',
  'decision.decided',
  'decision.void',
  'decision.withdrawn',
] as const

/** Below a decision that the viewer may read: where it stands in the register. Nothing for one from before there was one. */
export async function registerOfDecision(ctx: Context, decision: Decision): Promise<ComponentChildren> {
  const { language } = ctx
  const found = await placesOf(ctx, decision.id, kinds)
  if (found.length === 0) return undefined
  const t = words[language]
  const placed = found.flatMap(({ kind, place }) => (place === null ? [] : [{ kind, place }]))
  return (
    <Stop line="plum" id="register" heading={t.onDecision.heading} tight>
      {placed.length === 0 ? (
        <p>{t.onDecision.waits}</p>
      ) : (
        <>
          <p>{t.onDecision.stands}</p>
          <ul>
            {placed.map(({ kind, place }) => (
              <li>
                {t.onDecision.kinds[kind]}: <a href={`/register/${place}`}>{t.number(place)}</a>
              </li>
            ))}
          </ul>
        </>
      )}
    </Stop>
  )
}

/** For the print of a decision: the newest checkpoint in one line, and why somebody keeps it. */
export async function registerOnPaper(ctx: Context): Promise<{ line: string; why: string } | undefined> {
  const found = await latestCheckpoint(ctx)
  if (!found) return undefined
  const root = Buffer.from(found.root).toString('base64')
  return { line: `${found.origin} ${found.size} ${root}`, why: words[ctx.language].onPaper }
}
