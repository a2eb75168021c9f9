import type { ComponentChildren } from 'preact'
import { formatDate, type Language } from '../../../platform/i18n.ts'
import {
  Actions,
  Breadcrumb,
  Button,
  Empty,
  Facts,
  Field,
  Label,
  Labels,
  LinkButton,
  List,
  Notice,
  Opener,
  Stop,
  Why,
  Written,
} from '../../../web/components/index.ts'
import { words as frameWords } from '../../../web/messages/index.ts'
import { Goodbye } from '../../../web/render.tsx'
import { isAwake, isOwn } from '../../communities/index.ts'
import { mayEdit, mayKeep, type Document } from '../document.ts'
import { words } from '../messages/index.ts'
import type { Step } from '../queries/history.ts'
import type { Choosable, DocumentLine } from '../queries/library.ts'
import type { Origin, Travels } from '../queries/travels.ts'
import { mayTravel } from '../rules.ts'
import { AddActions, DocumentItem } from './library.tsx'
import { OriginStop, TravelsStop } from './travels.tsx'
import { Hidden } from './write.tsx'

export interface DocumentPageProps {
  language: Language
  document: Document
  steps: Step[]
  parts: DocumentLine[]
  /** What a member may put into this plan. */
  loose: Choosable[]
  origin: Origin | undefined
  travels: Travels
  /** Whether the viewer may take it over to a community of their own. */
  mayAdopt: boolean
  /** What people say about it: filled by the conversations. */
  talk: ComponentChildren
}

/** One document: what it says, how we know it, and where it went. */
export function DocumentPage(props: DocumentPageProps) {
  const { language, document } = props
  const t = words[language]
  const { community, plan } = document
  return (
    <>
      <Opener
        above={
          <>
            <Breadcrumb
              label={frameWords[language].breadcrumb}
              steps={[
                { href: `/leefomgeving/${community.slug}`, label: community.name },
                { href: `/leefomgeving/${community.slug}/documenten`, label: t.library.title },
                ...(plan ? [{ href: `/document/${plan.id}`, label: plan.title }] : []),
                { label: document.title },
              ]}
            />
            <Labels>
              <Label>{t.kind[document.kind]}</Label>
              {document.shownTo === 'members' && <Label>{t.members}</Label>}
              {document.locked && <Label tentative>{t.page.locked}</Label>}
            </Labels>
          </>
        }
        heading={<span dir="auto">{document.title}</span>}
        line="door"
      />
      <Stop line="door" id="inhoud" heading={t.page.content} quiet letterbox>
        {document.withdrawn ? (
          <Notice heading={t.page.withdrawn}>
            <p>{t.page.withdrawnText}</p>
            <p>
              <a href={`/document/${document.id}/beheer`}>{t.page.care}</a>
            </p>
          </Notice>
        ) : (
          <Content {...props} />
        )}
      </Stop>
      {!document.withdrawn && (
        <>
          {document.kind === 'checklist' && <StepsStop {...props} />}
          {document.kind === 'plan' && <PartsStop {...props} />}
          <HowStop {...props} />
          {props.origin && <OriginStop language={language} document={document} origin={props.origin} />}
          <TravelsStop language={language} travels={props.travels} />
          {props.talk}
        </>
      )}
      <Goodbye language={language} line="door" />
    </>
  )
}

function Content({ language, document, origin, mayAdopt }: DocumentPageProps) {
  const t = words[language].page
  const { id, html, kind } = document
  const change = kind === 'checklist' ? t.editSteps : kind === 'file' ? t.editFile : t.edit
  return (
    <div class="stack">
      {document.file && <FileView language={language} document={document} file={document.file} />}
      {html ? <Written html={html} /> : kind === 'page' && <p class="soft">{t.empty}</p>}
      <p class="soft">
        {(origin && document.version === 1 ? words[language].adoptedBy : words[language].changedBy)(
          document.changer,
          formatDate(language, document.changed),
        )}
        {document.locked && ` ${t.lockedText}`}
      </p>
      <Actions>
        {mayEdit(document) && <LinkButton href={`/document/${id}/bewerk`}>{change}</LinkButton>}
        {mayAdopt && mayTravel(document.licence) && (
          <LinkButton kind={mayEdit(document) ? 'quiet' : 'main'} href={`/document/${id}/neem-over`}>
            {t.adopt}
          </LinkButton>
        )}
        {isOwn(document.community) && (
          <LinkButton kind="text" href={`/document/${id}/versies`}>
            {t.history}
          </LinkButton>
        )}
        {mayKeep(document) && (
          <LinkButton kind="text" href={`/document/${id}/beheer`}>
            {t.care}
          </LinkButton>
        )}
      </Actions>
      {mayAdopt && mayTravel(document.licence) && !isOwn(document.community) && <Why>{t.adoptWhy}</Why>}
    </div>
  )
}

function FileView(props: { language: Language; document: Document; file: NonNullable<Document['file']> }) {
  const { language, document, file } = props
  const t = words[language].page
  const path = `/document/${document.id}/bestand`
  if (file.width && file.height) {
    return (
      <a href={path}>
        <img
          class="photo"
          src={`${path}?klein`}
          alt={document.alt || document.title}
          width={file.width}
          height={file.height}
        />
      </a>
    )
  }
  return (
    <div class="stack">
      <p>
        <LinkButton kind="quiet" href={path}>
          {t.download}
        </LinkButton>
      </p>
      <p class="soft" dir="auto">
        {t.file(file.name, words[language].size(file.bytes))}
      </p>
      <p class="small soft">{t.fileSaved}</p>
    </div>
  )
}

