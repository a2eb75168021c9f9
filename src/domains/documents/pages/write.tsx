import { valueOf } from '../../../platform/http.ts'
import type { Language } from '../../../platform/i18n.ts'
import { Actions, Button, Changes, Field, Notice, Stop } from '../../../web/components/index.ts'
import { words as frameWords } from '../../../web/messages/index.ts'
import { backTo, type Community, type Typed } from '../../communities/index.ts'
import type { Document } from '../document.ts'
import { words } from '../messages/index.ts'
import { differences, shortened, type Kind } from '../rules.ts'
import { AboutFields, DocumentFormPage, messageOf, ShownToField, WordFields } from './form-parts.tsx'

/** Writing something new, or beginning a plan. */
export function NewPage(props: Typed & { language: Language; community: Community; kind: Kind }) {
  const { language, community, kind, values } = props
  const t = words[language].form
  return (
    <DocumentFormPage {...props} heading={t.titles[kind]} lede={t.ledes[kind]} back={backTo(community)}>
      <form
        action={`/leefomgeving/${community.slug}/documenten/nieuw`}
        method="post"
        class="stack"
        novalidate
      >
        <Hidden values={{ id: valueOf(values, 'id'), kind, plan: valueOf(values, 'plan') }} />
        <WordFields {...props} />
        <ShownToField {...props} />
        <AboutFields {...props} />
        <Actions>
          <Button>{t.add[kind]}</Button>
        </Actions>
      </form>
    </DocumentFormPage>
  )
}

/** Bringing a file. One that came with an earlier try is still there. */
export function FilePage(
  props: Typed & { language: Language; community: Community; kept: { id: string; name: string } | undefined },
) {
  const { language, community, values, errors, kept } = props
  const t = words[language].form
  const error = (name: string) => messageOf(language, errors, name)
  return (
    <DocumentFormPage {...props} heading={t.titles.file} lede={t.ledes.file} back={backTo(community)}>
      <form
        action={`/leefomgeving/${community.slug}/documenten/bestand`}
        method="post"
        enctype="multipart/form-data"
        class="stack"
        novalidate
      >
        <Hidden values={{ id: valueOf(values, 'id'), plan: valueOf(values, 'plan'), kept: kept?.id ?? '' }} />
        {kept && (
          <Notice kind="done">
            <p>{kept.name ? t.fileKept(kept.name) : t.photoKept}</p>
          </Notice>
        )}
        <Field name="file" kind="file" label={t.file} help={t.fileHelp} error={error('file')} />
        <Field
          name="alt"
          label={t.alt}
          help={t.altHelp}
          optional={frameWords[language].optional}
          maxlength={300}
          value={valueOf(values, 'alt')}
          error={error('alt')}
        />
        <WordFields {...props} kind="file" />
        <ShownToField {...props} />
        <AboutFields {...props} />
        <Actions>
          <Button>{t.add.file}</Button>
        </Actions>
      </form>
    </DocumentFormPage>
  )
}

/** Values that a form carries along unseen. */
export const Hidden = ({ values }: { values: Record<string, string | number> }) => (
  <>
    {Object.entries(values).map(([name, value]) => (
      <input type="hidden" name={name} value={value} />
    ))}
  </>
)

const backToDocument = ({ id, title }: Document) => ({ href: `/document/${id}`, label: title })

/** Changing the words. */
export function EditPage(props: Typed & { language: Language; document: Document }) {
  const { language, document, values } = props
  const t = words[language].form
  return (
    <DocumentFormPage {...props} heading={t.editTitle} lede={t.editLede} back={backToDocument(document)}>
      <form action={`/document/${document.id}/bewerk`} method="post" class="stack" novalidate>
        <Hidden values={{ base: valueOf(values, 'base') }} />
        <WordFields {...props} kind={document.kind} />
        <Actions>
          <Button>{t.save}</Button>
        </Actions>
      </form>
    </DocumentFormPage>
  )
}

/**
 * Two people changed the same document: both texts, and what becomes of them. Saving from here begins from the text that
 * stands now, so a third who was quicker leads here again.
 */
export function BothPage(
  props: Typed & {
    language: Language
    /** As the other saved it. */
    document: Document
    /** What the viewer wrote, whole. */
    mine: string
    hint: 'joined' | 'notJoined' | 'under'
  },
) {
  const { language, document, mine, hint } = props
  const t = words[language].both
  const frame = words[language]
  return (
    <DocumentFormPage
      {...props}
      heading={t.title}
      lede={t.lede(document.changer)}
      back={backToDocument(document)}
    >
      <form action={`/document/${document.id}/bewerk`} method="post" class="stack" novalidate>
        <Hidden values={{ base: document.version }} />
        <Notice heading={t.result}>
          <p>{t[hint]}</p>
        </Notice>
        <WordFields {...props} kind={document.kind} />
        <Actions>
          <Button name="way" value="save">
            {t.save}
          </Button>
          <Button kind="quiet" name="way" value="both">
            {t.bothButton}
          </Button>
          <Button kind="text" name="way" value="theirs">
            {t.theirsButton}
          </Button>
        </Actions>
        <p class="small soft">{t.theirsHelp}</p>
      </form>
      <Stop line="door" id="van-de-ander" heading={t.theirs(document.changer)} side>
        <h3 dir="auto">{document.title}</h3>
        <div class="changes" dir="auto">
          {document.body}
        </div>
      </Stop>
      <Stop line="door" id="verschil" heading={t.compare} lede={t.compareHelp} side>
        <Changes
          pieces={shortened(differences(document.body, mine))}
          out={frame.history.out}
          in={frame.history.in}
        />
      </Stop>
    </DocumentFormPage>
  )
}

/** Where it comes from. */
export function AboutPage(props: Typed & { language: Language; document: Document }) {
  const { language, document } = props
  const t = words[language].form
  // A resident who wrote it stays its maker until somebody says that it was another.
  const keptAuthor = document.authorId ? document.authorName : undefined
  return (
    <DocumentFormPage {...props} heading={t.aboutTitle} lede={t.aboutLede} back={backToDocument(document)}>
      <form action={`/document/${document.id}/bron`} method="post" class="stack" novalidate>
        <AboutFields {...props} open keptAuthor={keptAuthor} />
        <Actions>
          <Button>{t.save}</Button>
        </Actions>
      </form>
    </DocumentFormPage>
  )
}
