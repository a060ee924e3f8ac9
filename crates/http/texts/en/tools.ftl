# The playbook: tools for selling.

place-playbook = Playbook
tools-title = Playbook
tools-say = What works for the team: plays, mails, case studies and scorecards. Each has an owner, and says what followed where it was used.
tools-new = New tool
tools-which = What is it to be?
tools-find = Find a tool
tools-every-kind = Every kind
tools-none = The playbook is empty. Write down the first thing that works: a mail that gets answers, a play that opened a door, a scorecard.
tools-not-found = No tool is called so.
tool-kind = Kind
tool-kind-template = Mail template
tool-kind-case-study = Case study
tool-kind-matrix = Scoring matrix
tool-kind-rubric = Rubric
tool-kind-play = Play
tool-kind-script = Script
tools-of-template = Mail templates
tools-of-case-study = Case studies
tools-of-matrix = Scoring matrices
tools-of-rubric = Rubrics
tools-of-play = Plays
tools-of-script = Scripts
tool-say-template = A mail with fields that each deal fills in.
tool-say-case-study = What was solved for a customer, and what came of it.
tool-say-matrix = Weighted points that say whether a prospect fits.
tool-say-rubric = How well a deal is understood, from unknown to confirmed by the buyer.
tool-say-play = Know-how that worked, for a situation.
tool-say-script = Words to train with. Never shown while somebody works on a deal.
tool-preset-say = A rubric to begin with; change all of it.
tool-training = Training only
tool-title = Title
tool-owner = Owner
tool-review = Look at it again on
tool-review-say = In ninety days unless you say otherwise.
tool-review-due = to be looked at again
tool-offered = Offered at
tool-nowhere = No stage yet
tool-change = Change the tool
tool-discard = Take away
tool-restore = Bring back
tool-gone = Taken away
tool-variant = a variant
tool-variants = Variants
tool-variants-say = Beside this one, at 90 % certainty.
tool-this = this one
tool-make-variant = Make a variant
tool-subject = Subject
tool-body = Text
tool-merge-fields = Fields that a deal fills in
tool-merge-say = Put one of these into the subject or the text; questions of the process go by their keys. A mail with a field that the deal does not fill is not sent off.
tool-industry = Industry
tool-size = Size of the customer
tool-problem = What was wrong
tool-result = What came of it
tool-link = Where to read more
tool-situation = When to use it
tool-play = What to do
tool-script = What is said
tool-top = Most points of an element
tool-rubric-say = Each element is unknown, identified, validated or confirmed by the buyer. From validated on, somebody says what shows it.
tool-elements = Elements
tool-element = Element
tool-element-more = One more element
tool-weight = Weight
tool-weight-of = { $weight } of { $whole }
tool-hint = What to ask or look for
tool-bands = What a score means
tool-band = In a word
tool-band-least = From
tool-band-more = One more band
tool-band-from = { $band } from { $from }
tool-score-say = Each element has 0 to { $top } points. The score is the weighted share of all points, 0 to 100; what nobody filled in counts as nothing.
tool-preview = On a real deal
tool-preview-deal = Number of a deal
tool-preview-do = Fill it in
tool-preview-none = There is no deal with this number.
tool-followed = What followed
tool-followed-say = That it followed does not say that it was the reason.
tool-never = Nobody used it yet.
tool-unused = not used yet
tool-used = { $uses ->
    [one] used once
   *[other] used { $uses } times
}, in { $won ->
    [one] 1 win
   *[other] { $won } wins
}
tool-used-last = last { $day }
tool-uses = Used
tool-uses-of = { $uses ->
    [one] once
   *[other] { $uses } times
} on { $deals ->
    [one] 1 deal
   *[other] { $deals } deals
}
tool-advanced = Went on within ten working days
tool-won = Won, of deals that ended
tool-last = Last on
tool-share = { $part } of { $whole }: { $share } % ({ $low } to { $high } %)
tool-better = better
tool-worse = worse
tool-unclear = no clear difference yet
tool-use = I used it
tool-use-say = Say so when you did: the team sees what followed.
said-tool-added = It is in the playbook.
said-tool-changed = The tool is changed.
said-tool-discarded = Taken away.
said-tool-restored = It is back.
said-tool-used = Noted that you used it.

deal-tools = Tools for this stage
deal-tool-for = for “{ $criterion }”
mail-to = To
mail-open = Open in the mail program
mail-copy = Copy the text
mail-copied = Copied
mail-noted = Opening or copying it notes that you used it on this deal.

deal-scores = Scorecards
score-fill-in = Fill in
score-look = Look at it
score-empty = not filled in yet
score-filled = { $filled } of { $whole } filled in
score-points = Points
score-known = How sure
score-evidence = What shows it
score-none = –
score-unknown = unknown
score-identified = identified
score-validated = validated
score-confirmed = confirmed by the buyer
said-deal-scored = The scorecard is kept.

buyers-title = Buying team
buyers-add = Add somebody
buyers-none = Nobody at the customer has a part yet. Who decides, who pays, who sells for you inside?
buyer-who = Who
buyer-role = Part in buying
buyer-remove = Remove
buying-champion = Champion
buying-economic-buyer = Economic buyer
buying-decision-maker = Decision maker
buying-technical-evaluator = Technical evaluator
buying-user = User
buying-influencer = Influencer
buying-procurement = Procurement
buying-blocker = Blocker
said-buyer-set = Kept.
said-buyer-removed = Removed.

criterion-kind-contact-role = somebody has a part in buying
criterion-kind-score = a scorecard says enough
criterion-role = Part in buying
criterion-scorecard = Scorecard
criterion-least = Lowest score
difference-score = { $tool } at least { $least }
