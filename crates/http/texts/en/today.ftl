today-good-morning = Good morning, { $name }
today-good-afternoon = Good afternoon, { $name }
today-good-evening = Good evening, { $name }
today-as-of = As of { $day }, with what was known then.
today-back = Back to today
today-working-day = working day { $day } of { $of }
today-day-off = a day off, { $gone } of { $of } working days gone
today-period-over = after { $of } working days
today-sprint-ends = sprint ends { $day }
today-my-burndown = My burndown
today-their-burndown = { $name }’s burndown
today-period = Period
today-another-day = Another day
today-which-day = Show it as of
today-look = Look
today-to-go = to go of { $target }
today-over = over the target of { $target }
today-won-so-far = won so far
today-chip-behind = { $amount } behind the pace line
today-chip-ahead = { $amount } ahead of the pace line
today-chip-on-pace = on pace
today-gap-behind = That is { $amount } behind the pace line, the work of { $days } working days.
today-gap-ahead = That is { $amount } ahead of the pace line, the work of { $days } working days.
today-gap-on-pace = That is within one working day of the pace line.
today-gap-no-line = There is no working day in this period, so there is no pace line.
today-run-rate = From here it takes { $needed } a working day for the { $left } that are left; so far it was { $achieved }.
today-run-rate-first = It takes { $needed } a working day for the { $left } working days that are left.
today-not-converted = { $count ->
    [one] One win is not in here: there is no exchange rate for its day yet.
   *[other] { $count } wins are not in here: there is no exchange rate for their days yet.
}
today-no-target = There is no target for this period, so there is no pace line.
today-no-target-no-wins = A burndown needs a target. Set one, and every won deal takes a step towards zero.
today-set-target = Set a target
today-day-by-day = Day by day
period-sprint = Sprint
chart-pace-line = pace line
chart-today = today
chart-that-day = that day
chart-over-target = over target
chart-to-go = to go
chart-won = won
chart-pace = pace
chart-target = Target
chart-column-date = Date
chart-column-working-day = Working day
chart-column-pace = Pace
chart-column-to-go = To go
chart-column-happened = What happened
chart-of = of
chart-finding = { $remaining } to go of { $target }.
chart-finding-won = { $won } won so far; there is no target.
month-short-1 = Jan
month-short-2 = Feb
month-short-3 = Mar
month-short-4 = Apr
month-short-5 = May
month-short-6 = Jun
month-short-7 = Jul
month-short-8 = Aug
month-short-9 = Sep
month-short-10 = Oct
month-short-11 = Nov
month-short-12 = Dec
source-title = Where this comes from
source-rule-in-full = The rule in full
source-as-data = As data
source-as-picture = As a picture
source-forecast = The forecast comes from how deals of this process went from each stage and age, in 10,000 simulated runs.
source-target-step = { $amount } for { $period }, from { $day } on
source-working-days = The period has { $days } working days; { $gone } of them were complete before the day shown.
source-frozen = This period is closed: figures as frozen on { $day } at { $time } (snapshot { $number }).
source-adjustments = { $count ->
    [one] Written down after that, and not in the figures:
   *[other] { $count } changes were written down after that and are not in the figures:
}
source-no-events = No deal was won in this period up to the day shown.
source-events = { $count ->
    [one] One change of credit:
   *[other] { $count } changes of credit:
}
source-events-cut = The newest { $shown } stand here; all of them are in the data.
source-day = Day
source-deal = Deal
source-what = What
source-credit = Credit
credit-won = won
credit-reopened = reopened
credit-reshare = shared anew
credit-correction = corrected
target-from-nothing = No target was set.
target-from-own = The target was set for exactly this period.
target-from-months = The target is the sum of the months’ targets: none was set for the whole period.
target-from-share-of-months = The target is made of the months’ targets by their share of working days: none was set for this period.
target-from-people = The target is the sum of the people’s targets: none was set for the team.
target-from-given = The target is only assumed, to see what would be.
rule-burndown = What remains is the target minus the credit of deals won in the period, each on the day it counts for; a deal that is reopened, corrected or shared anew gives or takes credit on the day that happened. The pace line falls by the same amount on every working day.
rule-burndown-frozen = The period is over and was frozen: target, working days and credit are those of that day. What was written down later stands beside it and changes nothing here.
do-overdue = { $deal }: { $step }
do-close-passed = Win or lose { $deal }, or agree on a new day
do-stuck = Get { $deal } out of { $stage }
do-open-criterion = { $deal }: { $criterion }
do-no-next-step = Agree on the next step with { $deal }
do-pushed = Find out what really holds up { $deal }
why-overdue = { $late ->
    [1] This was promised for yesterday.
   *[other] This was promised for { $due }, { $late } days ago.
}
why-close-passed = { $late ->
    [1] It should have closed yesterday.
   *[other] It should have closed on { $due }, { $late } days ago.
}
why-stuck = { $from ->
    [learned] { $days } days in { $stage }; 85 of 100 deals are out after { $usual }.
   *[other] { $days } days in { $stage }; usual are { $usual }.
}
why-open-criterion = { $count ->
    [1] { $severity ->
        [must] It must hold before the deal goes on.
       *[should] It should hold before the deal goes on.
    }
   *[other] { $severity ->
        [must] It must hold before the deal goes on; { $count } criteria are open in all.
       *[should] It should hold before the deal goes on; { $count } criteria are open in all.
    }
}
why-no-next-step = Nothing is planned for it in { $stage }.
why-pushed = Its close was moved back { $times } times.
today-likely = { $percent } likely to land it
today-likely-left = likely { $from } to { $to } left
today-forecast-made = As of { $when }.
today-forecast-old = As of { $when }; a newer one is being made.
today-too-few-days = Nothing can be said yet: { $have } of { $need } active days have passed.
today-too-few-closed = Nothing can be said yet: { $have } of the { $need } closed deals that it takes are known.
path-title = What gets me there
path-their-title = What gets { $name } there
path-needs-target = With a target, this names the fewest deals that land it.
path-landed = The target is reached. Whatever is won now comes on top.
path-over = This period is over.
path-no-deals = No open deal is likely enough to count on by the end of the period.
path-closes = closes { $day }
path-close-was = should have closed { $day }
path-all-land = { $count ->
    [one] When it lands: { $percent } of the target.
    [2] Both land: { $percent } of the target.
   *[other] All { $count } land: { $percent } of the target.
}
path-more = { $count ->
    [one] And one more.
   *[other] And { $count } more.
}
path-without = Without { $deal }: { $percent }.
path-short = Even then { $missing } are missing.
path-short-alone = { $missing } are missing.
path-pipeline = At a win rate of { $rate } it takes { $needed } of open deals due by then; { $missing } of that is not there yet.
path-reached = Of the target, so far
win-rate-own = (The rate is one’s own, from { $count } closed deals.)
win-rate-team = (The rate is the team’s, from { $count } closed deals.)
win-rate-preset = (The rate is what the process expects; too few deals have closed.)
source-path = Of all open deals with a chance of at least 30 % to be won by the end of the period, the fewest whose credit reaches what remains; of sets as small, the most likely one.
source-chances-learned = Chances come from how { $count } closed deals went from each stage and age.
source-chances-preset = Chances are what the process expects of its stages: only { $count } deals have closed.
source-due = Open credit due in this period: { $due }.
source-path-cut-short = There are so many deals that the search was cut short; a better set may exist.
steps-title = Next steps, most useful first
steps-all = { $count ->
   *[other] All { $count }
}
steps-more = { $count ->
    [one] One more deal asks for something; it is on the board.
   *[other] { $count } more deals ask for something; they are on the board.
}
steps-no-deals = Next steps come from open deals. Open the first one, and what to do next stands here.
steps-open-deal = New deal
steps-none = Nothing waits: every open deal has a next step and is where it should be.
steps-gain = Expected gain { $gain }.
steps-done = Done
steps-do = Do it
steps-snooze = Snooze
steps-help = Ask for help
said-step-snoozed = Put off for a week.
said-todo-done = Done.
across-title = Across the team
across-none = Wins, learnings and thanks of the team will stand here.
across-won = { $count ->
    [one] won
   *[other] won together
}
across-learned = learned
across-thanked = thanked { $whom }
across-asks = asks
across-you = you
across-you-begin = You
across-and = { $names } and { $last }
across-help = Help { $name }
requests-title = Who asks for help
requests-none = Nobody waits for help.
first-run-title = Your workspace is ready
first-run-say = Bring in the deals of another system, let your people in, and give them targets: then this page shows where everybody stands.
first-run-import = Import deals
first-run-invite = Invite people
first-run-targets = Form a team and set targets
rules-title = How figures are made
rules-say = Every figure is made from what happened and when, so any past day can be seen again.
rules-burndown = Burndown and pace line
rules-burndown-words = What remains is the target minus the credit of deals won so far in the period. The pace line begins at the target and falls by the same amount on every working day of one’s own; on a day off it stays flat, on half a day it falls by half. A deal that is reopened, corrected or shared anew changes credit on the day that happened; a changed target is a step in both lines.
rules-burndown-formula = remaining(d) = Q − sum of credit up to d;  pace(d) = Q × (1 − working days gone / working days)
rules-gap = Ahead or behind
rules-gap-words = What remains now is compared with the pace line at the end of the last completed working day. Within the work of one working day it is on pace.
rules-gap-formula = gap = remaining − pace;  in working days: gap / (Q / working days)
rules-run-rate = Run rate
rules-run-rate-words = What it takes a working day from here, today included, and what it was for each completed working day.
rules-run-rate-formula = needed = remaining / working days left;  achieved = credit / working days gone
rules-forecast = Forecast
rules-forecast-words = Each open deal has a chance of being won by the end of the period, learned from how the workspace’s own deals left each stage at each age, and drawn towards the process as a whole where there are few. The rest of the period is played 10,000 times, with new business at the rate of the past year and one shared factor for all deals of a run. Nothing is said before five working days have passed and ten deals have closed; more than 95 % is said as “> 95 %”.
rules-forecast-formula = band: what is exceeded in 90, 50 and 10 of 100 runs;  likely = runs that reach the target / 10,000
rules-path = Path to quota
rules-path-words = Believable is an open deal with a chance of at least 30 %. The path is the fewest believable deals whose credit reaches what remains; of sets as small, the one most likely to land as a whole.
rules-path-formula = pipeline needed = remaining / win rate by value (own from 20 closed deals, else the team’s, else the process’s)
rules-steps = Next steps
rules-steps-words = A deal asks for something when a promise is overdue, its closing day has passed, it stays longer in its stage than 85 of 100 deals, something that the process asks for does not hold yet, nothing is planned, or its closing day was moved three times. The largest expected gain comes first. With open criteria the gain is that of closing the one that brings most: where deals that ended have taught how much oftener those with it are won, that; else its part of what the next stage brings.
rules-steps-formula = gain = credit × (chance in the next stage − chance now);  of a criterion: credit × chance now × (win rate with − without) / win rate,  or the first / open criteria
