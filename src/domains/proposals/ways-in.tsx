import type { ComponentChildren } from 'preact'
import type { Context } from '../../platform/context.ts'
import type { Question } from '../opinions/index.ts'
import { words } from './messages/index.ts'
import { Actions, LinkButton, Stop } from '../../web/components/index.ts'

/** On the page of an opinion question: what was found can become a proposal where it was asked. */
export async function proposalFromQuestion(ctx: Context, question: Question): Promise<ComponentChildren> {
  const t = words[ctx.language]
  if (!question.own || ctx.viewer?.helper) return undefined
  const place = question.community
    ? `leefomgeving=${question.community.slug}&met=vraag-${question.id}`
    : `met=vraag-${question.id}`
  return (
    <>
      <p>{t.fromQuestionText}</p>
      <Actions>
        <LinkButton kind="quiet" href={`/voorstellen/nieuw?${place}`}>
          {t.fromQuestion}
        </LinkButton>
      </Actions>
    </>
  )
}

/** On the level compass: an idea about this, at the level that was found. */
export function ideaOnLevel({ language }: Context, choice: string): ComponentChildren {
  const t = words[language]
  return (
    <Stop line="sun" id="deel-een-idee" heading={t.compass} lede={t.compassText} tight>
      <Actions>
        <LinkButton href={`/voorstellen/nieuw?${choice}`}>{t.compass}</LinkButton>
      </Actions>
    </Stop>
  )
}
