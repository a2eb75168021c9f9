import type { Retention } from '../../platform/retention.ts'

export const retentions: Retention[] = [
  {
    name: 'words passed on between communities',
    rows: { table: 'passed_words', from: 'passed', days: 90 },
    said: {
      nl: {
        what: 'Een bericht dat een leefomgeving doorgaf aan een andere',
        long: 'Drie maanden',
        why: 'Het staat vier weken op de pagina. Daarna kun je nog even nazien wat er was.',
      },
      en: {
        what: 'A message that a community passed on to another',
        long: 'Three months',
        why: 'It stands on the page for four weeks. After that you can still look back for a while.',
      },
    },
  },
]
