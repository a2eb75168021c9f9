import type { ComponentChildren } from 'preact'
import type { Language } from '../../../platform/i18n.ts'
import { valueOf, type FormErrors, type FormValues } from '../../../platform/http.ts'
import {
  Actions,
  Button,
  Facts,
  Field,
  LinkButton,
  Say,
  Stop,
  Table,
  Why,
} from '../../../web/components/index.ts'
import { Problems } from '../../../web/render.tsx'
import { partsOf, type Choice } from '../choice.ts'
import type { Alternative, Level } from '../level.ts'
import { words } from '../messages/index.ts'
import {
  answerPhrase,
  areaPhrase,
  AreaLink,
  Dutch,
  LevelLadder,
  powerPhrase,
  residentsPhrase,
  whyPhrase,
} from './parts.tsx'

export interface ResultProps {
  language: Language
  level: Level
  otherwise: { higher: Alternative | undefined; lower: Alternative | undefined }
  choice: Choice
  /** Whether the viewer may lay this before neighbours, or why not. */
  may: 'yes' | 'visitor' | 'elsewhere'
  formId: string
  /** What else can be done with it, by a later domain. */
  next?: ComponentChildren
  values?: FormValues | undefined
  errors?: FormErrors | undefined
}

/** The answer of the compass: level, say or advice, who, what is needed, whom to tell, why, and what else it could be. */
export function Result(props: ResultProps) {
  const { language, level } = props
  const t = words[language]
  const { competence } = level
  return (
    <>
      <Stop line="plum" id="niveau" heading={answerPhrase(language, level)} letterbox>
        <p class="lede">
          <Dutch>{t.compass.resultFor(competence.name)}</Dutch>
        </p>
        <LevelLadder language={language} level={level} />
        <Say kind={level.say} heading={t.say[level.say]}>
          <p>{t.sayLong[level.say]}</p>
        </Say>
        <Why>{whyPhrase(language, level)}</Why>
        <LevelFacts language={language} level={level} />
      </Stop>
      <Otherwise {...props} />
      {props.next}
      <Lay {...props} />
    </>
  )
}

/** All that the table and the place say of one level. */
export function LevelFacts({ language, level }: { language: Language; level: Level }) {
  const t = words[language]
  const { competence, overlays } = level
  return (
    <Facts
      facts={[
        { term: t.compass.level, value: <AreaLink language={language} area={level.area} /> },
        {
          term: t.compass.decides,
          value:
            level.say === 'say'
              ? t.compass.selves(areaPhrase(language, level.area))
              : powerPhrase(language, level),
        },
        { term: t.compass.electorate, value: residentsPhrase(language, level) },
        { term: t.compass.need, value: t.needs[level.needs] },
        { term: t.compass.basis, value: t.bases[competence.basis] },
        { term: t.compass.doing, value: <Dutch>{competence.doing}</Dutch> },
        { term: t.compass.notify, value: <Dutch>{competence.notify}</Dutch> },
        {
          term: t.compass.source,
          value: competence.source === null ? t.compass.unchecked : <Dutch>{competence.source}</Dutch>,
        },
        ...(overlays.length > 0
          ? [{ term: t.compass.overlays, value: overlays.map(({ name }) => name).join(', ') }]
          : []),
      ]}
    />
  )
}

function Otherwise({ language, level, otherwise }: ResultProps) {
  const t = words[language].compass
  const line = (other: Alternative | undefined, name: (area: string) => string) =>
    other
      ? [
          [
            name(areaPhrase(language, other.area)),
            (other.say === level.say ? t.same : t.change)[other.say],
            residentsPhrase(language, other),
          ],
        ]
      : []
  const rows = [...line(otherwise.higher, t.higher), ...line(otherwise.lower, t.lower)]
  if (rows.length === 0) return null
  return (
    <Stop line="plum" id="anders" heading={t.otherwise} tight>
      <Table caption={t.otherwise} captionHidden columns={t.otherwiseColumns} rows={rows} />
    </Stop>
  )
}

function Lay({ language, choice, may, formId, values, errors }: ResultProps) {
  const t = words[language]
  const error = (name: string) => (errors?.[name] ? t.errors[errors[name]] : undefined)
  return (
    <Stop line="sun" id="leg-voor" heading={t.compass.lay} lede={t.compass.layLede} tight>
      {may === 'yes' ? (
        <form method="post" action="/niveaukompas" class="stack" novalidate>
          {errors && <Problems language={language} errors={errors} messages={t.errors} />}
          <input type="hidden" name="id" value={formId} />
          {partsOf(choice).map(([name, value]) => (
            <input type="hidden" name={name} value={value} />
          ))}
          <Field
            name="title"
            label={t.compass.layTitle}
            help={t.compass.layHelp}
            maxlength={120}
            value={valueOf(values, 'title')}
            error={error('title')}
          />
          <Actions>
            <Button>{t.compass.lay}</Button>
          </Actions>
        </form>
      ) : may === 'elsewhere' ? (
        <p>{t.compass.layHome}</p>
      ) : (
        <>
          <p>{t.compass.layVerified}</p>
          <Actions>
            <LinkButton kind="quiet" href="/ik/bewijs">
              {t.compass.layProve}
            </LinkButton>
          </Actions>
        </>
      )}
    </Stop>
  )
}
