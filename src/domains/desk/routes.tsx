import {
  fieldErrors,
  readForm,
  readValues,
  seeOther,
  valueOf,
  type App,
  type FormErrors,
  type FormValues,
  type Request,
} from '../../platform/http.ts'
import { isId, newId } from '../../platform/ids.ts'
import { sendPdf } from '../../platform/pdf.ts'
import { doneFlash } from '../../web/flash.ts'
import { render } from '../../web/render.tsx'
import { labelOf, lookUp, placeOf, writtenOf, type Address, type Located } from '../areas/index.ts'
import { signInBrowser } from '../identity/index.ts'
import { setByPost, settingsOf } from '../notices/index.ts'
import { requireSteward } from '../residents/index.ts'
import { words } from './messages/index.ts'
import { blockCardAtDesk, blockOwnCard, CardOver, makeCard, nameOnCard, useCard } from './cards.ts'
import { helperForm, registerForm, withoutBsn } from './forms.ts'
import { helpersAtDesk, nameHelper } from './name-helper.ts'
import { CardPage } from './card-pages.tsx'
import { CheckPage, DeskPage } from './pages.tsx'
import { AtDeskPage } from './person-page.tsx'
import { blankForm, cardPaper, confirmationPaper } from './papers.ts'
import { askKnown, deskResident, deskResidents, register } from './register.ts'

/** For identity stewards at the desk of the foundation, and the card that they hand out. */
export function routes(app: App): void {
  app.get('/papier/meedoen.pdf', async (c) => sendPdf(c, 'meedoen', await blankForm(c.get('ctx')), 'inline'))

  app.get('/beheer/balie', (c) => showDesk(c))
  app.post('/beheer/balie', async (c) => {
    requireSteward(c.get('ctx'), 'identity')
    const { values, errors } = withoutBsn(await readValues(c))
    const step = valueOf(values, 'step')
    if (errors || step === 'change') return showDesk(c, { values, errors })
    const { chosen, located } = await lookUp(c, values)
    const address = chosen ?? located?.found
    if (!address) return showDesk(c, { values, located, errors: { q: 'addressMissing' } })
    const form = await readForm(c, registerForm)
    if (!form.ok) return showDesk(c, { values, errors: form.errors })
    const read = { ...values, birth: form.data.birth ?? '' }
    return step === 'register' ? registerAnswer(c, read, address) : showCheck(c, read, address)
  })
  app.post('/beheer/balie/zoek', async (c) => {
    const named = valueOf(await readValues(c), 'name')
      .trim()
      .slice(0, 130)
    return showDesk(c, { values: {}, ...(named && { named }) })
  })

  app.get('/beheer/balie/:id', (c) => showPerson(c))
  app.post('/beheer/balie/:id/helper', async (c) => {
    const ctx = c.get('ctx')
    requireSteward(ctx, 'identity')
    const { values, errors } = withoutBsn(await readValues(c))
    if (errors) return showPerson(c, { values, errors })
    const form = await readForm(c, helperForm)
    if (!form.ok) return showPerson(c, form)
    const { chosen, located } = await lookUp(c, values)
    const address = chosen ?? located?.found
    if (!address) return showPerson(c, { values, located, errors: { q: 'addressMissing' } })
    const id = c.req.param('id')
    const { name, kinds } = form.data
    const wrong = await nameHelper(ctx, id, { name, kinds, address: writtenOf(address) }).catch(fieldErrors)
    return wrong
      ? showPerson(c, { values, errors: wrong })
      : seeOther(c, `/beheer/balie/${id}?klaar=gevraagd`)
  })
  app.get('/beheer/balie/:id/bevestiging.pdf', async (c) =>
    sendPdf(c, 'bevestiging', await confirmationPaper(c.get('ctx'), c.req.param('id')), 'inline'),
  )
  app.post('/beheer/balie/:id/kaart.pdf', async (c) => {
    const ctx = c.get('ctx')
    const person = await deskResident(ctx, c.req.param('id'))
    return sendPdf(c, 'kaart', await cardPaper(ctx, person, await makeCard(ctx, person.id)), 'inline')
  })
  app.post('/beheer/balie/:id/blokkeer', async (c) => {
    const id = c.req.param('id')
    await blockCardAtDesk(c.get('ctx'), id)
    return seeOther(c, `/beheer/balie/${id}?klaar=geblokkeerd`)
  })

  app.post('/beheer/balie/:id/bundel', async (c) => {
    const ctx = c.get('ctx')
    const { id } = await deskResident(ctx, c.req.param('id'))
    await setByPost(ctx, id, valueOf(await readValues(c), 'post') === 'yes')
    return seeOther(c, `/beheer/balie/${id}?klaar=bundel`)
  })

  app.get('/kaart', async (c) => {
    const ctx = c.get('ctx')
    const code = c.req.query('code')?.slice(0, 100) ?? ''
    const name = await nameOnCard(ctx, code)
    if (name === undefined) throw new CardOver()
    const { title } = words[ctx.language].card
    return render(
      c,
      { title: title(name) },
      <CardPage language={ctx.language} name={name} code={code} signedIn={ctx.viewer !== undefined} />,
    )
  })
  app.post('/kaart', async (c) => {
    const ctx = c.get('ctx')
    const code = valueOf(await readValues(c), 'code').slice(0, 100)
    await signInBrowser(c, await useCard(ctx, code, c.get('visitor')), ctx.language, 'card')
    return seeOther(c, '/buurt')
  })
  app.post('/ik/hulp/kaart/blokkeer', async (c) => {
    await blockOwnCard(c.get('ctx'))
    return seeOther(c, '/ik/hulp?klaar=geblokkeerd')
  })
}

