import { seeOther, type App } from '../../platform/http.ts'
import type { Language } from '../../platform/i18n.ts'
import { Actions, Columns, LinkButton, Opener, Stop } from '../../web/components/index.ts'
import { Goodbye, render } from '../../web/render.tsx'
import { agendaOf } from '../activities/index.ts'
import { SmallMap } from '../areas/index.ts'
import { decisionsWaiting } from '../decisions/index.ts'
import { waitingCalls } from '../designations/index.ts'
import { hasEid } from '../eid/index.ts'
import { hasTrouble } from '../notices/index.ts'
import { retentions } from '../own-data/index.ts'
import { comingBack } from '../recovery/index.ts'
import { requireViewer, type NoticeWords } from '../residents/index.ts'
import { DoorsStop } from './doors.tsx'
import { FrontPage } from './front.tsx'
import { words } from './messages/index.ts'
import { MePage, NoticesPage, WelcomePage } from './me.tsx'
import { readNotices } from './notices.ts'
import { BuurtPage, KeepingPage, TextPage, WalkDrawing } from './pages.tsx'
import { communitiesAround, frontStory, openInvitations, ownWishes, weekFrom } from './queries.ts'
import { walkTo } from './walk.ts'

export function routes(app: App, noticeWords: readonly NoticeWords[]): void {
  app.get('/', async (c) => {
    const ctx = c.get('ctx')
    if (ctx.viewer) return seeOther(c, '/buurt')
    const t = words[ctx.language].front
    const story = await frontStory(ctx)
    return render(
      c,
      { title: t.title, description: t.description, size: 'grand', islands: ['suggest'] },
      <FrontPage language={ctx.language} story={story} demo={c.get('frame').demo} />,
    )
  })

  app.get('/buurt', async (c) => {
    const ctx = requireViewer(c.get('ctx'))
    const { viewer, language } = ctx
    const placeName = viewer.placeName ?? words[language].me.title
    const { items: meetings } = await agendaOf(ctx, { from: ctx.now(), to: weekFrom(ctx.now()), limit: 6 })
    const walk = await walkTo(ctx, meetings)
    return render(
      c,
      { title: placeName, nav: 'buurt' },
      <BuurtPage
        language={language}
        now={ctx.now()}
        name={viewer.displayName}
        placeName={placeName}
        placeSeed={String(viewer.buurtId ?? viewer.gemeenteId ?? placeName)}
        applicant={viewer.level === 'applicant'}
        invitations={await openInvitations(ctx)}
        asked={(await waitingCalls(ctx)) > 0}
        meetings={meetings}
        wishes={await ownWishes(ctx)}
        communities={await communitiesAround(ctx)}
        comingBack={await comingBack(ctx)}
        trouble={await hasTrouble(ctx)}
        decide={await decisionsWaiting(ctx)}
        doors={await DoorsStop(ctx)}
        map={
          walk ? (
            <WalkDrawing language={language} walk={walk} seed={viewer.buurtId ?? 1} />
          ) : (
            viewer.buurtId !== null && (await SmallMap(ctx, viewer.buurtId))
          )
        }
      />,
    )
  })

  app.get('/ik', async (c) => {
    const ctx = requireViewer(c.get('ctx'))
    const { language, viewer } = ctx
    const { lines, next } = await readNotices(ctx, noticeWords, { limit: 5 })
    const t = words[language].me
    const wishes = await ownWishes(ctx, 12)
    return render(
      c,
      { title: t.title, nav: 'me' },
      <MePage
        language={language}
        name={viewer.displayName}
        level={viewer.level}
        adult={viewer.adult}
        notices={lines}
        older={next !== undefined}
        eid={hasEid(ctx.services.config)}
        comingBack={await comingBack(ctx)}
        trouble={await hasTrouble(ctx)}
        wishes={<Wishes language={language} wishes={wishes.map(({ slug, label }) => ({ slug, label }))} />}
      />,
    )
  })

  app.get('/ik/berichten', async (c) => {
    const ctx = requireViewer(c.get('ctx'))
    const { language } = ctx
    const before = /^\d{1,9}$/.exec(c.req.query('voor') ?? '')?.[0]
    const { lines, next } = await readNotices(ctx, noticeWords, {
      before: before ? Number(before) : undefined,
      limit: 30,
    })
    return render(
      c,
      { title: words[language].me.notices, nav: 'me' },
      <NoticesPage language={language} notices={lines} next={next} />,
    )
  })

  app.get('/ik/welkom', (c) => {
    const { language, viewer } = requireViewer(c.get('ctx'))
    return render(
      c,
      { title: words[language].welcome.title, nav: 'me' },
      <WelcomePage language={language} placeName={viewer.placeName ?? ''} />,
    )
  })

  app.get('/omgangsvormen', (c) => {
    const { language } = c.get('ctx')
    const { title, lede, items } = words[language].rules
    return render(c, { title }, <TextPage language={language} title={title} lede={lede} items={items} />)
  })

  app.get('/bewaren', (c) => {
    const { language } = c.get('ctx')
    return render(
      c,
      { title: words[language].keeping.title },
      <KeepingPage language={language} retentions={retentions.map(({ said }) => said[language])} />,
    )
  })

  app.get('/open', (c) => {
    const { language } = c.get('ctx')
    const t = words[language].open
    return render(
      c,
      { title: t.title },
      <>
        <Opener heading={t.title} lede={t.lede} />
        <Stop line="plum" id="gegevens" heading={t.title} quiet letterbox>
          <Columns kind="two">
            {(
              [
                ['ambities', t.ambitions],
                ['themas', t.themes],
              ] as const
            ).map(([path, name]) => (
              <ul>
                <li>
                  <a href={`/${path}.ttl`}>
                    {name} {t.format.turtle}
                  </a>
                </li>
                <li>
                  <a href={`/${path}.jsonld`}>
                    {name} {t.format.jsonld}
                  </a>
                </li>
              </ul>
            ))}
          </Columns>
          <p>
            <a href="/ambities/besluiten">{t.decisions}</a>
          </p>
        </Stop>
        <Goodbye language={language} line="plum" />
      </>,
    )
  })
}

function Wishes({ language, wishes }: { language: Language; wishes: { slug: string; label: string }[] }) {
  const t = words[language].buurt
  return (
    <Stop line="sun" id="ambities" heading={t.ambitions} sign="kite" side>
      {wishes.length > 0 && (
        <ul>
          {wishes.map(({ slug, label }) => (
            <li>
              <a href={`/ambities/${slug}`}>{label}</a>
            </li>
          ))}
        </ul>
      )}
      <Actions>
        <LinkButton kind="quiet" href="/ambities">
          {t.choose}
        </LinkButton>
      </Actions>
    </Stop>
  )
}
