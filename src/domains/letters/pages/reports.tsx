import { valueOf, type FormErrors, type FormValues } from '../../../platform/http.ts'
import { formatDate, type Language } from '../../../platform/i18n.ts'
import {
  Actions,
  Back,
  Button,
  Choices,
  Field,
  List,
  Opener,
  Stop,
  Written,
} from '../../../web/components/index.ts'
import { Problems } from '../../../web/render.tsx'
import { words } from '../messages/index.ts'
import type { Report } from '../queries.ts'
import { longestWhy } from '../rules.ts'

/** Messages that were reported, for who judges conduct: each by itself, without who and to whom. */
export function ReportsPage(props: {
  language: Language
  reports: { items: Report[]; more: boolean }
  /** A form that was not right yet. */
  failed?: { id: string; values: FormValues; errors: FormErrors } | undefined
}) {
  const { language, reports, failed } = props
  const { judge: t, errors: messages } = words[language]
  return (
    <>
      <Opener
        above={
          <Back language={language} to="/beheer">
            {t.back}
          </Back>
        }
        heading={t.title}
        lede={t.lede}
      />
      <Stop line="door" id="meldingen" heading={t.heading} quiet letterbox>
        {reports.items.length === 0 && <p>{t.none}</p>}
        <List>
          {reports.items.map((report) => {
            const mine = failed?.id === report.id ? failed : undefined
            return (
              <li>
                <p class="small soft">{t.reported(formatDate(language, report.reported))}</p>
                <blockquote class="reply__quote" dir="auto">
                  {report.html === undefined ? <p class="soft">{t.gone}</p> : <Written html={report.html} />}
                </blockquote>
                <p dir="auto">
                  <b>{t.why}</b> {report.why}
                </p>
                <form action={`/beheer/meldingen/${report.id}`} method="post" class="stack">
                  <Problems language={language} errors={mine?.errors} messages={messages} />
                  <Choices
                    name="verdict"
                    id={`verdict-${report.id}`}
                    legend={t.verdict}
                    error={mine?.errors['verdict'] && messages[mine.errors['verdict']]}
                    options={(['fine', 'warned'] as const).map((value) => ({
                      value,
                      label: t[value],
                      checked: valueOf(mine?.values, 'verdict') === value,
                    }))}
                  />
                  <Field
                    kind="textarea"
                    name="answer"
                    id={`answer-${report.id}`}
                    rows={3}
                    label={t.answer}
                    help={t.answerHelp}
                    value={valueOf(mine?.values, 'answer')}
                    error={mine?.errors['answer'] && messages[mine.errors['answer']]}
                    maxlength={longestWhy}
                  />
                  <Actions>
                    <Button>{t.button}</Button>
                  </Actions>
                </form>
              </li>
            )
          })}
        </List>
        {reports.more && <p class="small soft">{t.more}</p>}
      </Stop>
    </>
  )
}
