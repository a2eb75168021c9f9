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
    mailWrong: 'Dit mailadres klopt niet. Er hoort een @ in, zoals in naam@voorbeeld.nl.',
    addressMissing: 'Vul je adres in.',
    ageMissing: 'Kies hoe oud je bent.',
    ageYoung: 'Meedoen kan vanaf 16 jaar. Tot dan: doe gerust mee met je ouders of verzorgers.',
    agreeMissing: 'Zet een vinkje als je het eens bent met de omgangsvormen.',
    passkeyRefused: 'Met deze passkey lukte het niet. Probeer het nog eens, of vraag een link in je mail.',
    keyNameMissing: 'Geef je passkey een naam, zoals ‘Mijn telefoon’.',
    keyNameLong: 'De naam mag hoogstens 60 tekens hebben.',
  } as Record<string, string>,
  join: {
    title: 'Doe mee',
    step: (n: number, of: number) => `Vraag ${n} van ${of}`,
    next: 'Ga verder',
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
    sentLede: 'We hebben je een mail gestuurd. Open de link in die mail. Druk daar op de knop.',
    sentNothing: 'Niets gekregen? Kijk bij ongewenste mail. Of vul je mailadres nog eens in.',
    sentAgain: 'Vul het opnieuw in',
    sentDemo: 'Dit is de demo. Lees de mail hier',
    confirmTitle: 'Ben jij dit?',
    confirmLede: 'Druk op de knop. Dan ben je binnen.',
    confirm: 'Ja, laat mij binnen',
  },
  signIn: {
    title: 'Log in',
    lede: 'Een wachtwoord heb je niet nodig.',
    passkey: 'Log in met je passkey',
    passkeyWithout:
      'Inloggen met een passkey kan in deze browser niet. Met een link in je mail kan het altijd.',
    orMail: 'Met een link in je mail',
    lost: 'Kun je niet meer bij je mail, en heb je geen passkey?',
    mail: 'Je mailadres',
    send: 'Stuur mij een link',
    new: 'Ben je hier nieuw?',
    join: 'Doe mee',
    sentTitle: 'Kijk in je post',
    sentLede: 'Kennen we dit mailadres? Dan krijg je zo een mail. De link daarin werkt een half uur.',
    confirmTitle: 'Kom binnen',
    confirmLede: 'Druk op de knop. Dan ben je ingelogd.',
    confirm: 'Log mij in',
    overTitle: 'Deze link werkt niet meer',
    over: 'Een link werkt één keer, en niet te lang. Vraag gerust een nieuwe.',
    again: 'Vraag een nieuwe link',
    needed: 'Log even in. Daarna ga je verder waar je was.',
  },
  stepUp: {
    title: 'Laat even zien dat jij het bent',
    lede: 'Dit is een belangrijke stap. Daarom vragen we nog een keer of jij het bent. Daarna ga je verder waar je was.',
    passkey: 'Gebruik je passkey',
    orMail: 'Of met een link. We sturen hem naar je mailadres.',
    byMail: 'We sturen een link naar je mailadres. Open die link op dit apparaat.',
    send: 'Stuur mij een link',
    sentTitle: 'Kijk in je post',
    sentLede:
      'We hebben je een mail gestuurd. Open de link op dit apparaat, in deze browser. Hij werkt een half uur.',
    again: 'Terug',
    linkTitle: 'Ben jij dit?',
    linkLede: 'Druk op de knop. Dan ga je verder waar je was.',
    link: 'Ja, ik ben het',
    elsewhereTitle: 'Dit is een ander apparaat',
    elsewhereLede:
      'Je vroeg de link op een ander apparaat, of in een andere browser. Daar verandert niets. Met de knop log je hier in.',
    elsewhere: 'Log mij hier in',
  },
  passkey: {
    title: 'Je passkeys',
    what: 'Een passkey is je vingerafdruk, je gezicht of de pincode van je telefoon of computer.',
    lede: 'Hiermee log je in zonder mail. Staat er een bij die je niet kent? Haal hem weg.',
    none: 'Je hebt nog geen passkey. Met een passkey log je in met je vingerafdruk, je gezicht of je pincode. Dat is snel en veilig.',
    add: 'Voeg een passkey toe',
    addTitle: 'Inloggen zonder mail',
    addLede:
      'Je apparaat maakt een sleutel, de passkey. Voortaan log je in met je vingerafdruk, je gezicht of je pincode.',
    addText:
      'Je vingerafdruk of gezicht blijft op je apparaat. Wij krijgen die nooit. Met een link in je mail kun je er ook altijd nog in.',
    make: 'Maak een passkey',
    makeWithout:
      'Een passkey maken kan in deze browser niet. Er is JavaScript voor nodig, en een apparaat met een vingerafdruk, gezicht of pincode. Inloggen met een link in je mail blijft gewoon werken.',
    failed: 'Je apparaat gaf geen antwoord. Er is niets veranderd. Probeer het gerust nog eens.',
    name: 'Hoe noem je deze passkey?',
    nameHelp: 'Zo herken je hem later, bijvoorbeeld ‘Mijn telefoon’. Alleen jij ziet dit.',
    rename: 'Bewaar de naam',
    made: 'Gemaakt',
    madeDay: (day: string) => `Gemaakt op ${day}`,
    never: 'Nog niet',
    neverUsed: 'Nog niet gebruikt',
    remove: 'Haal weg',
    removeTitle: 'Deze passkey weghalen?',
    removeText:
      'Je kunt er dan niet meer mee inloggen. Wie ermee binnenkwam op een ander apparaat, is meteen uitgelogd. Op dit apparaat blijf je ingelogd.',
    keep: 'Laat hem staan',
    done: {
      added: 'Je passkey is klaar. Voortaan kun je ermee inloggen.',
      renamed: 'De naam is bewaard.',
      removed: 'De passkey is weg.',
      ended: 'Dat apparaat is uitgelogd.',
      others: 'Alle andere apparaten zijn uitgelogd.',
    } as Record<string, string>,
  },
  mailChange: {
    title: 'Een ander mailadres',
    lede: 'Naar het nieuwe adres sturen we een link. Je oude adres krijgt ook bericht.',
    mail: 'Je nieuwe mailadres',
    send: 'Stuur de link',
    sentTitle: 'Kijk in je nieuwe post',
    sentLede:
      'Je krijgt zo een mail met een link. De link werkt een uur. Tot je erop drukt, blijft je oude adres gelden.',
    again: 'Terug naar mijn gegevens',
    confirmTitle: 'Is dit je nieuwe mailadres?',
    confirmLede: 'Druk op de knop. Voortaan mailen we je hier.',
    confirm: 'Ja, gebruik dit adres',
  },
  notices: {
    'passkey.added': 'Er is een nieuwe passkey om mee in te loggen. Was jij dit niet? Haal hem weg.',
    'passkey.removed': 'Er is een passkey weggehaald.',
    'passkey.copied':
      'Er is iets vreemds met een van je passkeys. Misschien is hij gekopieerd. We lieten niemand binnen. Haal hem weg en maak een nieuwe.',
    'mail.changed': 'Je mailadres is veranderd.',
  } as Record<string, string>,
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
      all: 'Alles, zonder dat iemand het las',
    },
    by: {
      you: 'Jij',
      neighbour: 'Een buur',
      steward: 'Iemand van de stichting',
      program: 'Het programma zelf',
    },
    reasons: {
      unique: 'Om te kijken of je hier één keer meedoet',
      'desk.known': 'Om te kijken of jij het was die aan een balie stond',
      letter: 'Om je brief te drukken',
      case: 'Om te kijken of alles klopt',
      eid: 'Om te vergelijken met je inlogmiddel',
      desk: 'Om je aan een balie te helpen',
      age: 'Om te zien of je achttien werd',
      recovery: 'Om je weer binnen te laten',
      rotate: 'Om het slot te vernieuwen',
      latchstring: 'Omdat jij ja zei tegen een buur die langs wilde komen',
      'mail.notice': 'Om je een bericht te mailen',
      'mail.bundle': 'Om je je bundels van die maand te mailen',
      'mail.sign-in': 'Om je een link te mailen waarmee je inlogt',
      own: 'Omdat jij hier keek',
    },
  },
  sessions: {
    title: 'Waar je bent ingelogd',
    lede: 'Zie je iets dat je niet kent? Log het dan uit.',
    caption: 'Apparaten waarop je bent ingelogd',
    here: 'Dit apparaat',
    came: {
      mail: 'Binnengekomen met een link in je mail',
      passkey: 'Binnengekomen met een passkey',
      eid: 'Binnengekomen met je inlogmiddel',
      card: 'Binnengekomen met je kaart',
      demo: 'Binnengekomen in de demo',
    },
    sinceDay: (day: string) => `sinds ${day}`,
    usedNow: 'Nu in gebruik',
    /** How late is known to within an hour (`markEvery`). */
    usedAt: (day: string, time: string) => `Laatst gebruikt op ${day}, rond ${time} uur`,
    usedDay: (day: string) => `Laatst gebruikt op ${day}`,
    used: 'Laatst gebruikt',
    unknown: 'Onbekend apparaat',
    out: 'Log hier uit',
    outOne: 'Log uit',
    outOf: (device: string) => `Log uit op ${device}`,
    outOthers: 'Log alle andere uit',
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
    confirm: (name: string, link: string) => ({
      subject: 'Laat zien dat jij het bent',
      text: `Dag ${name},

Je wilt iets belangrijks doen. Open deze link op hetzelfde apparaat, in dezelfde browser, en druk op de knop:

${link}

De link werkt een half uur, en één keer. Wil jij nu niets belangrijks doen? Druk dan niet op de knop: misschien zit iemand anders op jouw telefoon of computer.

Groet van Leefomgeving Doe-Het-Zelf`,
    }),
    'passkey.added': (link: string) => ({
      subject: 'Je account heeft een nieuwe passkey',
      text: `Dag,

Je account heeft een nieuwe passkey. Daarmee kun je inloggen met een vingerafdruk, gezicht of pincode.
Was jij dit? Dan hoef je niets te doen.

Was jij dit niet? Haal de passkey dan weg, en log alle andere apparaten uit:

${link}

Groet van Leefomgeving Doe-Het-Zelf`,
    }),
    'passkey.removed': (link: string) => ({
      subject: 'Er is een passkey weggehaald',
      text: `Dag,

Er is een passkey van je account weggehaald. Was jij dit? Dan hoef je niets te doen.

Was jij dit niet? Log dan alle andere apparaten uit, en kijk welke passkeys er nog zijn:

${link}

Groet van Leefomgeving Doe-Het-Zelf`,
    }),
    'passkey.copied': (link: string) => ({
      subject: 'Er is iets vreemds met je passkey',
      text: `Dag,

Iemand wilde inloggen met een passkey van jou. Misschien is die passkey gekopieerd. We hebben niemand binnengelaten.

Log in met een link in je mail, haal die passkey weg en maak een nieuwe:

${link}

Groet van Leefomgeving Doe-Het-Zelf`,
    }),
    mailChange: (link: string) => ({
      subject: 'Is dit je nieuwe mailadres?',
      text: `Dag,

Iemand wil dit mailadres gebruiken bij Leefomgeving Doe-Het-Zelf. Ben jij dat? Open dan deze link en druk op de knop:

${link}

De link werkt een uur. Ken je dit niet? Dan hoef je niets te doen.

Groet van Leefomgeving Doe-Het-Zelf`,
    }),
    mailTaken: (link: string) => ({
      subject: 'Dit mailadres is al van jou',
      text: `Dag,

Iemand wilde dit mailadres bij een ander account gebruiken. Dat kan niet, want je doet al mee met dit adres. Er is niets veranderd.

Inloggen kan hier:

${link}

Groet van Leefomgeving Doe-Het-Zelf`,
    }),
    mailChangeAsked: (link: string) => ({
      subject: 'Iemand wil je mailadres veranderen',
      text: `Dag,

In je account is gevraagd om een ander mailadres. Was jij dit? Dan hoef je niets te doen.

Was jij dit niet? Dan zit iemand anders in je account. Log meteen overal uit, dan gaat het niet door:

${link}

Groet van Leefomgeving Doe-Het-Zelf`,
    }),
    mailChanged: (link: string) => ({
      subject: 'Je mailadres is veranderd',
      text: `Dag,

Je mailadres bij Leefomgeving Doe-Het-Zelf is veranderd. Naar dit adres mailen we niet meer. Was jij dit? Dan hoef je niets te doen.

Was jij dit niet? Dan kun je je account terugkrijgen met een brief op je huisadres, of met twee buren die je vertrouwt:

${link}

Groet van Leefomgeving Doe-Het-Zelf`,
    }),
  },
}
