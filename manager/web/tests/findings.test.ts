// Findings of a slogan's check, where they stand in its words.
import { describe, expect, it } from 'vitest'
import { findingAt, inOrder, pieces, quoted, type Finding } from '@/plain/findings'
import { withinText } from '@/plain/slogans'

const finding = (more: Partial<Finding>): Finding => ({
  code: 'missing_glyph', severity: 'error', part: 'text', from: 0, until: 1, params: {}, sentence: 's', ...more,
})

describe('colours of parts', () => {
  it('go with the words that are gone', () => {
    const colours = [{ from: 0, until: 2, colour: '#ff0000' }, { from: 4, until: 6, colour: '#00ff00' }]
    const style = { motion: 'still' as const, letters: { writing: 'vertical' as const, colours } }
    expect(withinText(style, '一二三四五六')).toBe(style)
    expect(withinText(style, '一二三四五').letters).toEqual({ writing: 'vertical', colours: [colours[0], { ...colours[1], until: 5 }] })
    expect(withinText(style, '🫠').letters?.colours).toEqual([{ ...colours[0], until: 1 }])
  })
})

describe('what a check found', () => {
  it('is underlined where it is, in code points', () => {
    const text = '防🫠诈骗'
    expect(pieces(text, 'text', [finding({ from: 1, until: 2 })])).toEqual([
      { text: '防', severity: undefined }, { text: '🫠', severity: 'error' }, { text: '诈骗', severity: undefined },
    ])
    expect(pieces(text, 'translation', [finding({ from: 1, until: 2 })]).some((piece) => piece.severity)).toBe(false)
  })
  it('is worse where two meet', () => {
    const both = [finding({ severity: 'warning', from: 0, until: 2 }), finding({ from: 1, until: 3 })]
    expect(pieces('一二三四', 'text', both).map(({ severity }) => severity)).toEqual(['warning', 'error', undefined])
  })
  it('has its notes last and underlines them least', () => {
    const note = finding({ code: 'other_font', severity: 'note', from: 0, until: 3, sentence: 'n' })
    const warning = finding({ severity: 'warning', from: 1, until: 2, sentence: 'w' })
    expect(pieces('一二三四', 'text', [note, warning]).map(({ severity }) => severity)).toEqual(['note', 'warning', 'note', undefined])
    expect(inOrder([note, warning, finding({})]).map(({ sentence }) => sentence)).toEqual(['s', 'w', 'n'])
  })
  it('underlines nothing when it is about all of the words', () => {
    const whole = finding({ code: 'too_small', severity: 'warning', until: 4 })
    expect(pieces('一二三四', 'text', [whole])).toEqual([{ text: '一二三四', severity: undefined }])
    expect(quoted(whole, { text: '一二三四', translation: '' })).toBe('')
    expect(quoted(finding({ part: 'translation', from: 1, until: 3 }), { text: '', translation: 'word' })).toBe('or')
  })
  it('is found again by its place, also behind its last character, and never by what is true of all', () => {
    const one = finding({ from: 1, until: 2, sentence: 'one' })
    const whole = finding({ code: 'too_small', from: 0, until: 4, sentence: 'all' })
    const other = finding({ part: 'translation', from: 1, until: 2, sentence: 'other' })
    const at = (place: number | null): string | undefined => findingAt(place, '一\u{20000}三四', 'text', [one, whole, other])?.sentence
    expect([at(null), at(0), at(1), at(2), at(3)]).toEqual([undefined, undefined, 'one', 'one', undefined])
  })
  it('is told once, errors first', () => {
    const warning = finding({ severity: 'warning', sentence: 'w' })
    expect(inOrder([warning, finding({}), finding({ shape: 2 })]).map(({ sentence }) => sentence)).toEqual(['s', 'w'])
  })
})
