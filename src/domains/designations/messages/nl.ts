const greeting = 'Fijne dag buiten!'
const letter = (subject: string, what: string) => (link: string) => ({
  subject,
  text: `Hallo,\n\n${what}\n\n${link}\n\n${greeting}`,
})

export const nl = {
  mail: {
    'call.received': letter(
      'Een buur vraagt je iets',
      'Een buur heeft een verzoek voor je. Lees het hier, en zeg of je kunt helpen:',
    ),
    'call.accepted': letter(
      'Er is antwoord op je verzoek',
      'Een buur zegt ja op je verzoek. Lees hier het antwoord:',
    ),
    'call.declined': letter(
      'Er is antwoord op je verzoek',
      'Een buur kan je deze keer niet helpen. Lees hier waarom, en wie je nog meer kunt vragen:',
    ),
    'call.passed': letter(
      'Je verzoek is doorgegeven',
      'Je verzoek is doorgegeven aan een andere buur. Kijk hier bij wie het nu ligt:',
    ),
  },
}