async function registerAnswer(c: Request, values: FormValues, address: Address): Promise<Response> {
  const form = await readForm(c, registerForm)
  if (!form.ok) return showDesk(c, { values, errors: form.errors })
  const { age, other, agree: _agree, mail, birth, ...said } = form.data
  try {
    const id = await register(c.get('ctx'), {
      ...said,
      birth,
      mail,
      adult: age !== 'young',
      other: other === 'yes',
      address: writtenOf(address),
      place: placeOf(address),
    })
    return seeOther(c, `/beheer/balie/${id}?klaar=ingeschreven`)
  } catch (error) {
    const errors = fieldErrors(error)
    return 'other' in errors ? showCheck(c, values, address, errors) : showDesk(c, { values, errors })
  }
}

async function showCheck(
  c: Request,
  values: FormValues,
  address: Address,
  errors?: FormErrors,
): Promise<Response> {
  const ctx = c.get('ctx')
  const known = await askKnown(ctx, {
    firstName: valueOf(values, 'firstName').trim(),
    surname: valueOf(values, 'surname').trim(),
    birth: valueOf(values, 'birth') || undefined,
    address: writtenOf(address),
  })
  return render(
    c,
    { title: words[ctx.language].desk.checkTitle, size: 'office', status: errors ? 422 : 200 },
    <CheckPage language={ctx.language} values={values} errors={errors} address={address} known={known} />,
  )
}

async function showPerson(c: Request, { values = {}, errors, located }: Shown = {}): Promise<Response> {
  const ctx = c.get('ctx')
  const person = await deskResident(ctx, c.req.param('id') ?? '')
  const { deskDone } = words[ctx.language]
  return render(
    c,
    {
      title: person.name,
      size: 'office',
      status: errors ? 422 : 200,
      islands: ['suggest'],
      flash: doneFlash(c, deskDone),
    },
    <AtDeskPage
      language={ctx.language}
      person={person}
      helpers={await helpersAtDesk(ctx, person.id)}
      byPost={(await settingsOf(ctx, person.id)).byPost}
      values={values}
      errors={errors}
      located={located}
    />,
  )
}

interface Shown {
  values?: FormValues
  errors?: FormErrors | undefined
  located?: Located | undefined
  named?: string
}

async function showDesk(c: Request, { values = {}, errors, located, named }: Shown = {}): Promise<Response> {
  const ctx = c.get('ctx')
  const recent = await deskResidents(ctx, named)
  const id = valueOf(values, 'id')
  const q = valueOf(values, 'q') || (located?.found ? labelOf(located.found) : '')
  return render(
    c,
    {
      title: words[ctx.language].desk.title,
      size: 'office',
      status: errors ? 422 : 200,
      islands: ['suggest'],
    },
    <DeskPage
      language={ctx.language}
      values={{ ...values, q, id: isId(id) ? id : newId() }}
      errors={errors}
      located={located}
      recent={recent}
      named={named}
    />,
  )
}
