export const nl = {
  errors: {
    whereaboutsMissing: 'Vul een buurt of plaats in.',
    whereaboutsNone: 'Deze buurt of plaats kennen we niet. Probeer de naam van de gemeente.',
    noBsn:
      'Dit lijkt een burgerservicenummer. Dat vragen we nooit. We hebben het niet bewaard. Haal het weg.',
    nameMissing: 'Vul je voornaam in.',
    nameStrange: 'Gebruik letters voor je naam, zonder webadres of mailadres.',
    nameLong: 'Je naam mag hoogstens 60 letters hebben.',
    mailMissing: 'Vul je mailadres in.',
    mailWrong: 'Dit mailadres klopt niet helemaal. Er hoort een @ in, zoals in naam@voorbeeld.nl.',
    addressMissing: 'Vul je adres in.',
    ageMissing: 'Kies hoe oud je bent.',
    ageYoung: 'Meedoen kan vanaf 16 jaar. Tot dan: doe gerust mee met je ouders of verzorgers.',
    agreeMissing: 'Zet een vinkje als je het eens bent met de omgangsvormen.',
  } as Record<string, string>,
  join: {
    title: 'Doe mee',
    step: (n: number, of: number) => `Vraag ${n} van ${of}`,
    next: 'Ga verder',
    back: 'Terug',
    nameTitle: 'Hoe heet je?',
    nameLede: 'Je voornaam is genoeg. Zo noemen buren je.',
    name: 'Je voornaam',
    addressTitle: 'Waar woon je?',
    addressLede: 'Zo weten we welke straat de jouwe is. Je adres gaat in de kluis. Buren zien het niet.',
    addressFound: 'Is dit je adres?',
    addressYes: 'Ja, hier woon ik',
    addressAgain: 'Zoek opnieuw',
    addressNone:
      'Staat je adres er niet bij? Kijk of de plaatsnaam erbij staat, zoals ‘Lijnbaan 12, Ravenhorst’.',
    noAddress: 'Ik heb geen vast adres',
    noAddressTitle: 'Waar ben je meestal?',
    noAddressLede:
      'Ook zonder vast adres hoor je erbij. Twee buren die je kennen en iemand van de stichting kunnen je bevestigen. Krijg je ergens post? Vul dan dat adres in.',
    noAddressWhere: 'Een buurt of plaats',
    noAddressHelp: 'Bijvoorbeeld: Kerkpleinbuurt, of Ravenhorst',
    noAddressWhich: 'Bedoel je een van deze?',
    mailTitle: 'Wat is je mailadres?',
    mailLede: 'Hier sturen we een link naartoe. Buren zien je mailadres nooit.',
    mail: 'Je mailadres',
    rulesTitle: 'Nog twee dingen',
    rulesLede: 'Daarna sturen we je een mail.',
    age: 'Hoe oud ben je?',
    adult: '18 jaar of ouder',
    young: '16 of 17 jaar',
    youngHelp: 'Tot je achttiende vinden buren je hier niet op een wens.',
    child: 'Jonger dan 16',
    agreeLegend: 'De omgangsvormen',
    agree: 'Ik doe mee als mens, ik ben aardig en ik ben eerlijk over wie ik ben',
    agreeLink: 'Lees alle omgangsvormen',
    send: 'Stuur mij de mail',
    sentTitle: 'Kijk in je post',
    sentLede: 'We hebben je een mail gestuurd. Daarin staat een link. Open hem en druk op de knop.',
    sentNothing: 'Niets gekregen? Kijk bij ongewenste mail. Of vul je mailadres nog eens in.',
    sentAgain: 'Vul het opnieuw in',
    sentDemo: 'Dit is de demo. Lees de mail hier',
    confirmTitle: 'Ben jij dit?',
    confirmLede: 'Druk op de knop. Dan ben je binnen.',
    confirm: 'Ja, laat mij binnen',
  },
  signIn: {
    title: 'Log in',
    lede: 'Vul je mailadres in. Je krijgt een link waarmee je binnenkomt. Een wachtwoord heb je niet nodig.',
    mail: 'Je mailadres',
    send: 'Stuur mij een link',
    new: 'Ben je hier nieuw?',
    join: 'Doe mee',
    sentTitle: 'Kijk in je post',
    sentLede: 'Kennen we dit mailadres? Dan ligt er zo een mail met een link. Hij werkt een half uur.',
    confirmTitle: 'Kom binnen',
    confirmLede: 'Druk op de knop. Dan ben je ingelogd.',
    confirm: 'Log mij in',
    overTitle: 'Deze link werkt niet meer',
    over: 'Een link werkt één keer, en niet te lang. Vraag gerust een nieuwe.',
    again: 'Vraag een nieuwe link',
    needed: 'Log even in. Daarna ga je verder waar je was.',
  },
  out: {
    signedOut: 'Je bent uitgelogd. Tot gauw.',
    everywhere: 'Je bent overal uitgelogd.',
  } as Record<string, string>,
  data: {
    field: {
      name: 'Naam',
      mail: 'Mailadres',
      address: 'Adres',
      birth: 'Geboortedatum',
      all: 'Alles, zonder te lezen',
    },
    by: { you: 'Jij', steward: 'Iemand van de stichting', program: 'Het programma zelf' },
    reasons: {
      letter: 'Om je brief te drukken',
      case: 'Om te kijken of alles klopt',
      eid: 'Om te vergelijken met je inlogmiddel',
      desk: 'Om je aan een tafel te helpen',
      age: 'Om te zien of je achttien werd',
      rotate: 'Om het slot te vernieuwen',
      'mail.notice': 'Om je een bericht te mailen',
      'mail.sign-in': 'Om je een link te mailen waarmee je inlogt',
      own: 'Omdat jij hier keek',
    },
  },
  sessions: {
    title: 'Waar je bent ingelogd',
    lede: 'Zie je iets dat je niet kent? Log dan overal uit.',
    caption: 'Apparaten waarop je bent ingelogd',
    device: 'Apparaat',
    since: 'Sinds',
    used: 'Laatst gebruikt',
    unknown: 'Onbekend apparaat',
    out: 'Log hier uit',
    outEverywhere: 'Log overal uit',
  },
  mail: {
    join: (link: string) => ({
      subject: 'Kom binnen bij Leefomgeving Doe-Het-Zelf',
      text: `Dag,

Je wilt meedoen met Leefomgeving Doe-Het-Zelf. Fijn!
Open deze link en druk op de knop:

${link}

De link werkt veertien dagen. Heb jij dit niet gevraagd? Dan hoef je niets te doen.

Groet van Leefomgeving Doe-Het-Zelf`,
    }),
    alreadyJoined: (link: string) => ({
      subject: 'Je doet al mee',
      text: `Dag,

Iemand vulde jouw mailadres in om mee te doen. Maar je doet al mee.
Was jij dit? Open dan deze link en druk op de knop:

${link}

De link werkt een half uur. Was jij het niet? Dan hoef je niets te doen.

Groet van Leefomgeving Doe-Het-Zelf`,
    }),
    signIn: (name: string, link: string) => ({
      subject: 'Je link om in te loggen',
      text: `Dag ${name},

Open deze link en druk op de knop. Dan ben je binnen:

${link}

De link werkt een half uur, en één keer. Heb jij hem niet gevraagd? Dan hoef je niets te doen.

Groet van Leefomgeving Doe-Het-Zelf`,
    }),
  },
}
