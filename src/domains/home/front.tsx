import type { Language } from '../../platform/i18n.ts'
import {
  Actions,
  Columns,
  Facts,
  Lesson,
  LinkButton,
  Opener,
  Promises,
  Scene,
  Search,
  Stack,
  Stop,
  Story,
  Street,
  ThreeLines,
} from '../../web/components/index.ts'
import { words as frameWords } from '../../web/messages/index.ts'
import { Goodbye } from '../../web/render.tsx'
import { words } from './messages/index.ts'
import type { FrontStory } from './queries.ts'

/** The front page for visitors: what this is in one screen, find your street, a true story. */
export function FrontPage({
  language,
  story,
  demo,
}: {
  language: Language
  story: FrontStory | undefined
  demo: boolean
}) {
  const t = words[language].front
  return (
    <>
      <Opener
        heading={t.title}
        lede={t.lede}
        beside={
          <Search
            action="/gebied"
            name="q"
            label={t.find}
            help={t.findHelp}
            button={t.search}
            suggest={{ src: '/gebied/suggesties?q=', count: frameWords[language].suggestions }}
          />
        }
      />
      <Street of={7} line="sun" />
      <Stop line="sun" id="touw" heading={t.cordTitle} lede={t.cordLede}>
        <ThreeLines
          lines={[
            { heading: t.ambitions, href: '/ambities', text: t.ambitionsText },
            { heading: t.ambassadors, text: t.ambassadorsText },
            { heading: t.authorities, text: t.authoritiesText },
          ]}
        />
      </Stop>
      {story && <StoryStop language={language} story={story} demo={demo} />}
      <Stop line="door" id="belofte" heading={t.promise} lede={t.promiseLede}>
        <Promises items={t.promises.map(([heading, text]) => ({ heading, text }))} />
        <Actions>
          <LinkButton href="/meedoen">{t.join}</LinkButton>
        </Actions>
      </Stop>
      <Goodbye language={language} line="door">
        {t.open}
      </Goodbye>
    </>
  )
}

function StoryStop({ language, story, demo }: { language: Language; story: FrontStory; demo: boolean }) {
  const t = words[language].front
  const facts = [
    { term: t.facts.started, value: story.startedWith && t.neighbours(story.startedWith) },
    { term: t.facts.weeks, value: story.weeks && t.weeks(story.weeks) },
    { term: t.facts.people, value: story.people && t.neighbours(story.people) },
    { term: t.facts.result, value: t.result[story.result] },
  ].filter(({ value }) => value)
  return (
    <Stop
      line="plum"
      id="verhaal"
      rubric={demo ? `${t.story}. ${t.storyMade}.` : t.story}
      heading={story.name}
      lede={story.purpose}
    >
      <Columns kind="main">
        <Stack>
          <Story>
            {story.story.split('\n\n').map((paragraph) => (
              <p>{paragraph}</p>
            ))}
          </Story>
          {story.lesson && <Lesson title={t.lesson}>{story.lesson}</Lesson>}
          <p>
            <a href={`/verhaal/${story.slug}`}>{t.whole}</a>
          </p>
        </Stack>
        <Stack>
          <Scene name="crossing" />
          <Facts facts={facts} />
        </Stack>
      </Columns>
    </Stop>
  )
}
