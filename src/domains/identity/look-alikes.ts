/**
 * Letters of Greek and Cyrillic that look like a Latin one, and Latin letters that look like a plainer one: the single letters
 * of Unicode's list (UTS #39, confusables.txt) for these three alphabets, and those that readers take for one another although
 * the list does not (small к, м, н, т, в). Capitals and small letters apart: Ν is an N, ν is a v.
 */
const looks: Record<string, string> = Object.fromEntries(
  [
    // Cyrillic
    ['АВЕЅІЈКМНОРСТУХ', 'abesijkmhopctyx'],
    ['ГԌԚԜѴҮӀЬҺԀ', 'rgqwvylbhd'],
    ['авеѕіјкмнорстух', 'abesijkmhopctyx'],
    ['гԍԛԝѵүӏьһԁ', 'rgqwvylbhd'],
    // Greek
    ['ΑΒΕΖΗΙΚΜΝΟΡΤΥΧͿ', 'abezhikmnoptyxj'],
    ['αβγεηικνοπρςστυχωϳ', 'abyenikvonpcotuxwj'],
    // Latin
    ['ıɩɑɡłŁøØđĐħĦŧŦ', 'iiagllooddhhtt'],
  ].flatMap(([from = '', to = '']) => [...from].map((letter, n) => [letter, to[n]!])),
)

const otherAlphabet = /[\p{Script=Cyrillic}\p{Script=Greek}]/u
const latin = /\p{Script=Latin}/u
const figures: Record<string, string> = { '0': 'o', '1': 'l' }

/**
 * A word as a reader takes it for: each letter as the Latin one it looks like. A word in one alphabet is looked at in capitals,
 * so that it is the same however it is written; where somebody mixes alphabets in one word, each letter counts as it stands.
 * Only for comparing: nothing is shown or printed like this.
 */
export function asItLooks(word: string): string {
  const foreign = otherAlphabet.test(word) && !latin.test(word)
  const letters = [...(foreign ? word.toUpperCase() : word)]
  const hasLetters = letters.some((letter) => /\p{L}/u.test(letter))
  return letters
    .map((letter) => looks[letter] ?? (hasLetters ? figures[letter] : undefined) ?? letter)
    .join('')
}
