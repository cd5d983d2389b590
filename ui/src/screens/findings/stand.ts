import { t, words } from '../../i18n/words.svelte';
import { Refused, call } from '../../ipc/call';
import type { Evidence, Finding } from '../../ipc/generated';
import { DEPENDS } from '../../kit/evidence';
import { app, attempt } from '../../state/app.svelte';

/** What is done with a finding in a form over its screen. */
export type Doing = 'edit' | 'link' | 'reason' | 'gap' | 'answer';

/** Whether it takes a written reason to establish it: one kind of source alone supports it, and nobody has said why. */
export const needsReason = (finding: Finding): boolean => !finding.triangulated && finding.weight.one_source_reason === '';

/** What its sources make of it: kinds of source, independent interviews, or why neither makes two. */
export function support({ triangulated, sources, interviews, independent }: Pick<Finding, 'triangulated' | 'sources' | 'interviews' | 'independent'>): string {
  if (triangulated) return sources >= 2 ? t('triangulated', { count: sources }) : t('triangulated-heard', { count: independent });
  return interviews >= 2 ? t('interviews-lean', { count: interviews }) : t('one-kind');
}

/** Whether it was established and has lost since what it was established on, and nobody wrote why it stands all the same. */
export const hasGap = (finding: Finding): boolean => finding.status === 'established' && needsReason(finding);

/**
 * Says how a finding stands. Where a colleague moved it meanwhile, it is read again, and shows how it stands. What supports it
 * may have changed too: where it takes a reason that nobody knew of here, the reason is asked for.
 */
export const stand = (finding: Finding, to: string, ask?: () => void): Promise<boolean> =>
  attempt(async () => {
    try {
      app.keep((await call('finding_set', { visit: finding.visit, finding: finding.id, statement: null, status: to, was: { status: finding.status } })).saved_at);
    } catch (thrown) {
      if (!ask || !(thrown instanceof Refused) || thrown.error.code !== 'reason_needed') throw thrown;
      ask();
      return;
    }
    app.say(t('finding-now', { status: words.code('finding-status', to) }), () => void stand({ ...finding, status: to }, finding.status));
  });

/** Says why an interview does not stand on its own beside the others, or that it does. */
export const depend = ({ visit, finding, evidence: { kind, target, depends: was } }: { visit: string; finding: string; evidence: Evidence }, depends: string | null): Promise<boolean> =>
  attempt(async () => app.keep((await call('evidence_depend', { visit, finding, kind, target, depends, was: { depends: was } })).saved_at));

/** Takes evidence off a finding; what was taken back since cannot be linked again. */
export function drop({ visit, id }: Finding, { kind, target, against, withdrawn, depends }: Evidence): Promise<boolean> {
  const undo = (): void =>
    void attempt(async () => {
      // A reason of a newer version cannot be given here: the link comes back without it.
      const reason = DEPENDS.find((code) => code === depends);
      app.keep((await call('evidence_add', { visit, finding: id, kind, target, ...(reason ? { depends: reason } : {}) })).saved_at);
      if (against) app.keep((await call('evidence_turn', { visit, finding: id, kind, target, against })).saved_at);
    });
  return attempt(async () => {
    app.keep((await call('evidence_drop', { visit, finding: id, kind, target })).saved_at);
    app.say(t('evidence-dropped'), withdrawn ? undefined : undo);
  });
}

/** Lets a recommendation answer a finding, or not after all. */
export const answer = (recommendation: string, visit: string, finding: string, linked: boolean): Promise<boolean> =>
  attempt(async () => {
    app.keep((await call('recommendation_link', { recommendation, visit, finding, linked })).saved_at);
    app.say(t(linked ? 'finding-joined' : 'evidence-dropped'), () => void answer(recommendation, visit, finding, !linked));
  });
