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
import { firstSentence } from '../../communities/index.ts'
import { words } from '../messages/index.ts'
import type { Left, Story, StoryPicture } from '../queries/stories.ts'

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
                heading={story.title}
                href={story.href}
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

function storyLine(language: Language, { places, told, community, ambition, teller }: Story): string {
  const t = words[language].stories
  const by =
    community === undefined
      ? `${teller ? t.by(teller) : t.byResident}. `
      : ambition
        ? `${t.byCommunity(community.name)}. `
        : ''
  const where = places.length > 0 ? `${formatList(language, places)}. ` : ''
  return `${by}${where}${formatDate(language, told)}`
}

/** One story, told at its full size. */
export function StoryPage(props: {
  language: Language
  story: Story
  pictures: StoryPicture[]
  /** Names that the viewer may know. */
  thanked: string[]
  left: Left[]
}) {
  const { language, story, pictures, thanked, left } = props
  const t = words[language].stories
  const { startedWith, people, weeks } = story
  const facts = [
    { term: t.facts.result, value: t.result[story.result] },
    ...(startedWith === null ? [] : [{ term: t.facts.started, value: t.neighbours(startedWith) }]),
    ...(weeks === null ? [] : [{ term: t.facts.weeks, value: t.weeks(weeks) }]),
    ...(people === null ? [] : [{ term: t.facts.people, value: t.neighbours(people) }]),
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
        heading={story.title}
        lede={storyLine(language, story)}
        line="sun"
      />
      <Street of={story.id} line="sun" />
      <Stop line="sun" id="verhaal" heading={story.title} quiet>
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
      {pictures.length > 0 && (
        <Stop line="sun" id="fotos" heading={t.pictures} side>
          <Columns>
            {pictures.map(({ id, alt, width, height }) => (
              <a href={`/verhaal/${story.id}/foto/${id}`}>
                <img
                  class="photo"
                  src={`/verhaal/${story.id}/foto/${id}?klein`}
                  alt={alt || t.photo}
                  width={width}
                  height={height}
                  loading="lazy"
                />
              </a>
            ))}
          </Columns>
        </Stop>
      )}
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
      {left.length > 0 && (
        <Stop line="door" id="documenten" heading={t.left} side>
          <ul class="list">
            {left.map(({ id, title }) => (
              <li>
                <a href={`/document/${id}`} dir="auto">
                  {title}
                </a>
              </li>
            ))}
          </ul>
        </Stop>
      )}
      {(story.thanks || thanked.length > 0) && (
        <Stop line="plum" id="dank" heading={t.thanks} side>
          {thanked.length > 0 && <p class="lede">{t.thanksTo(formatList(language, thanked))}</p>}
          {story.thanks && <p class="lede">{story.thanks}</p>}
        </Stop>
      )}
      <Stop line="door" id="ook" heading={t.too} side>
        <Actions>
          <LinkButton href={story.ambition ? `/ambities/${story.ambition.slug}` : '/ambities'}>
            {t.start}
          </LinkButton>
          {story.community && (
            <LinkButton kind="text" href={`/leefomgeving/${story.community.slug}`}>
              {t.back}
            </LinkButton>
          )}
        </Actions>
      </Stop>
      <Goodbye language={language} line="door" />
    </>
  )
}
