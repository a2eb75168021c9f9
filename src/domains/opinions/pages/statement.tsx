import { valueOf, type FormErrors, type FormValues } from '../../../platform/http.ts'
import type { Language } from '../../../platform/i18n.ts'
import { Actions, Back, Button, Field, List, Notice, Opener, Stop } from '../../../web/components/index.ts'
import { Goodbye, Problems } from '../../../web/render.tsx'
import { words } from '../messages/index.ts'
import { hrefOf, type Question } from '../question.ts'
import { AnswerButtons } from './question.tsx'

/** Adding a statement; those that are alike are offered first. */
export function StatementPage(props: {
  language: Language
  question: Question
  values: FormValues
  errors?: FormErrors | undefined
  alike?: readonly { id: string; text: string }[] | undefined
}) {
  const { language, question, values, errors, alike = [] } = props
  const { add: t, errors: wrong } = words[language]
  const path = hrefOf(question.id)
  const seed = valueOf(values, 'seed')
  return (
    <>
      <Opener
        above={
          <Back language={language} to={path}>
            {question.title}
          </Back>
        }
        heading={t.title}
        lede={t.lede}
        line="sky"
      />
      <Stop line="sky" id="formulier" heading={t.title} quiet letterbox>
        {alike.length > 0 && (
          <Notice heading={t.alike} line="sky" live focused>
            <p>{t.alikeText}</p>
            <List>
              {alike.map(({ id, text }) => (
                <li>
                  <p dir="auto">{text}</p>
                  <form action={`${path}/antwoord`} method="post">
                    <input type="hidden" name="statement" value={id} />
                    <AnswerButtons language={language} label={text} />
                  </form>
                </li>
              ))}
            </List>
          </Notice>
        )}
        <form action={`${path}/stelling`} method="post" class="stack" novalidate>
          <Problems language={language} errors={errors} messages={wrong} />
          <input type="hidden" name="id" value={valueOf(values, 'id')} />
          {seed === 'yes' && <input type="hidden" name="seed" value="yes" />}
          <Field
            name="text"
            kind="textarea"
            rows={3}
            label={t.text}
            help={t.textHelp}
            value={valueOf(values, 'text')}
            error={errors?.['text'] && wrong[errors['text']]}
          />
          {alike.length > 0 ? (
            <Actions>
              <Button name="different" value="yes">
                {t.different}
              </Button>
            </Actions>
          ) : (
            <Actions>
              <Button>{t.send}</Button>
            </Actions>
          )}
          <p class="small soft">
            {t.anonymous} {seed !== 'yes' && t.agrees} {question.screened && t.screened}
          </p>
        </form>
      </Stop>
      <Goodbye language={language} line="sky" />
    </>
  )
}
