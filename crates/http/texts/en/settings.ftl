settings-parts = Parts of the settings
settings-you = You
settings-people = People
settings-teams = Teams
settings-workspace = Workspace
settings-process = Process
settings-products = Products
settings-rates = Exchange rates
settings-rights = Who may do what
settings-working-days = Days that are worked
settings-save = Save
settings-back = Back
settings-edit = Change
settings-do = What to do
copied = Copied
profile-title = You
profile-zone = Time zone
profile-zone-hint = Empty for the one of your team.
profile-email = You sign in with { $email }; operations can change it.
said-profile-saved = Saved.
password-title = Password
password-current = Your password now
password-new = New password
password-ends-others = All your other sign-ins end.
password-set = Set the new password
said-password-set = The new password is set; all other sign-ins ended.
problem-password-wrong = This is not your password.
problem-password-without-email = You have no e-mail yet, so you cannot sign in by password. Operations can add it.
sessions-title = Where you are signed in
sessions-browser = Browser
sessions-since = Since
sessions-used = Last used
sessions-here = this one
sessions-end = End
sessions-end-all = Sign out everywhere
said-session-ended = That sign-in ended.
tokens-title = Tokens for other programs
tokens-say = A program with a token acts in your name. It stops as soon as you revoke it.
tokens-name = What it is for
tokens-name-hint = As in “weekly report”.
tokens-scope = What it may do
tokens-scope-hint = Look, or change things as well.
tokens-read = May look
tokens-write = May look and change
tokens-make = Make a token
tokens-used = last used { $when }
tokens-since = made { $when }, not used since
tokens-revoke = Revoke
token-made = Your new token
token-once = Copy it now: it is shown this one time, and kept only as a fingerprint.
token-copy = Copy the token
said-token-revoked = The token is revoked.
people-count = { $count ->
    [one] one person
   *[other] { $count } people
}
people-waiting = { $count ->
    [one] One person came with an import and cannot sign in yet.
   *[other] { $count } people came with an import and cannot sign in yet.
}
people-make-links = Make links to join
people-email = E-mail
people-role = Part in the workspace
people-teams = Teams
people-state = State
people-leads = { $team } (leads)
people-add = Add a person
people-add-do = Add
people-join-link = Link to join
people-reset-link = Link for a new password
people-more = More
people-remove-say = Who is taken out can no longer sign in; what they did stays.
people-remove = Take { $name } out
said-person-added = Added. Make a link, and they can join.
said-person-saved = Saved.
said-person-removed = Taken out.
role-member = Member
role-partner = Partner
role-operations = Operations
role-admin = Admin
state-placeholder = not invited
state-invited = invited
state-active = active
state-removed = taken out
links-title = { $count ->
    [0] Nobody waits for a link
    [one] A link
   *[other] { $count } links
}
links-once = Give each person their link. It is shown this one time, works once, and is good for a week.
links-join = to join
links-reset = to set a new password
links-copy = Copy
links-copy-all = Copy all
teams-people = { $count ->
    [one] one person
   *[other] { $count } people
}
teams-people-led = { $count ->
    [one] one person
   *[other] { $count } people
}, led by { $leaders }
teams-to-page = To the team’s page
teams-name = Name
teams-region = Region or office
teams-holidays = Public holidays of
teams-no-holidays = no country
teams-sprint-weeks = A sprint lasts
teams-no-sprints = no sprints
teams-weeks = { $count ->
    [one] one week
   *[other] { $count } weeks
}
teams-sprint-start = A sprint begins on
said-team-formed = The team is formed. Take people in.
said-team-saved = Saved.
members-title = People in the team
members-none = Nobody is in the team yet.
members-since = since { $day }
members-who = Person
members-as = As
members-from = From (today unless said)
members-take-in = Take in
members-let-go = Let go
team-role-seller = Seller
team-role-leader = Leader
said-taken-in = Taken in.
said-let-go = No longer in the team.
days-off-title = Days off
days-off-say = Beside public holidays: days when the team does not work, or only half the day.
days-off-half = half the day is worked
days-off-paste = One day a line: 2026-12-24, Christmas Eve, half
days-off-file = Or a file
days-off-set = Set these days
said-days-off-set = The days off are set.
products-none = A product has a name and a list price. A deal without an offer shows the list price.
products-price = List price
products-currency = Currency
products-series = Family
products-add = Add a product, or change one
products-add-say = A product with the same name gets the new price and family.
said-product-saved = Saved.
workspace-fiscal = The fiscal year begins in
said-workspace-saved = Saved.
rates-say = Deals in other currencies count at the rate of the day they were won: so many { $currency } for one unit.
rates-from = From this day on
rates-rate = Rate
rates-set = Set the rate
said-rate-set = The rate is set; deals that waited for it count now.
problem-rate = A rate is a number above zero, as in 1.0842.
rights-what = What
rights-yes = yes
rights-no = no
rights-never = Never open to others: private notes, and what is said without a name.
stages-title = Stages
stages-say = Deals go through the open stages in this order. A stage that holds deals can go once they have somewhere to go.
stages-usual = usually { $days } days
stages-usual-days = Usual days
stages-holding = { $count ->
    [one] one deal stands here
   *[other] { $count } deals stand here
}
stages-earlier = Earlier
stages-later = Later
stages-remove = Remove
stages-remove-to = { $count ->
    [one] Its deal goes to
   *[other] Its { $count } deals go to
}
stages-add = Add a stage
stages-add-do = Add
stage-open = open
stage-won = won
stage-lost = lost
said-stage-added = The stage is added, behind the other open ones.
said-stage-saved = Saved.
said-stage-removed = The stage is gone.
said-stages-ordered = The order is changed.
problem-stages-many = A process has at most 15 open stages. Take one out first.
problem-stage-known = There is a stage with this name already.
problem-stage-last = A process needs an open stage, one to win and one to lose in, so this one stays.
problem-usual-days = Usual days are a whole number from 1 to 999.
workspace-for-admins = Operations change the workspace.
workspace-currency-stays = The currency stays once money was counted in it.
problem-currency-counted = Sums are counted in this currency already, so it stays.
problem-rate-own-currency = This is the workspace's own currency; it needs no rate.
problem-stage-holds-deals = Deals stand in this stage. Say where they go first.
problem-win-rate = A win rate is a whole number from 0 to 100.
rights-who = Who
rights-you = You
rights-depends = it depends
who-anybody = everybody
who-members = members
who-themselves = oneself
who-author = who wrote it
who-deal-team = the deal team
who-owner = the deal’s owner
who-leaders = the team’s leaders
who-operations = operations
who-admins = admins
right-see-everything = See all deals, accounts, everybody’s Today and what was learned
right-see-own-deals = See the deals one is on
right-open-deal = Open a deal
right-change-deal = Change a deal, move it along, plan its next step
right-close-deal = Win or lose a deal
right-share-deal = Say who is on a deal, with which share
right-correct-deal = Correct a closed deal, with a reason
right-reopen-deal = Open a closed deal again, with a reason
right-discard-deal = Discard a wrong deal, and bring it back
right-write-note = Write notes and log calls
right-discard-note = Discard a note
right-ask-help = Ask for help on a deal
right-thank = Say thanks
right-keep-accounts = Keep accounts and contacts
right-keep-own-profile = Keep one’s own name, password, sign-ins and tokens
right-keep-leave = Write down days away
right-set-targets = Set targets of a team and its people
right-keep-team = Keep a team’s people, calendar and sprints
right-form-team = Form a team
right-keep-people = Add people, make links for them, take them out
right-make-admin = Make somebody an admin
right-keep-process = Change the stages of the process
right-keep-products = Keep products and prices
right-set-rates = Set exchange rates
right-import = Import, and take an import back
right-export = Export everything
right-keep-workspace = Change the workspace
