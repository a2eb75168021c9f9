import type { ComponentChildren } from 'preact'
import type { Language } from '../../../platform/i18n.ts'
import {
  Actions,
  Button,
  Columns,
  Field,
  Fold,
  LinkButton,
  List,
  ListItem,
  Opener,
  Search,
  Stop,
} from '../../../web/components/index.ts'
import { words as frameWords } from '../../../web/messages/index.ts'
import { Goodbye } from '../../../web/render.tsx'
import { kindInWords, type Area, type FoundArea } from '../../areas/index.ts'
import { compassHref, partsOf, type Choice, type Chosen } from '../choice.ts'
import type { Competence } from '../competence.ts'
import { words } from '../messages/index.ts'
import { radii } from '../rules.ts'
import { Dutch } from './parts.tsx'

export interface CompassProps {
  language: Language
  chosen: Chosen
  /** What was typed to find an area, and what it may mean. */
  typed: string
  found: FoundArea[] | undefined
  /** What was typed to find a subject, and what it may mean. */
  asked: string
  topics: Competence[] | undefined
  /** Where the viewer lives. */
  own: Area[]
  map: ComponentChildren
  /** The answer, once enough is chosen. */
  result: ComponentChildren
  /** What is wrong with the areas as a whole. */
  trouble: string | undefined
}

/** The compass: whom it touches, what it is about, and the answer. Everything stands in the address of the page. */
export function CompassPage(props: CompassProps) {
  const { language, result } = props
  const t = words[language].compass
  return (
    <>
      <Opener heading={t.title} lede={t.lede} line="plum" />
      {props.trouble && <p role="alert">{props.trouble}</p>}
      {result}
      <Who {...props} />
      <What {...props} />
      <Goodbye language={language} line="plum" />
    </>
  )
}

const without = (choice: Choice, code: string): Choice => ({
  ...choice,
  codes: choice.codes.filter((each) => each !== code),
})
const withArea = (choice: Choice, code: string): Choice => ({ ...choice, codes: [...choice.codes, code] })

/** Chooses an area, or lets it go when it is chosen already. */
export function toggled(choice: Choice, code: string): Choice {
  return choice.codes.includes(code) ? without(choice, code) : withArea(choice, code)
}

function Who(props: CompassProps) {
  const { language, chosen, found, typed, own, map } = props
  const { choice } = chosen
  const t = words[language].compass
  const left = own.filter(({ code }) => !choice.codes.includes(code))
  return (
    <Stop line="sky" id="wie" heading={t.who} lede={t.whoLede}>
      <Columns>
        <div class="stack">
          {chosen.areas.length === 0 ? (
            <p>
              {t.none} {t.noneText}
            </p>
          ) : (
            <ChosenAreas language={language} chosen={chosen} />
          )}
          <Search
            action="/niveaukompas#wie"
            name="zoek"
            label={t.search}
            value={typed}
            button={t.find}
            error={found?.length === 0 ? t.nothing(typed) : undefined}
          >
            <Kept choice={choice} />
          </Search>
          {found && found.length > 0 && (
            <List>
              {found.map((area) => (
                <ListItem heading={t.add(area.name)} href={compassHref(withArea(choice, area.code), '#wie')}>
                  <p>{kindInWords(language, area)}</p>
                </ListItem>
              ))}
            </List>
          )}
          {left.length > 0 && (
            <>
              <h3>{t.own}</h3>
              <Actions>
                {left.map(({ name, code }) => (
                  <LinkButton kind="quiet" href={compassHref(withArea(choice, code), '#wie')}>
                    {t.add(name)}
                  </LinkButton>
                ))}
              </Actions>
            </>
          )}
          <CircleForm language={language} chosen={chosen} />
        </div>
        {map ? (
          <div>
            {map}
            <p class="small soft">{t.mapHelp}</p>
          </div>
        ) : null}
      </Columns>
    </Stop>
  )
}

function ChosenAreas({ language, chosen }: { language: Language; chosen: Chosen }) {
  const { choice, areas, left } = chosen
  const t = words[language].compass
  return (
    <div class="stack">
      <h3>{t.chosen}</h3>
      <List>
        {areas.map((area) => (
          <ListItem heading={area.name} level={4}>
            <p>
              {kindInWords(language, { ...area, gemeente: null })}
              {choice.codes.includes(area.code) && (
                <>
                  {' · '}
                  <a href={compassHref(without(choice, area.code), '#wie')}>{t.remove(area.name)}</a>
                </>
              )}
            </p>
          </ListItem>
        ))}
      </List>
      {left > 0 && <p>{t.circleMore(left)}</p>}
      {chosen.circle && (
        <p>
          {t.circleOf(t.metres(choice.metres), choice.around)}
          {' · '}
          <a href={compassHref({ ...choice, around: '' }, '#wie')}>{t.drop}</a>
        </p>
      )}
    </div>
  )
}

function CircleForm({ language, chosen }: { language: Language; chosen: Chosen }) {
  const t = words[language].compass
  const { choice, lost } = chosen
  return (
    <Fold summary={t.circle} open={lost || chosen.circle !== undefined}>
      <form method="get" action="/niveaukompas#wie" class="stack">
        <Kept choice={{ ...choice, around: '' }} />
        <p>{t.circleHelp}</p>
        <Field
          name="rond"
          label={t.around}
          value={choice.around}
          maxlength={120}
          error={lost ? t.circleNone : undefined}
        />
        <Field
          name="straal"
          kind="select"
          short
          label={t.radius}
          value={choice.metres}
          options={radii.map((metres) => ({ value: String(metres), label: t.metres(metres) }))}
        />
        <Actions>
          <Button kind="quiet">{t.draw}</Button>
        </Actions>
      </form>
    </Fold>
  )
}

function What({ language, chosen, asked, topics }: CompassProps) {
  const { choice, competence } = chosen
  const t = words[language].compass
  const kept = new URLSearchParams(partsOf({ ...choice, topic: '' })).toString()
  return (
    <Stop line="plum" id="over" heading={t.topic} lede={competence ? undefined : t.topicLede}>
      {competence ? (
        <>
          <p class="lede">
            <Dutch>{competence.name}</Dutch>
          </p>
          <Actions>
            <LinkButton kind="quiet" href={compassHref({ ...choice, topic: '' }, '#over')}>
              {t.choose}
            </LinkButton>
          </Actions>
        </>
      ) : (
        <>
          <Search
            action="/niveaukompas#over"
            name="wat"
            label={t.topicSearch}
            value={asked}
            button={t.find}
            error={topics?.length === 0 ? t.nothing(asked) : undefined}
            suggest={{
              src: `/niveaukompas/suggesties?${kept ? `${kept}&` : ''}q=`,
              count: frameWords[language].suggestions,
            }}
          >
            <Kept choice={{ ...choice, topic: '' }} />
          </Search>
          {topics && topics.length > 0 && <p>{t.still}</p>}
          {topics && topics.length > 0 && (
            <List>
              {topics.map((each) => (
                <ListItem
                  heading={<Dutch>{each.name}</Dutch>}
                  href={compassHref({ ...choice, topic: each.slug }, '#niveau')}
                >
                  <p>{words[language].bases[each.basis]}</p>
                </ListItem>
              ))}
            </List>
          )}
        </>
      )}
      <p>
        <a href="/niveaukompas/tabel">{t.whole}</a>
      </p>
    </Stop>
  )
}

/** What was chosen before, in a form that asks for more. */
const Kept = ({ choice }: { choice: Choice }) => (
  <>
    {partsOf(choice).map(([name, value]) => (
      <input type="hidden" name={name} value={value} />
    ))}
  </>
)
