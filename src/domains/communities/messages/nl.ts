export const nl = {
  mail: {
    invited: (from: string, name: string, link: string) => ({
      subject: `${from} nodigt je uit voor ${name}`,
      text: `Hallo,\n\n${from} wil graag dat je meedoet met ${name}, op Leefomgeving Doe-Het-Zelf. Dat is een plek van en voor buren.\n\nKijk hier wat het is, en zeg ja of nee:\n${link}\n\nDe link is alleen voor jou en werkt drie weken. Je mailadres bewaren we niet.\n\nFijne dag buiten!`,
    }),
    invitedResident: (from: string, name: string, link: string) => ({
      subject: `${from} nodigt je uit voor ${name}`,
      text: `Hallo,\n\n${from} wil graag dat je meedoet met ${name}.\n\nKijk hier wat het is, en zeg ja of nee:\n${link}\n\nGeen zin? Dan hoef je niets te doen.\n\nFijne dag buiten!`,
    }),
    removed: (name: string, reason: string) => ({
      subject: `Je hoort niet meer bij ${name}`,
      text: `Hallo,\n\nDe beheerder van ${name} heeft je uit de leefomgeving gehaald. Dit is de reden:\n\n${reason}\n\nBen je het er niet mee eens? Dan kun je in beroep. Schrijf de moderatie van de stichting: die kijkt mee en hoort ook jou.`,
    }),
  },
}
