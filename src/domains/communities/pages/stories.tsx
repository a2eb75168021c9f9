import { formatDate, formatList, type Language } from '../../../platform/i18n.ts'
import {
  Actions,
  Columns,
  Empty,
  Facts,
  Label,
  Labels,
  Lesson,
  LinkButton,
  Opener,
  Piece,
  Stop,
  Story as StoryText,
  Street,
} from '../../../web/components/index.ts'
import { Goodbye } from '../../../web/render.tsx'
import { words } from '../messages/index.ts'
import type { Story } from '../queries/stories.ts'
import { firstSentence } from './parts.tsx'

/** What neighbours did, newest first. */
export function StoriesPage({
  language,
  stories,
  next,
}: {
  language: Language
  stories: Story[]
  next: string | undefined
}) {
  const t = words[language].stories
  return (
    <>
      <Opener heading={t.title} lede={t.lede} line="sun" />
      <Stop line="sun" id="verhalen" heading={t.title} quiet letterbox>
        {stories.length === 0 ? (
          <Empty heading={t.none} thing="kite" actions={<LinkButton href="/ambities">{t.choose}</LinkButton>}>
            <p>{t.noneText}</p>
          </Empty>
        ) : (
          <Columns>
            {stories.map((story) => (
              <Piece
                heading={story.name}
                href={`/verhaal/${story.slug}`}
                labels={
                  <Labels>
                    <Label full={story.result === 'realised'} tentative={story.result === 'tried'}>
                      {t.result[story.result]}
                    </Label>
                  </Labels>
                }
              >
                {story.story && <p>{firstSentence(story.story)}</p>}
                {story.lesson && <Lesson title={t.lesson}>{story.lesson}</Lesson>}
                <p class="soft">{storyLine(language, story)}</p>
              </Piece>
            ))}
          </Columns>
        )}
        {next && (
          <p>
            <a href={`/verhalen?na=${next}`}>{t.more}</a>
          </p>
        )}
      </Stop>
      <Goodbye language={language} />
    </>
  )
}

function storyLine(language: Language, { places, told }: Story): string {
  const where = places.length > 0 ? `${formatList(language, places)}. ` : ''
  return `${where}${formatDate(language, told)}`
}

/** One story, told at its full size. */
export function StoryPage({ language, story }: { language: Language; story: Story }) {
  const t = words[language].stories
  const count = words[language].neighbours
  const { startedWith, people, weeks } = story
  const facts = [
    { term: t.facts.result, value: t.result[story.result] },
    ...(startedWith === null ? [] : [{ term: t.facts.started, value: count(startedWith) }]),
    ...(weeks === null ? [] : [{ term: t.facts.weeks, value: t.weeks(weeks) }]),
    ...(people === null ? [] : [{ term: t.facts.people, value: count(people) }]),
  ]
  return (
    <>
      <Opener
        above={
          <Labels>
            <Label full={story.result === 'realised'} tentative={story.result === 'tried'}>
              {t.result[story.result]}
            </Label>
          </Labels>
        }
        heading={story.name}
        lede={storyLine(language, story)}
        line="sun"
      />
      <Street of={story.id} line="sun" />
      <Stop line="sun" id="verhaal" heading={story.name} quiet>
        {story.story && (
          <StoryText>
            {story.story.split(/\n{2,}/).map((paragraph) => (
              <p>{paragraph}</p>
            ))}
          </StoryText>
        )}
        <Facts facts={facts} />
        {story.lesson && <Lesson title={t.lesson}>{story.lesson}</Lesson>}
      </Stop>
      {(story.worked || story.failed) && (
        <Stop line="sky" id="geleerd" heading={t.lookBack} side>
          <Columns>
            {story.worked && (
              <Piece heading={t.worked}>
                <p>{story.worked}</p>
              </Piece>
            )}
            {story.failed && (
              <Piece heading={t.failed}>
                <p>{story.failed}</p>
              </Piece>
            )}
          </Columns>
        </Stop>
      )}
      {story.thanks && (
        <Stop line="plum" id="dank" heading={t.thanks} side>
          <p class="lede">{story.thanks}</p>
        </Stop>
      )}
      <Stop line="door" id="ook" heading={t.too} side>
        <Actions>
          <LinkButton href="/ambities">{t.start}</LinkButton>
          <LinkButton kind="text" href={`/leefomgeving/${story.slug}`}>
            {t.back}
          </LinkButton>
        </Actions>
      </Stop>
      <Goodbye language={language} line="door" />
    </>
  )
}
