// Asks for what the first page shows while its scripts are still on their way. Runs before them;
// src/api/ahead.ts hands the answers over.
(function () {
  var language = 'zh-CN'
  try {
    if (localStorage.getItem('marquee.language') === 'en') language = 'en'
  } catch (_) {
    // Without a memory it speaks Chinese.
  }
  var paths = ['/api/v1/session']
  if (/^(#\/?)?$/.test(location.hash)) paths.push('/api/v1/overview')
  window.marqueeAhead = { at: Date.now(), language: language, answers: {} }
  paths.forEach(function (path) {
    var answer = fetch(path, { credentials: 'same-origin', headers: { 'Accept-Language': language } })
    answer.catch(function () {}) // told to who takes it
    window.marqueeAhead.answers[path] = answer
  })
})()
