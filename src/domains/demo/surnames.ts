/** Surnames for made-up residents: their neighbours never read them, only the vault does. */
const surnames =
  `de Jong|Jansen|de Vries|van den Berg|van Dijk|Bakker|Janssen|Visser|Smit|Meijer|de Boer|Mulder|de Groot|Bos|Vos|
Peters|Hendriks|van Leeuwen|Dekker|Brouwer|de Wit|Dijkstra|Smits|de Graaf|van der Meer|Kok|Jacobs|de Haan|Vermeulen|van Beek|
van der Veen|van den Heuvel|van den Broek|Schouten|van der Linden|Yılmaz|El Amrani|Kaya|Demir|Bouzidi|Ramdin|Pinas|Nowak|
Kowalski|Shevchenko|Tesfay|Çelik|Hassan|Nguyen|Chen|Wouters|Postma|Veenstra|Hoekstra|Zijlstra|Bergsma|Terpstra|Kuiper|Veldman`
    .replaceAll('\n', '')
    .split('|')

/** The surname that goes with an id: always the same one. */
export function surnameOf(id: string): string {
  return surnames[Number.parseInt(id.slice(0, 8), 16) % surnames.length] ?? 'Jansen'
}
