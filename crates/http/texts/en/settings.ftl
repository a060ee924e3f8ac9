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
