// Failures in words: the manager's own sentence wherever it gave one.
import { Problem, Unreachable } from '@/api/problem'
import { t } from '@/i18n'

export interface Sentence {
  title: string
  text: string
}

export function problemSentence(problem: unknown): Sentence {
  if (problem instanceof Unreachable) return { title: t('line.down_title'), text: t('line.down_text') }
  if (problem instanceof Problem) {
    if (problem.detail) return { title: problem.title, text: problem.detail }
    return { title: problem.title, text: t('problem.without_words', { status: problem.status }) }
  }
  return { title: '', text: t('problem.in_the_page') }
}
