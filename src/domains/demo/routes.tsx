import { sql } from 'drizzle-orm'
import { NotFound } from '../../platform/errors.ts'
import { seeOther, valueOf, type App, readValues, type Request } from '../../platform/http.ts'
import { formatDay, formatTime, type Language } from '../../platform/i18n.ts'
import { rows } from '../../platform/db/store.ts'
import { streetSeed } from '../../web/art/index.ts'
import {
  Actions,
  Button,
  Columns,
  LinkButton,
  List,
  Opener,
  Person,
  Stop,
} from '../../web/components/index.ts'
import { Goodbye, render } from '../../web/render.tsx'
import { Showcase } from '../../web/showcase/index.tsx'
import { signInBrowser, signOutBrowser } from '../identity/index.ts'
import { loadViewer } from '../residents/index.ts'
import { words } from './messages/index.ts'
import { scenarioGroups, scenarios } from './scenarios.ts'
import { personaId } from './seed.ts'
import type { Persona } from './town.ts'

/**
 * Pages that exist in a demo only: stepping in as somebody, and reading the mail. They are not even registered
 * elsewhere, and a demo only runs on a loopback origin (`platform/config.ts`).
 */
export function routes(app: App, personas: readonly Persona[]): void {
  app.get('/demo', (c) => {
    const { language } = c.get('ctx')
    const t = words[language]
    return render(c, { title: t.title }, <DemoPage language={language} personas={personas} />)
  })

  app.post('/demo/stap-in', async (c) => {
    const key = valueOf(await readValues(c), 'persona')
    const persona = personas.find((each) => each.key === key)
    if (!persona) throw new NotFound()
    await stepIn(c, persona.key)
    return seeOther(c, persona.steward ? '/beheer' : '/buurt')
  })

  app.get('/demo/situaties', (c) => {
    const { language } = c.get('ctx')
    const t = words[language].situations
    return render(c, { title: t.title }, <ScenariosPage language={language} personas={personas} />)
  })

  app.post('/demo/situaties', async (c) => {
    const key = valueOf(await readValues(c), 'situatie')
    const scenario = scenarios.find((each) => each.key === key)
    if (!scenario) throw new NotFound()
    await (scenario.persona ? stepIn(c, scenario.persona) : signOutBrowser(c))
    return seeOther(c, scenario.path)
  })

  // Every part of a page in every state, for who builds with them.
  app.get('/demo/onderdelen', (c) =>
    render(c, { title: 'Onderdelen', islands: ['suggest', 'folds', 'reach'] }, <Showcase />),
  )

  app.get('/demo/post', async (c) => {
    const ctx = c.get('ctx')
    const mail = await rows<SentMail>(
      ctx.db,
      sql`select id::int as id, recipient, subject, body, sent from demo_mail order by demo_mail.id desc limit 30`,
    )
    return render(
      c,
      { title: words[ctx.language].mailTitle },
      <MailPage language={ctx.language} origin={ctx.services.config.origin} mail={mail} />,
    )
  })
}

/** The browser is somebody of the town from now on. @throws NotFound when there is nobody of this key. */
async function stepIn(c: Request, key: string): Promise<void> {
  const ctx = c.get('ctx')
  const viewer = await loadViewer(ctx, personaId(key))
  if (!viewer) throw new NotFound()
  await signInBrowser(c, viewer.id, ctx.language, 'demo')
}

interface SentMail {
  id: number
  recipient: string
  subject: string
  body: string
  sent: string
}

function DemoPage({ language, personas }: { language: Language; personas: readonly Persona[] }) {
  const t = words[language]
  const residents = personas.filter(({ steward }) => !steward)
  const stewards = personas.filter(({ steward }) => steward)
  return (
    <>
      <Opener heading={t.title} lede={t.lede}>
        <Actions>
          <LinkButton kind="quiet" href="/demo/situaties">
            {t.situations.link}
          </LinkButton>
        </Actions>
      </Opener>
      <Stop line="sun" id="bewoners" heading={t.residents} letterbox>
        <Columns kind="two">
          {residents.map((persona) => (
            <PersonaPiece language={language} persona={persona} />
          ))}
        </Columns>
      </Stop>
      <Stop line="door" id="stichting" heading={t.stewards} lede={t.stewardsLede}>
        <Columns kind="two">
          {stewards.map((persona) => (
            <PersonaPiece language={language} persona={persona} />
          ))}
        </Columns>
        <Actions>
          <LinkButton kind="quiet" href="/demo/post">
            {t.mail}
          </LinkButton>
        </Actions>
      </Stop>
      <Goodbye language={language} line="door" />
    </>
  )
}

function ScenariosPage({ language, personas }: { language: Language; personas: readonly Persona[] }) {
  const t = words[language].situations
  const nameOf = (key?: string) => personas.find((persona) => persona.key === key)?.name
  return (
    <>
      <Opener heading={t.title} lede={t.lede} />
      {scenarioGroups.map((group, n) => (
        <Stop line="sun" id={group.key} heading={group.name[language]} letterbox={n === 0} side={n > 0}>
          <form action="/demo/situaties" method="post">
            <List>
              {group.scenarios.map(({ key, name, persona }) => (
                <li>
                  <h3>{name[language]}</h3>
                  <Actions>
                    <Button kind="quiet" name="situatie" value={key}>
                      {persona ? t.look(nameOf(persona) ?? persona) : t.lookAsVisitor}
                    </Button>
                  </Actions>
                </li>
              ))}
            </List>
          </form>
        </Stop>
      ))}
      <Goodbye language={language} line="sun" />
    </>
  )
}

function PersonaPiece({ language, persona }: { language: Language; persona: Persona }) {
  const t = words[language]
  const role = persona.communities.find(({ role }) => role === 'ambassador' || role === 'authority')?.role
  return (
    <Person
      name={t.facts(persona.name, persona.age)}
      seed={streetSeed(persona.key)}
      beside={role === 'ambassador' ? 'flag' : role === 'authority' ? 'lamp' : undefined}
      rubric={persona.steward && t.task(t.tasks[persona.steward])}
    >
      <p>{persona.who[language]}</p>
      <p class="soft">{persona.try[language]}</p>
      <form action="/demo/stap-in" method="post">
        <Button kind="quiet" name="persona" value={persona.key}>
          {t.stepIn(persona.name)}
        </Button>
      </form>
    </Person>
  )
}

function MailPage({
  language,
  origin,
  mail,
}: {
  language: Language
  origin: string
  mail: readonly SentMail[]
}) {
  const t = words[language]
  return (
    <>
      <Opener heading={t.mailTitle} lede={t.mailLede} />
      <Stop line="door" id="post" heading={t.mailTitle} quiet letterbox>
        {mail.length === 0 && <p>{t.mailNone}</p>}
        <List>
          {mail.map(({ recipient, subject, body, sent }) => (
            <li>
              <h3>{subject}</h3>
              <p class="small soft">
                {t.mailTo(recipient)}, {formatDay(language, new Date(sent))},{' '}
                {formatTime(language, new Date(sent))}
              </p>
              {body.split('\n\n').map((paragraph) => (
                <p>{linked(paragraph, origin)}</p>
              ))}
            </li>
          ))}
        </List>
      </Stop>
    </>
  )
}

/** A paragraph in which links to this very site can be followed. */
function linked(paragraph: string, origin: string) {
  return paragraph
    .split(/(\s+)/)
    .map((part) => (part.startsWith(`${origin}/`) ? <a href={part}>{part}</a> : part))
}