function StepsStop({ language, document, steps }: DocumentPageProps) {
  const t = words[language].page
  const { community } = document
  const mayTick = isOwn(community) && isAwake(community)
  return (
    <Stop line="door" id="stappen" heading={t.steps} side>
      {steps.length === 0 ? (
        <p>{t.noSteps}</p>
      ) : (
        <>
          <p class="soft">
            {words[language].ticked(steps.filter(({ ticked }) => ticked).length, steps.length)}
          </p>
          <List ordered>
            {steps.map((step) => (
              <li id={`stap-${step.id}`}>
                <p dir="auto">
                  <span class="visually-hidden">{step.ticked ? t.done : t.open} </span>
                  {step.ticked ? <s>{step.words}</s> : <strong>{step.words}</strong>}
                </p>
                <StepWords language={language} step={step} />
                {mayTick && <StepForm language={language} document={document} step={step} />}
              </li>
            ))}
          </List>
        </>
      )}
    </Stop>
  )
}

function StepWords({ language, step }: { language: Language; step: Step }) {
  const t = words[language].page
  if (step.ticked)
    return <p class="small soft">{t.tickedBy(step.tickedBy, formatDate(language, step.ticked))}</p>
  if (step.mine) return <p class="small soft">{t.takenMine}</p>
  if (step.taken) return <p class="small soft">{t.takenBy(step.takenBy)}</p>
  return null
}

function StepForm({ language, document, step }: { language: Language; document: Document; step: Step }) {
  const t = words[language].page
  // The same words stand at each step; who hears them wants to know which one.
  const label = (deed: 'take' | 'leave' | 'tick' | 'untick') => `${t[deed]}${t.about(step.words)}`
  const button = (deed: 'take' | 'leave' | 'tick' | 'untick', kind: 'quiet' | 'text') => (
    <Button kind={kind} name="deed" value={deed} label={label(deed)}>
      {t[deed]}
    </Button>
  )
  return (
    <form action={`/document/${document.id}/stap/${step.id}`} method="post" class="actions">
      {step.ticked ? button('untick', 'text') : button('tick', 'quiet')}
      {!step.ticked && !step.taken && button('take', 'text')}
      {!step.ticked && step.mine && button('leave', 'text')}
    </form>
  )
}

function PartsStop({ language, document, parts, loose }: DocumentPageProps) {
  const t = words[language].page
  const { id, community } = document
  return (
    <Stop line="door" id="delen" heading={t.parts} side>
      {parts.length === 0 ? (
        <Empty heading={t.noParts} thing="letterbox">
          <p>{t.noPartsText}</p>
        </Empty>
      ) : (
        <List ordered>
          {parts.map((part, i) => (
            <DocumentItem language={language} document={part}>
              {mayEdit(document) && (
                <form action={`/document/${id}/deel`} method="post" class="actions">
                  <Hidden values={{ document: part.id }} />
                  {i > 0 && (
                    <Button kind="text" name="deed" value="up" label={`${t.up}${t.about(part.title)}`}>
                      {t.up}
                    </Button>
                  )}
                  <Button kind="text" name="deed" value="out" label={`${t.out}${t.about(part.title)}`}>
                    {t.out}
                  </Button>
                </form>
              )}
            </DocumentItem>
          ))}
        </List>
      )}
      {mayEdit(document) && (
        <>
          <AddActions language={language} community={community} planId={id} />
          {loose.length > 0 && (
            <form action={`/document/${id}/delen`} method="post" class="stack">
              <Field
                name="document"
                kind="select"
                label={t.addPart}
                options={[
                  { value: '', label: t.choosePart },
                  ...loose.map(({ id, title }) => ({ value: id, label: title })),
                ]}
              />
              <Actions>
                <Button kind="quiet">{t.addPartButton}</Button>
              </Actions>
            </form>
          )}
        </>
      )}
    </Stop>
  )
}

function HowStop({ language, document }: DocumentPageProps) {
  const t = words[language]
  const { known, source, link, written, licence, licenceWords, author, authorId, authorName } = document
  const [way, wayText] = t.known[known]
  const maker = authorId ? (authorName ?? t.page.makerUnknown) : author
  const day = written && new Date(`${written}T12:00:00Z`)
  return (
    <Stop line="plum" id="bron" heading={t.page.how} side>
      <p>
        <strong>{way}.</strong> {wayText}.
      </p>
      <Facts
        facts={[
          ...(maker ? [{ term: t.page.maker, value: <span dir="auto">{maker}</span> }] : []),
          ...(source || link
            ? [
                {
                  term: t.page.source,
                  value: (
                    <span dir="auto">
                      {source}{' '}
                      {link && (
                        <a href={link} rel="nofollow ugc noopener">
                          {t.page.sourceLink}
                        </a>
                      )}
                    </span>
                  ),
                },
              ]
            : []),
          ...(day ? [{ term: t.page.written, value: formatDate(language, day) }] : []),
          { term: t.page.licence, value: licence === 'own' ? licenceWords : t.licence[licence][0] },
          {
            term: t.page.added,
            value: t.page.addedBy(formatDate(language, document.created), document.maker),
          },
        ]}
      />
      {mayEdit(document) && (
        <p>
          <a href={`/document/${document.id}/bron`}>{t.page.changeAbout}</a>
        </p>
      )}
    </Stop>
  )
}
