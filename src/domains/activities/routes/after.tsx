import { NotFound } from '../../../platform/errors.ts'
import { keepPicture, looseFiles, readFile, sendFile } from '../../../platform/files/index.ts'
import {
  fieldErrors,
  readFormWithFiles,
  readValues,
  seeOther,
  valueOf,
  type App,
} from '../../../platform/http.ts'
import { tried } from '../../communities/index.ts'
import { requireVerified, requireViewer } from '../../residents/index.ts'
import { addPicture, removePicture, requireMayShow, sayHowItWas, thank } from '../actions/afterwards.ts'
import { pictureForm } from '../forms.ts'
import { momentById } from '../moment.ts'
import { picturesOf } from '../queries/moment.ts'
import { showMoment, type ActivityParts } from './moment.tsx'

export function afterRoutes(app: App, parts: ActivityParts): void {
  app.post('/afspraak/:id/hoe-was-het', async (c) => {
    const ctx = requireViewer(c.get('ctx'))
    const id = c.req.param('id')
    const values = await readValues(c)
    const errors = await tried(() => sayHowItWas(ctx, id, valueOf(values, 'line')))
    if (errors) return showMoment(c, parts, { values, errors })
    return seeOther(c, `/afspraak/${id}?klaar=gezegd#hoe-was-het`)
  })

  app.post('/afspraak/:id/bedank', async (c) => {
    const ctx = requireViewer(c.get('ctx'))
    const id = c.req.param('id')
    const values = await readValues(c)
    const errors = await tried(() =>
      thank(ctx, id, { to: valueOf(values, 'to'), line: valueOf(values, 'words') }),
    )
    if (errors) return showMoment(c, parts, { values, errors })
    return seeOther(c, `/afspraak/${id}?klaar=bedankt#hoe-was-het`)
  })

  app.post('/afspraak/:id/foto', async (c) => {
    const ctx = requireViewer(c.get('ctx'))
    const id = c.req.param('id')
    await requireMayShow(ctx, id)
    const form = await readFormWithFiles(c, pictureForm, 'picture')
    const { values } = form
    const [loose] = await looseFiles(ctx, [valueOf(values, 'kept')])
    let kept = loose?.id
    try {
      const [upload] = form.files
      if (upload) kept = await keepPicture(ctx, upload)
      if (!form.ok) return await showMoment(c, parts, { ...form, kept })
      if (!kept) return await showMoment(c, parts, { values, errors: { picture: 'pictureMissing' } })
      await addPicture(ctx, id, { file: kept, alt: form.data.alt })
    } catch (error) {
      return showMoment(c, parts, { values, errors: fieldErrors(error), kept })
    }
    return seeOther(c, `/afspraak/${id}?klaar=foto#hoe-was-het`)
  })
  app.post('/afspraak/:id/foto/:file/weg', async (c) => {
    const ctx = requireViewer(c.get('ctx'))
    const { id, file } = c.req.param()
    await removePicture(ctx, id, file)
    return seeOther(c, `/afspraak/${id}?klaar=fotoweg#hoe-was-het`)
  })
  app.get('/afspraak/:id/foto/:file', async (c) => {
    const ctx = requireVerified(c.get('ctx'))
    const moment = await momentById(ctx, c.req.param('id'))
    const picture = (await picturesOf(ctx, moment)).find(({ id }) => id === c.req.param('file'))
    if (!picture) throw new NotFound()
    return sendFile(c, await readFile(ctx, picture.id, c.req.query('klein') ? 'small' : 'whole'))
  })
}
