import type { Language } from '../../../platform/i18n.ts'
import { valueOf } from '../../../platform/http.ts'
import { Actions, Button, Choices, Field } from '../../../web/components/index.ts'
import { words as frameWords } from '../../../web/messages/index.ts'
import type { Community } from '../community.ts'
import { words } from '../messages/index.ts'
import { type Typed } from './parts.tsx'

import { backTo, FormPage } from './form-page.tsx'

/** Looking back together, and ending. */
export function EndingPage(props: Typed & { language: Language; community: Community }) {
  const { language, community, values, errors } = props
  const t = words[language].ending
  const { optional } = frameWords[language]
  const error = (name: string) => errors?.[name] && words[language].errors[errors[name]]
  const value = (name: string) => valueOf(values, name)
  const text = (
    name: 'worked' | 'failed' | 'lesson' | 'thanks' | 'story',
    maxlength: number,
    rows: number,
    help?: string,
  ) => (
    <Field
      name={name}
      kind="textarea"
      rows={rows}
      maxlength={maxlength}
      label={t[name]}
      help={help}
      optional={optional}
      value={value(name)}
      error={error(name)}
    />
  )
  return (
    <FormPage language={language} heading={t.title} lede={t.lede} errors={errors} back={backTo(community)}>
      <form action={`/leefomgeving/${community.slug}/einde`} method="post" class="stack" novalidate>
        <Choices
          name="result"
          legend={t.result}
          error={error('result')}
          options={(['realised', 'tried'] as const).map((result) => ({
            value: result,
            label: t[result],
            checked: value('result') === result,
          }))}
        />
        {text('worked', 2000, 3)}
        {text('failed', 2000, 3)}
        {text('lesson', 500, 2, t.lessonHelp)}
        {text('thanks', 500, 2)}
        {text('story', 8000, 10, t.storyHelp)}
        <p class="soft">
          {t.who[community.access]} {t.text}
        </p>
        <Actions>
          <Button>{t.button}</Button>
        </Actions>
      </form>
    </FormPage>
  )
}
