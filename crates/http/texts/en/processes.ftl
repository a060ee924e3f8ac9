# Processes: versions, proposals, decisions.

proposals-title = Proposals
proposals-new = Propose a change
proposals-none = Nothing is proposed now. Whoever sees a better way writes it down as a proposal; the team decides.
proposals-say = A proposal is a draft of the next version. Everybody can write in it, see what it changes, and say what they think; nothing changes for any deal before the team agrees.
proposal-title = What is it about?
proposal-title-hint = In some words: “Ask for the decider before the offer”.
proposal-reason = Why is it better?
proposal-begins = Begin with
proposal-process = Process
proposal-new-process = Or a new process
proposal-new-process-hint = Its name, for deals that go another way: “Renewals”. Needs a preset.
proposal-begin = Begin the proposal
preset-none = What we do now
preset-b2b = Selling to companies
preset-saas = Selling software by subscription
preset-renewal = Renewals

version-back = Process
version-called = Version { $number }
version-by = by { $name }
version-about = Version { $number } of { $process }, a change of version { $base }.
version-about-first = Version { $number } of { $process }, begun anew.
version-reword = Change the title or the reason
version-together = Several people can write in it at the same time. What others save appears here; where two change the same words, the later one sees both.
version-draft = draft
version-proposed = being decided
version-trial = on trial
version-live = live
version-retired = earlier
version-withdrawn = given up
versions-of = Versions: { $process }
versions-none-live = No version of it is live yet.
versions-deals = { $count ->
    [0] no open deal follows it
    [one] one open deal follows it
   *[other] { $deals } open deals follow it
  }
versions-move-on = Move its deals on

differences-title = What it changes
differences-none = Nothing yet. Change a stage below, or what it asks.
differences-what = What
differences-before = Before
differences-after = After
difference-added = a new stage
difference-removed = no stage any more
difference-renamed = name
difference-order = order of the stages
difference-days = usual days
difference-rate = usually won
difference-goal = goal
difference-action = usually done
difference-field = to find out
difference-criterion = before it goes on
difference-filled = { $field } is filled in
difference-evidence = with evidence
difference-when = only when { $condition }
difference-exempt = not asked of teams { $teams }

decision-title = Decision
decision-draft = Its author, a leader or operations ask the team when it is ready.
decision-behind = Another version went live since this was begun. Bring this one up to date first, so that nothing of that one is lost.
decision-update = Bring it up to date
decision-ask-say = Ask the team when it is ready: everybody answers until a day. It may go live when enough agree and nobody objects.
decision-due = Answers until
decision-due-hint = A week from today unless you say otherwise.
decision-quorum = How many have to agree
decision-quorum-hint = Half of those who are asked unless you say otherwise.
decision-ask = Ask the team
decision-withdraw = Give it up
decision-rework = Work on it again
decision-without = Put it to work without the team’s consent
decision-launch = Put it to work
decision-tried = On trial in { $teams }: their new deals follow it.
decision-end-trial = End the trial
decision-live = New deals follow it.
decision-retired = Another version took its place. Deals that began with it follow it until they are moved on.
decision-withdrawn = It was given up.
outcome-open = Answers are awaited.
outcome-objected = Somebody objects. Talk, and work on it again.
outcome-consented = The team consents: it may go live.
outcome-lapsed = The day has passed, and too few agreed.
outcome-counted = { $agree } of { $quorum } needed agree; { $answered } of { $asked } have answered; until { $due }.
stance-title = Your answer
stance-agree = agrees
stance-object = objects
stance-aside = stands aside
stance-agree-say = Good enough to try
stance-object-say = I object, because it would do harm
stance-aside-say = I stand aside
stance-reason = Why
stance-answer = Answer
launch-teams = For whom
launch-all = Everybody
launch-trial = First { $team }, as a trial
launch-reason = Why without asking
launch-do = Put it to work

comments-title = Discussion
comments-none = Nobody has said anything yet.
comments-words = What do you think?
comments-do = Say it

follow-title = Deals of version { $from } go on with version { $to }
follow-say = Each deal keeps its days where its stage stays. Nothing is asked: the way it went was that of its version.
follow-none = No open deal follows this version.
follow-stage = { $stage } ({ $count ->
    [one] one deal
   *[other] { $deals } deals
  }) goes to
follow-do = Move them on
follow-deal = This deal follows version { $version }. New deals follow version { $live }.
follow-deal-do = Move it on
follow-deal-title = Move the deal on
follow-deal-stage = Where it stands in the new version

said-proposal-begun = The proposal is begun. Change what you want to change, then ask the team.
said-proposal-kept = The proposal is saved.
said-proposal-withdrawn = The proposal is given up.
said-proposal-updated = The proposal is up to date.
said-round-opened = The team is asked.
said-round-ended = It is a draft again.
said-answered = Your answer counts.
said-comment = Said.
said-launched = It is at work.
said-trial-ended = The trial is over.
said-moved-on = The deals are moved on.
said-deal-followed = The deal is moved on.
