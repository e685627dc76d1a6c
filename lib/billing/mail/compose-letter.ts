import type { Say } from '@/lib/web/messages'

/** A mail's content in one language, twice: as text that reads well by itself, and as plain, calm HTML. */
export type Letter = { subject: string; text: string; html: string }

export type LetterParts = {
  subject: string
  greeting: string
  body: string
  /** Rows of what the mail is about, e.g. amount and order number. */
  facts?: readonly (readonly [label: string, value: string])[]
  button: { label: string; href: string }
  /** What to do if the mail was not expected. */
  note?: string
}

/** Sets the parts of a letter. `say` gives the sentences that every letter has. */
export function composeLetter(say: Say, parts: LetterParts): Letter {
  return { subject: parts.subject, text: asText(say, parts), html: asHtml(say, parts) }
}

function asText(say: Say, { greeting, body, facts = [], button, note }: LetterParts): string {
  const rows = facts.map(([label, value]) => `${label}: ${value}`).join('\n')
  const link = `${button.label}:\n${button.href}`
  return [greeting, body, rows, link, note, `-- \n${say('mails.signature')}`].filter(Boolean).join('\n\n')
}

const INK = 'color:#1c1f2b'
const GREY = 'color:#5b5f6e'

function asHtml(say: Say, { subject, greeting, body, facts = [], button, note }: LetterParts): string {
  const rows = facts.map(
    ([label, value]) =>
      `<tr><td style="padding:4px 24px 4px 0;${GREY}">${escapeHtml(label)}</td><td style="padding:4px 0">${escapeHtml(value)}</td></tr>`,
  )
  const paragraph = (text: string, style = '') =>
    `<p style="margin:0 0 16px;${style}">${escapeHtml(text)}</p>`
  const href = escapeHtml(button.href)
  return [
    '<!doctype html><html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">',
    `<title>${escapeHtml(subject)}</title></head>`,
    `<body style="margin:0;padding:32px 16px;background:#ffffff;${INK};font:15px/24px -apple-system,'Segoe UI',Arial,'PingFang SC','Microsoft YaHei',sans-serif">`,
    '<div style="max-width:520px;margin:0 auto">',
    paragraph(greeting),
    paragraph(body),
    rows.length > 0
      ? `<table role="presentation" style="margin:0 0 16px;border-spacing:0">${rows.join('')}</table>`
      : '',
    `<p style="margin:0 0 24px"><a href="${href}" style="display:inline-block;padding:8px 16px;border-radius:6px;background:#3a3fb8;color:#ffffff;text-decoration:none;font-weight:600">${escapeHtml(button.label)}</a></p>`,
    paragraph(say('mails.link'), `margin-bottom:4px;font-size:13px;${GREY}`),
    `<p style="margin:0 0 16px;font-size:13px;word-break:break-all"><a href="${href}" style="color:#3a3fb8">${href}</a></p>`,
    note ? paragraph(note, `font-size:13px;${GREY}`) : '',
    `<p style="margin:24px 0 0;padding-top:12px;border-top:1px solid #e4e5ea;font-size:13px;${GREY}">${escapeHtml(say('mails.signature'))}</p>`,
    '</div></body></html>',
  ].join('')
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Names and remarks are typed by people: in HTML they are text and nothing else. */
function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '')
}
