import type { NoticeWords } from '../residents/index.ts'
import { words } from './messages/index.ts'

/** The words for what this domain tells residents, and where they lead. Undefined for another domain's news. */
export const noticeWords: NoticeWords = (language, { kind, data }) => {
  const say = words[language].notices[kind]
  if (!say) return undefined
  const said = (name: string) => String(data[name] ?? '')
  const decision = data['decision']
  return {
    text: say({ name: said('name'), place: said('place'), title: said('title') }),
    href: decision === undefined ? '/volmachten' : `/besluit/${decision}`,
  }
}
