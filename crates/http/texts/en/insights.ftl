# How selling really goes.

place-insight = Insight
insight-title = How selling really goes
insight-about = { $process } · { $from } to { $to } · { $count ->
    [0] no deal closed
    [one] one deal closed
   *[other] { $deals } deals closed
  }
insight-whose = Whose deals
insight-all = Everybody’s
insight-mine = Mine
insight-from = From
insight-to = To
insight-ways-of = Ways of
insight-closed = closed deals
insight-open-too = open deals, too
insight-show = Show
insight-hardship = { $stage } is hard for { $people } of { $of } people. That is the process’s problem, not theirs: look at what it asks.
insight-hardest = { $stage } is where it gets hard.
insight-goes-on-here = { $share } go on from here.
insight-stays-long = 15 of 100 stay for longer than { $days } days.
insight-funnel = From stage to stage
insight-nothing = No deal entered a stage in this period. Choose another period, or import what you have.
insight-stage = Stage
insight-entered = Entered
insight-goes-on = Goes on
insight-median = Half have left by
insight-p85 = 85 % have left by
insight-open = Stand here
insight-stuck = Stuck
insight-stuck-deals = Stuck deals: { $count }
insight-overhang = Overhang
insight-leaps = Leapt over
insight-returns = Came back
insight-of = { $part } of { $whole }
insight-days = { $days ->
    [one] { $days } day
   *[other] { $days } days
  }
insight-d = d
insight-stays = How long deals stay
insight-stays-say = The share that is still there, day by day. Deals that have not left yet count as far as they have come (Kaplan and Meier): finished ones alone would make every stage look quicker than it is.
insight-stay-of = Share of deals still in { $stage }, by days
insight-half-and-most = Half have left by day { $median }; 15 % are still here on day { $p85 }: stuck.
insight-half = Half have left by day { $median }; too few have left to say more.
insight-too-few-left = Too few have left to say more.
insight-outcomes = What came of it
insight-figure = Figure
insight-now = This period
insight-before = The one before
insight-won = Won
insight-lost = Lost
insight-win-rate = Win rate
insight-average = Average won
insight-cycle = Median cycle
insight-velocity = Velocity, a day
insight-pushed = { $count } open deals had their closing put off three times or more.
insight-reasons = Why deals were lost
insight-no-reason = no reason given
insight-ways = Real ways
insight-log = Log as
insight-ways-none = No deal closed in this period.
insight-fitness = On average the ways fit the process by { $fit } of 1.
insight-deviations = Most often: { $list }.
insight-left-out = { $stage } left out ({ $count })
insight-once-more = { $stage } once more ({ $count })
insight-more-ways = { $count } more
insight-too-few = too few to say
insight-way-won = { $share } won
insight-way-deals = { $count ->
    [one] one deal
   *[other] { $deals } deals
  }
insight-way-fit = fits by { $fit }
insight-way-some = Deals
insight-own = Where it gets hard for you
insight-own-say = Only you see this. Your rates are drawn towards your team’s, the more the fewer deals there are; in brackets what was counted.
insight-own-few = { $part } of { $whole } went on: too few to say anything.
insight-own-rate = about { $rate } go on, with 90 % certainty between { $low } and { $high }; of your team’s { $all }
insight-own-hard = harder for you than for others
insight-numbers = The numbers
insight-day = Day
insight-ages = How old open deals are
insight-ages-say = No older than half of the deals there become, older than half, and older than 85 of 100: stuck.
insight-age-young = Up to half
insight-age-late = Over half
insight-age-stuck = Stuck
insight-flow = What stood where
insight-flow-say = How many deals stood in each stage, on what closed since the first day. A band that grows wider is where deals pile up.
insight-flow-stood = How many deals stood in each stage. A band that grows wider is where deals pile up.
insight-flow-closed = Closed
insight-held = How criteria held
insight-held-say = When deals left the stage that asks them; of a deal the last time.
insight-held-of = held { $met } of { $passes } times ({ $share } %){ $waived ->
    [0] {""}
   *[other] , went on with a reason { $waived } times
}
insight-range = Own range
insight-range-of = { $low } to { $high }
insight-range-share = { $low } to { $high } %
insight-range-say = The range in which a figure moves by itself, from the periods of the same length before. Inside of it nothing has changed.
insight-range-none = The own range is said once there are eight periods of this length before: try a month.
insight-signal = something has changed
