import type { ComponentChildren } from 'preact'
import { hour } from '../../../platform/clock.ts'
import type { Context } from '../../../platform/context.ts'
import { Invalid } from '../../../platform/errors.ts'
import { keepPicture, looseFiles } from '../../../platform/files/index.ts'
import {
  fieldErrors,
  readFormWithFiles,
  readValues,
  type FormErrors,
  type FormValues,
  type Request,
} from '../../../platform/http.ts'
import { newId, isId } from '../../../platform/ids.ts'
import { limit, type Limit } from '../../../platform/limits.ts'
import { toHtml } from '../../../platform/markdown.ts'
import { Actions, LinkButton, Question } from '../../../web/components/index.ts'
import { render } from '../../../web/render.tsx'
import type { ViewerContext } from '../../residents/index.ts'
import { keepWords, wordsKept } from '../actions/kept-words.ts'
import type { Photo } from '../actions/reply.ts'
import { sayForm, type Said } from '../forms.ts'
import { words } from '../messages/index.ts'
import { WritePage, type WritePageProps } from '../pages/write.tsx'
import { longestWords, mostPictures } from '../rules.ts'

const photos: Limit = { name: 'photo', max: 60, window: hour }
const previews: Limit = { name: 'preview', max: 120, window: hour }

/** A form to say something: what its page needs, and what sending it does. */
export interface Saying {
  /** Address that it is posted to, and at which the page with the form stands. */
  path: string
  /** What the page shows around the words; `again` says that it is shown after it was sent. */
  page: (
    ctx: ViewerContext,
  ) => Promise<
    Omit<WritePageProps, 'language' | 'values' | 'errors' | 'photos' | 'people' | 'preview' | 'ready'>
  >
  /** Members to choose from, when somebody wants to mention one. */
  people: (ctx: ViewerContext) => Promise<{ id: string; name: string }[]>
  send: (ctx: ViewerContext, said: Omit<Said, 'photo'> & { photos: Photo[] }) => Promise<Response>
}

/** Shows the form, with the words that were kept when somebody turned out to be signed out. */
export async function showSaying(
  c: Request,
  ctx: ViewerContext,
  saying: Saying,
  values: FormValues = {},
): Promise<Response> {
  const kept = await wordsKept(ctx, saying.path, c.req.query('bewaard'))
  const notice = kept ? words[ctx.language].write.keptBack : undefined
  return show(c, ctx, saying, { values: { id: newId(), ...values, ...kept }, flash: notice })
}

interface Shown {
  values: FormValues
  errors?: FormErrors
  photos?: Photo[]
  people?: { id: string; name: string }[]
  preview?: string
  ready?: boolean
  flash?: string | undefined
}

async function show(c: Request, ctx: ViewerContext, { page }: Saying, shown: Shown): Promise<Response> {
  const { language } = ctx
  const { flash, ...form } = shown
  const props = await page(ctx)
  return render(
    c,
    {
      title: props.heading,
      nav: 'communities',
      line: 'sky',
      status: shown.errors ? 422 : 200,
      islands: ['draft'],
      flash,
    },
    <WritePage language={language} {...props} {...form} />,
  )
}

/**
 * Takes what was sent: posts it, or shows it first. Photos are kept meanwhile, and asked about once. Who turns out to be signed
 * out loses no word.
 */
export async function takeSaying(c: Request, saying: Saying): Promise<Response> {
  const { viewer } = c.get('ctx')
  if (!viewer) return signedOut(c, saying.path, { photos: true })
  const ctx: ViewerContext = { ...c.get('ctx'), viewer }
  const form = await readFormWithFiles(c, sayForm, 'pictures', mostPictures)
  if (!form.ok) return show(c, ctx, saying, { values: form.values, errors: form.errors })
  const { photo, alt, drop, newAlt, ...said } = form.data
  const waiting = await stillWaiting(ctx, photo, alt, drop)
  let errors: FormErrors | undefined
  const added: Photo[] = []
  try {
    if (waiting.length + form.files.length > mostPictures) throw new Invalid({ pictures: 'filesMany' })
    for (const file of form.files) {
      await limit(ctx, photos, ctx.viewer.id)
      added.push({
        file: await keepPicture(ctx, file, 'pictures'),
        alt: form.files.length === 1 ? newAlt : '',
      })
    }
  } catch (error) {
    errors = fieldErrors(error)
  }
  const shown: Shown = { values: { ...form.values, newAlt: '' }, photos: [...waiting, ...added] }
  if (errors) return show(c, ctx, saying, { ...shown, errors })
  if (said.do === 'preview') {
    if (said.words.length > longestWords)
      return show(c, ctx, saying, { ...shown, errors: { words: 'wordsLong' } })
    await limit(ctx, previews, ctx.viewer.id)
    return show(c, ctx, saying, { ...shown, preview: toHtml(said.words) })
  }
  if (said.do === 'people') return show(c, ctx, saying, { ...shown, people: await saying.people(ctx) })
  if (added.some((one) => one.alt.trim() === '')) return show(c, ctx, saying, { ...shown, ready: true })
  try {
    return await saying.send(ctx, { ...said, alt: [], drop: [], newAlt: '', photos: shown.photos ?? [] })
  } catch (error) {
    return show(c, ctx, saying, { ...shown, errors: fieldErrors(error) })
  }
}

/** Photos that came with the form before and can still be posted, with what is to be seen on them. */
async function stillWaiting(
  ctx: Context,
  ids: readonly string[],
  alts: readonly string[],
  drop: readonly string[],
): Promise<Photo[]> {
  const given = ids
    .map((file, n) => ({ file, alt: alts[n] ?? '' }))
    .filter(({ file }) => !drop.includes(file))
  const loose = new Set(
    (
      await looseFiles(
        ctx,
        given.map(({ file }) => file),
      )
    ).map(({ id }) => id),
  )
  // What was posted by the same form a moment ago is no longer loose: the action knows that it has it.
  return given.filter(({ file }) => isId(file) && loose.has(file)).slice(0, mostPictures)
}

/** Keeps the words of who was signed out, and says where to find them again. */
export async function signedOut(c: Request, path: string, { photos = false } = {}): Promise<Response> {
  const ctx = c.get('ctx')
  const { write: t } = words[ctx.language]
  const token = await keepWords(ctx, path, await readValues(c), c.get('visitor'))
  const back = `${path}${path.includes('?') ? '&' : '?'}bewaard=${token}`
  const page: ComponentChildren = (
    <Question line="sky">
      <h1>{t.keptTitle}</h1>
      <p class="lede">{t.kept}</p>
      {photos && <p>{t.keptPhotos}</p>}
      <Actions>
        <LinkButton href={`/log-in?naar=${encodeURIComponent(back)}`}>{t.keptButton}</LinkButton>
      </Actions>
    </Question>
  )
  return render(c, { title: t.keptTitle, status: 401 }, page)
}
