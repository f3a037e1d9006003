// Words that break software that takes them for something else than words. Of each, somebody will
// call a display, or write it on one. Escapes stand where an editor or a tool would hide or change
// what is meant.
const repeated = (piece, count) => piece.repeat(count)
const FAMILY = '\u{1F468}\u200D\u{1F469}\u200D\u{1F467}\u200D\u{1F466}'
const MARKS = '\u0300\u0316\u0321\u0345\u035C\u0489\u0334\u0351'

// One line each, at most 100 UTF-16 units: what a field for a name takes.
export const LINES = {
  markup: [
    '<script>window.owned = 1</script>',
    '<img src=x onerror="window.owned=1">',
    '"><svg/onload=window.owned=1>',
    '</textarea></title><b>粗</b><!--',
    'javascript:window.owned=1',
    '&lt;b&gt; &amp; &#39; &nbsp; &copy',
  ],
  quotes: ['\'"`\\ “甲” ‘乙’ 「丙」', '\\n \\u0041 \\', "O'Brien"],
  sql: ["'); DROP TABLE slogans; --", '100% _ ? \\% [a-z]*', '" OR ""="'],
  templates: ['{{7*7}} ${7*7} <%= 7*7 %> #{7*7}', '{0} {name} {count} {time} {', '@:action.save @.lower:action.save', '甲 | 乙 | 丙', "{'@'} $t(action.save) %s %n %{x}"],
  paths: ['../../../../etc/passwd', '..\\..\\C:\\CON.txt', '%2e%2e%2f%00%0a', '/?q=1#/people&x=;', 'a/b//c'],
  formulas: ['=1+1', '+1+1', '-1+1', '@SUM(1,1)', '=cmd|\'/C calc\'!A0', ',;"甲",\'乙\''],
  programmers: ['null', 'undefined', 'NaN', 'true', '[object Object]', '__proto__', 'constructor', 'hasOwnProperty', '(none)'],
  numbers: ['0', '-0', '007', '1e309', '0x1F', '1,000.50', '１２３', '½ Ⅳ ③ ٣'],
  right_to_left: ['مرحبا بالعالم', 'שלום 110 בטוח', '\u202Eanv\u202C 反', '\u2067甲 abc\u2069 乙', '\u200F12\u200E'],
  marks: [`Z${MARKS}a${MARKS}l${MARKS}`, '\u00E9\u00C5 \u4E0D', 'e\u0301A\u030A 不', '\u212B \uF900 \u2126'],
  emoji: [`${FAMILY} \u{1F44B}\u{1F3FD} 1\uFE0F\u20E3 \u{1F1E8}\u{1F1F3} ❤️`, `\u{1F3F4}\u{E0067}\u{E0062}\u{E007F}`],
  rare: ['\u{20BB7}野家 \u{2A6A5}\u{30000}', '葛\u{E0100} 葛\u{E0101}', '\uE000 \uFFFD \u{10FFFF}'],
  scripts: ['བོད་སྐད་ཡིག ཀྵྲཾ', 'น้ำใจ กำลัง', 'ไทย', 'हिन्दी क्षि', '한글 ᄒᆞᆫ', 'ﷺ'],
  fullwidth: ['ＡＢＣ，。！＜ｂ＞＇＂', 'ﾊﾝｶｸ'],
  zero_width: ['a\u200Bb\u200Cc\u200Dd\u2060e\u00ADf\uFEFFg', 'b\u2028c\u2029d'],
  spaces: ['甲  乙   丙', 'nb\u00A0sp\u2003em'],
  long: [repeated('W', 100), repeated('长', 100), `${repeated('\u{20BB7}', 49)}尾`],
}
export const ALL_LINES = Object.values(LINES).flat()

// What a field takes as it was typed, of every class something in one press of the keys.
export const TYPED = [
  `<img src=x onerror="window.owned=1">'"\`\\ {{7*7}} @:action.save | {name} $t(x) %s ; --`,
  `=1+1,"甲" ../../x &amp; ${FAMILY} \u{20BB7} e\u0301 \u00E9 \uF900 Z${MARKS}`,
  '\u202Eanv\u202C مرحبا \u200Bབོད་ น้ำ ＡＢ 1\uFE0F\u20E3 甲  乙',
]

// The same for the screen: what the fonts at hand can draw.
export const DRAWN = [
  TYPED[0],
  `=1+1,"甲" ../../x &amp; \u{20BB7} e\u0301 \u00E9 \uF900 甲  乙`,
  '\u200Bb\u00ADd\u200Dc 100% _ ? {0} @:x.y ½ ③ 「丙」 ＡＢ',
]

// More than a line, where words may have lines.
export const TEXTS = ['一行\n<b>二</b>行\n\n四行', '  甲\n\t乙  ']

// What no text may hold: each is refused with a sentence, and nothing is kept of it.
export const CONTROLS = ['a\u0000b', 'a\u0007b', '\u001B[31mred', 'a\u007Fb', 'a\rb']
// Half of a character, as JSON can say it and UTF-8 cannot.
export const HALVES = ['"a\\ud800b"', '"\\udc00"']
