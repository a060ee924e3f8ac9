# Pages about deals: board, table, the page of one deal, its forms.
deals-title = Deals
deals-new = New deal
deals-open = Open the deal
deals-open-count = { $count ->
    [one] one open deal
   *[other] { $shown } open deals
}
deals-none = No deals yet. Open one, and it stands on the board from its first day to its last.
deals-none-left = No deal fits this filter.
board-title = Deals by stage
board-failed = That did not work; the deal is back where it was.
view-title = View
view-board = Board
view-table = Table
filter-title = Filter deals
filter-text = Text
filter-whose = Whose
filter-status = Which
filter-close-from = Closes from
filter-close-to = to
filter-every-process = All processes
filter-stuck = Longer than usual
filter-do = Filter
filter-clear = Clear
whose-mine = Mine
whose-all = Everyone’s
whose-teams = Teams
whose-people = People
whose-mine-long = Yours
whose-all-long = Everyone’s
whose-person-long = One person’s
status-open = Open
status-won = Won
status-lost = Lost
status-any = All
column-count = { $count ->
    [0] no deals
    [one] one deal
   *[other] { $shown } deals
}
column-count-closed = { $count ->
    [0] none so far
    [one] one in all, shown here for 30 days
   *[other] { $shown } in all, here those of 30 days
}
column-recent = closed in the last 30 days
column-empty = Nothing here. Drop a deal, or press Alt and an arrow on one.
column-empty-closed = Nothing closed in the last 30 days.
column-next = More
column-first = Back to the first
column-deal = Deal
column-amount = Amount
column-stage = Stage
column-age = In stage
column-close = Closes
column-owner = Owner
deals-file = All as CSV
pages-title = Pages
pages-rows = { $count ->
    [one] one deal
   *[other] { $count } deals on this page
}
pages-first = To the first
pages-next = Next
worth-unknown = no amount yet
worth-estimated = { $amount }, the list price
worth-estimated-aloud = (list price)
close-unknown = no date to close yet
close-due = closes { $day }
close-passed = should have closed { $day }
close-won = won { $day }
close-lost = lost { $day }
close-moved = { $count ->
    [one] moved back once
    [2] moved back twice
   *[other] moved back { $count } times
}
days = { $count ->
    [0] since today
    [one] one day
   *[other] { $count } days
}
days-usual = { $count ->
    [one] one day, usual is { $usual }
   *[other] { $count } days, usual is { $usual }
}
stage-days = { $count ->
    [0] in { $stage } since today
    [one] one day in { $stage }
   *[other] { $count } days in { $stage }
}
stage-days-usual = { $count ->
    [one] one day in { $stage }, usual is { $usual }
   *[other] { $count } days in { $stage }, usual is { $usual }
}
tile-next = next: { $step }
move-to = Move to…
moves-title = Move several to { $stage }
moves-done = { $moved } of { $count } moved. These stand where they stood:
moves-unknown = A deal that is not there
moves-all-the-same = Move them all the same
moves-to = Move the ticked deals to
moves-do = Move
moves-tick = Tick { $deal }
guide-title = What this stage asks
guide-met = { $met } of { $count } hold
guide-fields = Find out
guide-actions = Usually done here
guide-earlier = Asked earlier
criterion-met = holds
criterion-must = must hold
criterion-should = should hold
criterion-not-asked = not asked of a deal like this
criterion-exempt = not asked of this team
criterion-by = { $name }, { $day }
criterion-fill-in = Fill in
criterion-holds = It holds
criterion-undo = Take back
criterion-link = Link
criterion-evidence = What shows it
field-unknown = not known yet
waiver-what = This must hold before the deal goes on, or should:
waiver-why = The process is there to help, not to stop you. Say why, and go on; the team learns from it.
waiver-reason = Why go on all the same?
waiver-words = In a few words
waiver-pick = Pick a reason
waiver-does-not-apply = It does not apply to this deal
waiver-known-elsewhere = It holds, and is noted elsewhere
waiver-customer-is-ahead = The customer is ahead of it
waiver-will-follow = It will follow
waiver-other = Something else
move-to-stage = Move to { $stage }
move-deal-to = Move { $title } to…
move-here-now = here now
stale-kept = Somebody changed this while you were typing. What you wrote is kept below; look at what is new and send it again.
form-cancel = Cancel
form-save = Save
form-change = Change
area-preview = Preview
area-markdown = Markdown works
closure-win = Win
closure-lose = Lose
closure-title = Close the deal
closure-how = How did it end?
closure-day = On which day
closure-reason = Why? Needed when it is lost; the team learns from it
closure-needs-amount = A won deal needs an amount.
closure-set-amount = Set it first
reopen-title = Open it again
reopen-what = The deal goes back to the stage it came from, and its credit is taken back today.
reopen-reason = Why?
step-title = Next step
step-what = What was agreed to do next
step-due = By when
step-do = Set the next step
step-done = Done
step-by = by { $day }
step-overdue = was due { $day }
owner-title = Hand over
owner-who = Accountable
owner-team = Home team
owner-no-team = No team
owner-why = A word about it (needed once the deal is closed)
owner-do = Hand it over
team-title = Deal team
team-accountable = Accountable
team-save = Save the team
team-add = Add a person
team-person = Person
team-nobody = Nobody (take this row out)
team-role = Role
team-share = Share
team-remove = Remove { $name }
team-remove-row = Remove this row
shares-good = adds up to 100 %
shares-missing = adds up to {"{"}sum{"}"} %, {"{"}off{"}"} % missing
shares-over = adds up to {"{"}sum{"}"} %, {"{"}off{"}"} % too much
terms-title = Change the deal
terms-reason = Why? Needed once the deal is closed
deal-title = Title
deal-title-hint = Left empty, it is made of account and product.
deal-account = Account
deal-product = Product
deal-no-product = None
deal-amount = Amount
deal-currency = Currency
deal-close = Expected close
deal-stage = Stage
deal-more = More for this deal
deal-discard = Discard the deal
deal-is-discarded = This deal was discarded: it counts nowhere.
deal-restore = Bring it back
deal-lost-because = Lost: { $reason }
link-copy = Copy link
link-copied = Link copied
facts-title = About
facts-number = Number
facts-opened = Opened
help-ask = Ask for help
said-deal-opened = The deal is open.
said-deal-changed = The deal is changed.
said-deal-moved = Moved.
said-deals-moved = All moved.
said-answer-kept = Kept.
said-check-kept = Kept.
said-deal-won = Won. Well done, all of you!
said-deal-lost = Closed as lost. The reason is kept for the team.
said-deal-reopened = The deal is open again.
said-deal-discarded = The deal is discarded.
said-deal-restored = The deal is back.
said-deal-handed-over = Handed over.
said-deal-team-set = The deal team is set.
said-step-set = The next step is set.
said-step-done = Done. What comes next?
ribbon-title = Stages
ribbon-days = { $count ->
    [0] since today
    [one] one day
   *[other] { $count } days
}
ribbon-days-usual = { $count ->
    [0] since today · usual { $usual }
    [one] one day · usual { $usual }
   *[other] { $count } days · usual { $usual }
}
ribbon-stayed = { $count ->
    [0] less than a day
    [one] one day
   *[other] { $count } days
}
ribbon-usual = usual { $usual }
ribbon-skipped = skipped
ribbon-was-here = was here
win-title = Won: { $amount }
win-together = { $count ->
    [one] { $names } did this.
   *[other] { $names } did this together.
}
notes-title = Notes
note-write = Write a note
note-kind = What kind
note-kind-note = Note
note-kind-call = Call
note-kind-learned = Something learned
note-body = What there is to say
note-save = Keep it
note-of-note = wrote
note-of-call = had a call
note-learned = learned
note-discard = Take this note away
help-title = Waiting for help
help-asks = asks for help
help-asks-person = asks { $person }
help-everybody = Whoever knows
help-words = What would help
help-whom = Whom to ask
help-done = I helped
help-solved = Solved
thanks-title = Thanks
thanks-say = Say thanks
thanks-to = thanked { $person }
thanks-whom = To whom
thanks-words = What for
team-overlay = beside the 100 %
facts-contact = Contact
history-title = What happened
history-more = Earlier
history-no-more = Nothing before this.
history-recorded = written down { $day }
said-note-written = Kept. It stands below.
said-note-discarded = The note is gone.
said-note-restored = The note is back.
said-help-asked = Asked. Who can help sees it on their Today.
said-help-answered = Thank you for helping.
said-thanks-given = Said. They see it at their bell.
files-title = Files
files-none = Offers, contracts, notes of meetings: attach them, and whoever sees the deal has them.
file-attach = Attach
file-which = Files
file-refused = It is about { $file }; those before it are attached.
file-hint = Up to 32 MB at once.
file-discard = Discard { $file }
said-file-attached = Attached.
said-file-discarded = Discarded.
said-file-restored = It is back.
size-bytes = { $count ->
    [one] 1 byte
   *[other] { $count } bytes
}
size-kilobytes = { $count } kB
size-megabytes = { $count } MB
facts-fit = Fits the process
facts-fit-of = { $fit } of 1
fit-left-out = { $stage } left out
fit-once-more = { $stage } once more
