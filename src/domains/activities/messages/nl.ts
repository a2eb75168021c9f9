import { formatNumber, plural } from '../../../platform/i18n.ts'

const number = (count: number) => formatNumber('nl', count)
const neighbours = (count: number) =>
  `${number(count)} ${plural('nl', count, { one: 'buur', other: 'buren' })}`

export const nl = {
  /** What happened and what to do, for each thing that is refused. */
  refusals: {
    plannerOnly: ['Dit doet wie het bedacht', 'Alleen wie dit plande of de beheerder kan het afzeggen.'],
    activityOver: ['Dit is voorbij of gaat niet door', 'Kijk op de pagina wanneer jullie elkaar weer zien.'],
  } as Record<string, [string, string]>,
  errors: {
    lineLink: 'Zet hier geen link in.',
    activityTitleMissing: 'Vul in wat jullie gaan doen.',
    activityTitleLong: 'Houd het bij 120 letters.',
    placeMissing: 'Vul in waar jullie elkaar zien.',
    placeLong: 'Houd de plek bij 200 letters.',
    startsPast: 'Kies een dag en tijd die nog komen.',
    dayMissing: 'Kies een dag.',
    timeMissing: 'Kies een tijd.',
  } as Record<string, string>,
  page: {
    coming: (count: number) =>
      count === 0
        ? 'Nog niemand zei dat hij komt.'
        : `Er ${plural('nl', count, { one: 'komt 1 buur', other: `komen ${number(count)} buren` })}.`,
    at: (clock: string) => `om ${clock}`,
    when: (day: string, time: string) => `${day}, ${time} uur.`,
    come: 'Ik kom ook',
    comesWith: (others: number) =>
      others === 0 ? 'Jij komt. Verder nog niemand.' : `Jij komt, en nog ${neighbours(others)}. Tot dan!`,
    comeNot: 'Ik kom toch niet',
    planMore: 'Plan nog iets',
    cancel: 'Laat het niet doorgaan',
    placeHidden: 'De plek zien bewoners met een bewezen adres.',
    next: 'De volgende keer',
  },
  cancel: {
    title: 'Gaat het niet door?',
    what: (title: string, when: string) => `${title}, ${when} uur.`,
    lede: 'Dan gaat het voor niemand door. Het verdwijnt uit de agenda en komt niet terug.',
    coming: (count: number) =>
      `${neighbours(count)} ${plural('nl', count, { one: 'zou komen. Die krijgt', other: 'zouden komen. Zij krijgen' })} meteen bericht.`,
    button: 'Ja, het gaat niet door',
    keep: 'Laat het staan',
  },
  plan: {
    title: 'Prik een moment',
    lede: 'Wat, waar en wanneer. Meer is niet nodig.',
    what: 'Wat gaan jullie doen?',
    where: 'Waar?',
    whereHelp:
      'Een plek die iedereen vindt. Zeg erbij wat je doet als het regent. Wie dit mag zien en een bewezen adres heeft, ziet de plek.',
    day: 'Dag',
    time: 'Tijd',
    button: 'Zet in de agenda',
  },
  notices: {
    'activity.cancelled': (title: string) => `Gaat niet door: ${title}.`,
  } as Record<string, (title: string) => string>,
  mail: {
    cancelled: (title: string, when: string, link: string) => ({
      subject: `Gaat niet door: ${title}`,
      text: `Hallo,\n\n“${title}” op ${when} uur gaat niet door. Je zou komen of was uitgenodigd, dus je hoort het meteen.\n\nWat er nog meer te doen is:\n${link}\n\nFijne dag buiten!`,
    }),
  },
}
