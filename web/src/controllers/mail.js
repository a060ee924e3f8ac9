import { Controller } from "@hotwired/stimulus";

/** Keeps the link that opens a mail program in step with what is typed. */
export default class extends Controller {
  static targets = ["to", "subject", "body", "link"];

  write() {
    if (!this.hasLinkTarget) return;
    const [to, subject, body] = [this.toTarget, this.subjectTarget, this.bodyTarget].map(({ value }) => value);
    this.linkTarget.href = mailto(to.trim(), subject, body);
  }
}

/** RFC 6068: line ends are CRLF. */
export function mailto(to, subject, body) {
  const part = (text) => encodeURIComponent(text.replace(/\r?\n/g, "\r\n"));
  return `mailto:${encodeURIComponent(to).replace("%40", "@")}?subject=${part(subject)}&body=${part(body)}`;
}
