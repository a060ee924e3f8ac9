# The pages of imports.
imports-title = Import
imports-say = Bring deals, accounts, products and teams in from files of any program. Nothing is written before you have seen what would become of every row.
imports-none = Nothing has been imported yet. Choose the files of one export above.
imports-before = Imports so far
imports-column-import = Import
imports-column-state = State
imports-column-rows = Rows
imports-column-new = New
imports-column-changed = Changed
imports-column-refused = Refused
imports-column-when = When
import-name = Import { $number }
import-state-draft = being looked at
import-state-running = coming in
import-state-stopped = stopped
import-state-finished = came in
import-state-undoing = being taken back
import-state-undone = undone
import-choose = Choose the files of one export
import-more-files = Add or replace files
import-choose-hint = CSV with a header line. Accounts, products, teams and deals together, at most 32 MB.
import-read = Read them
import-file-empty = There is nothing in { $file }.
import-file-not-text = { $file } is no text file. Save it as CSV and hand it over again.
import-file-too-large = { $file } is larger than 64 MB. Split it.
import-others-kept = The other files are kept. Mend the ones above and hand them over again, or go on without them.
import-go-on-without = Go on without them
import-problem-no-file = Choose at least one file.
import-problem-many-files = These are more than 50 files. Hand over the files of one export.
import-problem-too-large = The files together are larger than 32 MB. Hand them over in parts, or use paceline import on the server.
import-problem-broken-off = The files did not arrive whole. Choose them again.
import-kind-products = products
import-kind-accounts = accounts
import-kind-teams = sellers and their teams
import-kind-deals = deals
import-kind-unknown = nobody knows yet
import-steps = Steps
import-step-files = Files
import-step-columns = Columns
import-step-check = Check
import-step-import = Import
import-check = Check the import
import-check-nothing = There is nothing to import in these files yet. Say what they are.
import-check-say = { $rows ->
    [one] One row
   *[other] { $rows } rows
}: { $coming ->
    [one] one comes in
   *[other] { $coming } come in
}{ $known ->
    [0] {""}
    [one] , one is known already
   *[other] , { $known } are known already
}{ $refused ->
    [0] {""}
   *[other] , { $refused } cannot come in
}.
import-ambiguous = The days in { $columns } can be read in two ways.
import-choose-order = Say which is the day
import-unknown-file = { $file } has no columns that are known. Say what it is, or it is left out.
import-say-what = Say what it is
import-without-ids = { $file } has no column with a number of the source. A row that changed later would come in as a new deal.
import-rows-title = What becomes of each row
import-verdicts = Verdicts
import-verdict-all = All
import-verdict-refused = refused
import-verdict-look = look
import-verdict-changed = changed
import-verdict-new = new
import-verdict-known = known
import-column-row = Row
import-column-verdict = Verdict
import-column-what = What
import-column-amount = Amount
import-column-why = Why
import-column-file = File
import-pages = Pages of rows
import-page-of = Page { $page } of { $pages }
import-page-before = Before
import-page-next = Next
import-taken-for = “{ $said }” is taken for “{ $name }”
import-do = { $count ->
    [one] Import { $shown } row
   *[other] Import { $shown } rows
}
import-nothing-new = Every row that can come in is known already; there is nothing to import.
import-choose-first = Choose what is open below first.
import-refused-come-back = { $count ->
    [one] { $count } row comes back as a file with its reason.
   *[other] { $count } rows come back as a file with their reasons.
}
import-stale = Something changed since you looked. This is what would happen now; look again and go on.
import-choices = Names and columns
import-look-again = Look again
import-names = Names
import-stages = Stages
import-products = Products
import-accounts = Accounts
import-in-rows = { $count ->
    [one] in { $shown } row
   *[other] in { $shown } rows
}
import-probably = probably this
import-name-means = { $said } stands for
import-new-stage = New stage: { $name }
import-new-product = New product: { $name }
import-stage-leave-out = Leave these rows out
import-stood-in = Won and lost deals stood before in
import-stood-in-hint = Files say how a deal ended, not where it stood until then.
import-day-order = In 03/04/2017, the day is
import-day-first = the first number: 3 April
import-month-first = the second number: 4 March
import-leave-out = Leave this file out
import-file-is = Its rows are
import-columns = { $count ->
    [one] { $count } column
   *[other] { $count } columns
}
import-column-means = { $column } says
import-column-nothing = nothing that matters
import-new-people = { $count ->
    [one] { $count } person is not here yet and becomes a placeholder who can be invited later
   *[other] { $count } people are not here yet and become placeholders who can be invited later
}
import-new-accounts = { $count ->
    [one] { $count } account is new and is added
   *[other] { $count } accounts are new and are added
}
import-throw-away = Throw this draft away
import-throw-away-what = Nothing of it has come in. Drafts that nobody starts go by themselves after a week.
said-import-thrown-away = The draft is gone.
import-running-title = Coming in
import-running = { $done } of { $rows } rows are done.
import-stopped = It stopped at row { $done } of { $rows }.
import-undoing-title = Being taken back
import-undoing = What it made is being taken back.
import-undo-stopped = Taking it back stopped on the way.
import-may-leave = You may leave this page; it goes on without you.
import-see-how-far = See how far it is
import-nothing-lost = Every row up to there is whole, and none comes in twice when it goes on.
import-go-on = Go on
import-finished-title = It is in
import-finished-say = { $rows } rows were dealt with { $when }.
import-counts = What became of the rows
import-count-new = New
import-count-changed = Changed
import-count-known = Known already
import-count-refused = Refused
import-placeholders = { $count ->
    [one] { $count } person of it cannot sign in yet.
   *[other] { $count } people of it cannot sign in yet.
}
import-invite = Invite them
import-see-deals = See the deals
import-another = Import more files
import-refused-rows = { $count ->
    [one] { $count } row of { $file } did not come in
   *[other] { $count } rows of { $file } did not come in
}
import-refused-file = Get them with reasons
import-refused-more = The file has all of them.
import-csv-line = row
import-csv-reason = reason
import-undo-title = Take it back
import-undo-do = Take it back
import-undo-what = { $count ->
    [one] What { $shown } row made or changed goes, as if it had never come in. The log keeps that it was.
   *[other] What { $shown } rows made or changed goes, as if they had never come in. The log keeps that they were.
}
import-undo-nothing-kept = Nobody has worked on any of it since, so all of it goes.
import-undo-keeps = { $count ->
    [one] One thing was worked on since and is kept, with what it needs:
   *[other] { $count } things were worked on since and are kept, with what they need:
}
import-undone-title = Undone
import-undone-say = Taken back { $when }. The log keeps that it was.
import-undone-whole = All of it is gone, as if it had never come in.
import-undone-kept = These were edited since and are kept
import-thing-deal = deal
import-thing-account = account
import-thing-contact = contact
import-thing-product = product
import-thing-team = team
import-thing-member = person
# What a column says.
import-field-id = the source's own id
import-field-title = title
import-field-owner = owner
import-field-product = product
import-field-account = account
import-field-contact = contact
import-field-stage = stage
import-field-status = open, won or lost
import-field-opened = opened on
import-field-closed = closed on
import-field-expected_close = expected close
import-field-amount = amount
import-field-close_value = amount in the end
import-field-currency = currency
import-field-next_step = next step
import-field-lost_reason = reason it was lost
import-field-waiver = reason it went on all the same
import-field-name = name
import-field-industry = industry
import-field-website = website
import-field-country = country
import-field-employees = employees
import-field-founded = year founded
import-field-revenue = revenue in a year
import-field-revenue_millions = revenue in a year, in millions
import-field-parent = company it belongs to
import-field-series = series
import-field-price = list price
import-field-seller = seller
import-field-leader = leader
import-field-region = region or office
import-field-team = team
# Why a row does not come in.
import-refused-ragged = This row has other columns than the header ({ $value }).
import-refused-too-long = { $column } is longer than anything that belongs there.
import-refused-missing = { $column } is empty, and it is needed.
import-refused-day = “{ $value }” in { $column } is no day.
import-refused-amount = “{ $value }” in { $column } is no number.
import-refused-negative = { $column } is below zero.
import-refused-too-large = { $column } is more than can be counted here.
import-refused-currency = There is no currency “{ $value }”. Use a code such as EUR.
import-refused-twice = Another row of the file has the id “{ $value }” too.
import-refused-closed-before-opened = It was closed before it was opened.
import-refused-no-closing-day = It is won or lost, and the day is missing.
import-refused-in-future = { $value } has not come yet.
import-refused-won-without-amount = It is won, and nothing says for how much. Give an amount, or a product with a price.
import-refused-no-owner = Nobody is named as its owner.
import-refused-stage = The stage “{ $value }” was left out.
import-refused-criteria-open = It says that the deal went on, and this must hold before: { $value }. Make up for it here, or give the reason in a column of its own.
import-refused-discarded = The deal came in before and was discarded here since. Bring it back first.
# Why a file or a whole import cannot be read.
import-unreadable-empty = There is nothing in this file.
import-unreadable-not-text = This is no text file. Save it as CSV and try again.
import-unreadable-too-large = This file is larger than 64 MB. Split it.
import-problem-nothing = There is no row to bring in. Say what the files are, or choose others.
import-problem-day-order = Some days can be read in two ways, as in 03/04/2017. Say which number is the day.
