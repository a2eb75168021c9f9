import { valueOf, type FormErrors, type FormValues } from '../../../platform/http.ts'
import { formatList, type Language } from '../../../platform/i18n.ts'
import {
  Actions,
  Button,
  Choices,
  Columns,
  Field,
  Fold,
  Group,
  List,
  ListItem,
  Stop,
} from '../../../web/components/index.ts'
import { Problems } from '../../../web/render.tsx'
import { words } from '../messages/index.ts'
import type { Moment } from '../moment.ts'
import type { ThingWanted } from '../queries/moment.ts'

interface ThingsProps {
  language: Language
  moment: Moment
  things: ThingWanted[]
  open: boolean
  /** Whether the viewer may take something upon them. */
  mayTake: boolean
  values?: FormValues | undefined
  errors?: FormErrors | undefined
}

/** Who brings what, and where help is wanted. */
export function ThingsPart(props: ThingsProps) {
  const { language, moment, things, open } = props
  const t = words[language].moment
  const bring = things.filter(({ kind }) => kind === 'bring')
  const help = things.filter(({ kind }) => kind === 'help')
  return (
    <Stop line="sky" id="lijst" heading={help.length > 0 && bring.length === 0 ? t.help : t.bring}>
      {things.length === 0 && <p class="soft">{t.thingsNone}</p>}
      <Columns kind="two">
        {bring.length > 0 && <Things {...props} things={bring} />}
        {help.length > 0 &&
          (bring.length > 0 ? (
            <Group heading={t.help}>
              <Things {...props} things={help} />
            </Group>
          ) : (
            <Things {...props} things={help} />
          ))}
      </Columns>
      {moment.mayHost && open && <AddThing {...props} />}
    </Stop>
  )
}

const Things = (props: ThingsProps) => (
  <List>
    {props.things.map((thing) => (
      <ListItem heading={thing.what} level={3}>
        <p>{takenWords(props, thing)}</p>
        {props.open && <TakeForm {...props} thing={thing} />}
      </ListItem>
    ))}
  </List>
)

/** Who took it: by name for who belongs or comes, otherwise only that it is settled. */
function takenWords({ language, moment }: ThingsProps, thing: ThingWanted): string {
  const t = words[language].moment
  const named = moment.member || moment.mine === 'yes'
  const names = named ? thing.names.map((name) => name ?? t.someone) : []
  const left = thing.wanted - thing.taken
  const said: string[] = []
  if (thing.mine) said.push(names.length > 0 ? t.takenByUs(formatList(language, names)) : t.takenByMe)
  else if (names.length > 0) said.push(t.takenBy(formatList(language, names)))
  else if (left <= 0) said.push(t.takenSome)
  if (left > 0) said.push(t.thingLeft(left, thing.wanted))
  return said.join(' ')
}

function TakeForm({ language, moment, mayTake, thing }: ThingsProps & { thing: ThingWanted }) {
  const t = words[language].moment
  const path = `/afspraak/${moment.id}/lijst/${thing.id}`
  return (
    <form method="post" action={path} class="actions">
      {mayTake && thing.mine && (
        <Button kind="text" name="what" value="back" label={`${t.giveBack}: ${thing.what}`}>
          {t.giveBack}
        </Button>
      )}
      {mayTake && !thing.mine && thing.taken < thing.wanted && (
        <Button kind="quiet" name="what" value="take" label={`${t.take}: ${thing.what}`}>
          {t.take}
        </Button>
      )}
      {moment.mayHost && (
        <Button kind="text" name="what" value="remove" label={`${t.remove}: ${thing.what}`}>
          {t.remove}
        </Button>
      )}
    </form>
  )
}

function AddThing({ language, moment, values, errors }: ThingsProps) {
  const t = words[language].moment
  const error = errors?.['what']
  const kind = valueOf(values, 'kind')
  return (
    <Fold summary={t.addThing} open={error !== undefined}>
      <Problems
        language={language}
        errors={error ? { what: error } : undefined}
        messages={words[language].errors}
      />
      <form action={`/afspraak/${moment.id}/lijst`} method="post" class="stack" novalidate>
        <input type="hidden" name="id" value={valueOf(values, 'id')} />
        <p class="soft">{t.addThingText}</p>
        <Choices
          name="kind"
          legend={t.thingKind}
          options={[
            { value: 'bring', label: t.thingBring, checked: kind !== 'help' },
            { value: 'help', label: t.thingHelp, checked: kind === 'help' },
          ]}
        />
        <Field
          name="what"
          label={t.thingWhat}
          help={t.thingWhatHelp}
          maxlength={120}
          value={valueOf(values, 'what')}
          error={error && words[language].errors[error]}
        />
        <Field
          name="wanted"
          kind="number"
          label={t.thingWanted}
          short
          min={1}
          max={20}
          value={valueOf(values, 'wanted') || '1'}
        />
        <Actions>
          <Button kind="quiet">{t.add}</Button>
        </Actions>
      </form>
    </Fold>
  )
}
