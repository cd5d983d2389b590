// What a day's work means in any stack: where a note is written on, and when everything has come.

/** Where a writer's paragraph ends in a note. */
export function caretOf(text, writer) {
  return text.indexOf("\n", text.indexOf(`¶${writer} `))
}

/** Whether a device holds every answer and every paragraph as their writers left them. */
export function holdsAll(whole, device) {
  return notesStand(whole.notes, device) && answersStand(whole.answers, device.answers())
}

function notesStand(notes, device) {
  return notes.every((paragraphs, number) => {
    const text = device.note(number)
    return text.length === paragraphs.reduce((sum, one) => sum + one.length + 1, 0) && isOf(text, paragraphs)
  })
}

function isOf(text, paragraphs) {
  const there = new Set(text.split("\n"))
  return paragraphs.every((paragraph) => there.has(paragraph))
}

function answersStand(answers, held) {
  const keys = Object.keys(answers)
  return keys.length === Object.keys(held).length && keys.every((key) => held[key]?.value === answers[key])
}
