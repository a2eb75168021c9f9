const bye = '\n\nGroet van Leefomgeving Doe-Het-Zelf'

export const nl = {
  refusals: {
    recoveryOver: [
      'Dit kan niet meer',
      'Het is al gestopt, al gebeurd of te lang geleden. Er is nu niets veranderd.',
    ],
    trustedFull: ['Je hebt al drie buren gekozen', 'Haal eerst iemand weg. Dan kun je een ander kiezen.'],
  } as Record<string, [string, string]>,
  errors: {
    nameMissing: 'Vul je naam in.',
    nameStrange: 'Gebruik letters voor je naam, zonder webadres of mailadres.',
    nameLong: 'Je naam mag hoogstens 60 letters hebben.',
    noBsn:
      'Dit lijkt een burgerservicenummer. Dat vragen we nooit. We hebben het niet bewaard. Haal het weg.',
    mailMissing: 'Vul je nieuwe mailadres in.',
    mailWrong: 'Dit mailadres klopt niet. Er hoort een @ in, zoals in naam@voorbeeld.nl.',
    addressMissing: 'Vul je adres in.',
    codeMissing: 'Vul de code in.',
    codeTypo: 'Kijk de code nog eens na. Er staat ergens een verkeerde letter of een verkeerd cijfer.',
    codeUnknown:
      'Deze code kennen we niet. Vraag je buur hem nog eens voor te lezen. Elke code werkt één keer, en alleen voor wie gekozen is.',
    letterNot: 'Dit lukte niet. Kijk nummer en code nog eens na, en of het de nieuwste brief is.',
    tickMissing: 'Zet een vinkje als je je buur zelf hebt gesproken.',
  } as Record<string, string>,
  lost: {
    title: 'Alles kwijt?',
    lede: 'Geen mail meer, en geen passkey? Je komt terug met een brief, of met twee buren.',
    letter: 'Met een brief',
    letterText: 'We sturen een brief met een code naar je huis. Dat duurt een paar dagen.',
    letterGo: 'Vraag een brief',
    neighbours: 'Met twee buren',
    neighboursText:
      'Heb je eerder buren gekozen die je vertrouwt? Lees twee van hen een code voor, van mens tot mens.',
    neighboursGo: 'Ga langs bij twee buren',
    wait: 'Daarna wachten we zeven dagen. In die tijd krijg je een waarschuwing op je oude mailadres en op elk apparaat waar je nog bent ingelogd. Zo kan niemand er stiekem met je account vandoor.',
    reach: 'Hoe je de stichting bereikt',
    desk: 'Lukt dit allebei niet? Dan helpt iemand van de stichting je.',
  },
  ask: {
    letterTitle: 'Een brief naar je huis',
    letterLede: 'Vul je naam en je adres in, zoals je ze eerder opgaf.',
    neighboursTitle: 'Terug met twee buren',
    neighboursLede: 'Vul je naam en je adres in. Je krijgt twee codes in je nieuwe mail.',
    name: 'Je voor- en achternaam',
    nameHelp: 'Gaf je alleen je voornaam op? Vul dan alleen die in.',
    mail: 'Je nieuwe mailadres',
    mailHelp: 'Hier sturen we alles naartoe. Het moet een adres zijn waar je nu bij kunt.',
    send: 'Ga verder',
    sentTitle: 'Kijk in je nieuwe post',
    sentLede:
      'We hebben je een mail gestuurd. Daarin staat hoe het verdergaat. Of we je kennen, zeggen we hier niet: dat weet alleen jij.',
    sentAgain: 'Niets gekregen? Kijk bij ongewenste mail. Of vul alles nog eens in',
    demo: 'Dit is de demo. Lees de mail hier',
  },
  code: {
    title: 'De code uit de brief',
    lede: 'Neem over wat er in de brief staat.',
    send: 'Dit is mijn code',
    doneTitle: 'Nog zeven dagen',
    done: 'Gelukt. Over zeven dagen krijg je een mail waarmee je weer binnenkomt. Zo lang waarschuwen we op je oude mailadres en op elk apparaat waar je nog bent ingelogd.',
  },
  stop: {
    title: 'Dit stoppen?',
    lede: 'Iemand wil met een nieuw mailadres in jouw account. Ben jij dat niet? Druk dan op de knop.',
    text: 'Er verandert dan niets aan je account. Ben je het wel zelf? Doe dan niets.',
    stop: 'Stop dit',
    doneTitle: 'Het is gestopt',
    done: 'Er is niets veranderd aan je account. Kijk voor de zekerheid op welke apparaten je bent ingelogd.',
    devices: 'Bekijk je apparaten',
  },
  own: {
    title: 'Terugkomen in je account',
    lede: 'Hier zie je of iemand met een nieuw mailadres in jouw account wil.',
    none: 'Er loopt nu niets',
    noneText: 'Niemand probeert in je account te komen. Je hoeft niets te doen.',
    way: { letter: 'Met een brief naar je huis', neighbours: 'Met twee van je buren' },
    asked: (day: string) => `Gevraagd op ${day}. Er is nog niets bewezen.`,
    waiting: (day: string) =>
      `De code klopte. Op ${day} komt er een nieuw mailadres, en ben je op elk apparaat uitgelogd. Was jij dit niet? Stop het dan.`,
    stop: 'Stop dit',
    stopped: 'Het is gestopt. Er is niets veranderd.',
    trusted: 'Kies buren die je vertrouwt',
  },
  trusted: {
    title: 'Buren die je vertrouwt',
    lede: 'Raak je alles kwijt? Dan helpen twee van deze buren je weer binnen.',
    how: 'Jij leest hun een code voor, van mens tot mens. Zij zeggen dat jij het bent. Meer kunnen ze niet: ze komen niet in je account.',
    yours: 'Wie jij koos',
    none: 'Je hebt nog niemand gekozen. Kies er drie. Twee zijn genoeg om terug te komen.',
    one: 'Kies nog een buur. Met één buur kom je niet terug.',
    from: (day: string) => `Telt mee vanaf ${day}.`,
    counts: (day: string) => `Telt mee sinds ${day}.`,
    away: 'Haal weg',
    awayOf: (name: string) => `Haal ${name} weg`,
    choose: 'Kies een buur',
    chooseTitle: 'Wie vertrouw je?',
    chooseLede: 'Kies iemand die je goed kent, en die je ook tegenkomt zonder telefoon.',
    find: 'Zoek op naam',
    findGo: 'Zoek',
    legend: 'Uit je leefomgevingen',
    nobody:
      'We vonden niemand. Je kunt kiezen uit volwassen buren met een bewezen adres, uit je leefomgevingen.',
    alone: 'Je zit nog in geen leefomgeving',
    aloneText: 'Je kiest een buur uit een leefomgeving waar je bij hoort.',
    aloneStep: 'Zoek een leefomgeving',
    chosen: 'Vraag deze buur',
    chosenMissing: 'Kies een buur.',
    tell: 'Je buur krijgt bericht, en mag nee zeggen. Na een week telt je buur mee.',
    by: 'Wie jou koos',
    byText: 'Zij rekenen op jou als ze alles kwijt zijn. Je hoeft nu niets te doen.',
    byNone: 'Nog niemand koos jou.',
    since: (day: string) => `Sinds ${day}.`,
    refuse: 'Liever niet',
    refuseOf: (name: string) => `Liever niet voor ${name}`,
    help: 'Een buur helpen terugkomen',
    done: {
      named: 'Je buur krijgt bericht.',
      away: 'Je buur telt niet meer mee, en krijgt bericht.',
      refused: 'Dat is goed. Je buur krijgt bericht.',
    } as Record<string, string>,
  },
  met: {
    title: 'Een buur helpen terugkomen',
    lede: 'Staat je buur voor je, en leest hij of zij een code voor? Vul hem hier in.',
    warn: 'Doe dit nooit aan de telefoon of via een bericht, ook niet als er haast bij is.',
    code: 'De code van je buur',
    codeHelp: 'Negen letters en cijfers',
    look: 'Kijk wie het is',
    confirmTitle: (name: string) => `Staat ${name} voor je?`,
    confirmLede: (name: string) =>
      `Iemand zegt ${name} te zijn en alles kwijt te zijn. Jij bent gekozen om te helpen.`,
    tickLegend: 'Weet je het zeker?',
    tick: (name: string) => `Ik heb ${name} zelf gesproken en herkend, van mens tot mens`,
    confirm: 'Ja, dit is mijn buur',
    no: 'Nee, ik weet het niet zeker',
    doneTitle: 'Dank je wel',
    done: (name: string) => `Er is nog één buur nodig. Dan kan ${name} terugkomen.`,
    begun: (name: string) => `Jullie zijn met zijn tweeën. Over zeven dagen is ${name} weer binnen.`,
  },
  notices: {
    'recovery.waiting': () =>
      'Iemand wil met een nieuw mailadres in jouw account. Zeven dagen na dit bericht gebeurt dat. Was jij dit niet? Stop het.',
    'recovery.stopped': () => 'Het terugkomen in je account is gestopt. Er is niets veranderd.',
    'recovery.done': () => 'Je bent terug, met een nieuw mailadres. Maak weer een passkey.',
    'recovery.named': (name: string) =>
      `${name || 'Een buur'} vertrouwt jou, voor als alles kwijt is. Je hoeft nu niets te doen. Liever niet? Zeg het gerust.`,
    'recovery.unnamed': (name: string) => `${name || 'Een buur'} rekent niet meer op jou om terug te komen.`,
    'recovery.trusted-changed': (name: string, how: string) => {
      if (!name) return 'Je vertrouwde buren zijn veranderd.'
      if (how === 'named') return `Je koos ${name} als buur die je vertrouwt.`
      return how === 'refused'
        ? `${name} is liever geen buur op wie je rekent. Kies gerust een ander.`
        : `${name} is niet meer een buur op wie je rekent.`
    },
  } as Record<string, (name: string, how: string) => string>,
  mail: {
    known: (link: string) => ({
      subject: 'Je doet al mee met dit mailadres',
      text: `Dag,\n\nIemand wil terugkomen in een account, met dit mailadres. Maar met dit mailadres doe je al mee. Je kunt gewoon inloggen:\n\n${link}\n\nWas jij dit niet? Dan hoef je niets te doen.${bye}`,
    }),
    letter: (link: string) => ({
      subject: 'Zo kom je terug',
      text: `Dag,\n\nJe wilt terugkomen in je account. Kennen we deze naam op dit adres? Dan komt er een brief met een code. Dat duurt een paar dagen.\n\nBewaar deze mail. Open deze link als de brief er is, en vul de code in:\n\n${link}\n\nDe code werkt alleen achter deze link. Geef allebei aan niemand. Was jij dit niet? Dan hoef je niets te doen.${bye}`,
    }),
    neighbours: (one: string, two: string, link: string) => ({
      subject: 'Twee codes voor twee buren',
      text: `Dag,\n\nJe wilt terugkomen in je account. Ga langs bij twee van de buren die je eerder koos. Lees elk van hen een eigen code voor, terwijl je voor ze staat:\n\nVoor de eerste buur: ${one}\nVoor de tweede buur: ${two}\n\nZij vullen de code hier in:\n\n${link}\n\nDe codes werken twee weken, en elk één keer. Stuur ze niet door. Was jij dit niet? Dan hoef je niets te doen.${bye}`,
    }),
    warning: (day: string, link: string) => ({
      subject: 'Iemand wil met een nieuw mailadres in jouw account',
      text: `Dag,\n\nIemand zegt alles kwijt te zijn, en wil met een nieuw mailadres in jouw account. De code uit de brief klopte, of twee van je buren zeiden dat het klopt.\n\nDoe je niets, dan gebeurt dat op ${day}.\n\nBen jij dit niet? Open deze link en druk op de knop. Inloggen hoeft niet:\n\n${link}\n\nBen jij dit wel? Dan hoef je niets te doen.${bye}`,
    }),
    waiting: (day: string) => ({
      subject: 'Nog zeven dagen',
      text: `Dag,\n\nHet is gelukt. Op ${day} krijg je hier een mail waarmee je weer binnenkomt.\n\nZo lang wachten we, zodat niemand er stiekem met een account vandoor gaat. We waarschuwen intussen op het oude mailadres en op elk apparaat dat nog is ingelogd.${bye}`,
    }),
    stopped: {
      subject: 'Het terugkomen is gestopt',
      text: `Dag,\n\nHet terugkomen in je account is gestopt: op het oude mailadres, of op een apparaat dat nog is ingelogd. Was jij dat niet, en is dit wel jouw account? Ga dan langs bij iemand van de stichting.${bye}`,
    },
    done: (link: string) => ({
      subject: 'Je kunt weer binnen',
      text: `Dag,\n\nDe zeven dagen zijn om. Open deze link en druk op de knop:\n\n${link}\n\nDe link werkt een dag. Daarna vraag je gewoon een nieuwe, met dit mailadres. Maak binnen ook weer een passkey: de oude werken niet meer.${bye}`,
    }),
    over: {
      subject: 'Je account heeft een ander mailadres',
      text: `Dag,\n\nJe account bij Leefomgeving Doe-Het-Zelf heeft nu een ander mailadres. Dat is gevraagd met een brief of met twee buren, en zeven dagen lang niet gestopt. Naar dit adres mailen we niet meer.\n\nWas jij dit niet? Ga dan langs bij iemand van de stichting.${bye}`,
    },
    named: (name: string, link: string) => ({
      subject: `${name} vertrouwt jou`,
      text: `Dag,\n\n${name} heeft jou gekozen als iemand die helpt wanneer alles kwijt is: telefoon, mail, alles. Je hoeft nu niets te doen. Zie je liever een ander? Dan kun je dat hier zeggen:\n\n${link}${bye}`,
    }),
    trustedChanged: (name: string, link: string) => ({
      subject: `Je vertrouwt nu ook ${name}`,
      text: `Dag,\n\nIn je account is ${name} gekozen als buur die je kan helpen terugkomen. Na een week telt ${name} mee.\n\nWas jij dit niet? Haal ${name} dan weg, en log alle andere apparaten uit:\n\n${link}${bye}`,
    }),
  },
}
