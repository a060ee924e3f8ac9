//! The invented words of the demonstration.

/// A person: name, e-mail, role in the workspace, team, part there, role on deals.
pub(super) type Person = (&'static str, &'static str, &'static str, Option<(usize, &'static str)>, &'static str);

/// The teams: name, region, weeks of a sprint.
pub(super) const TEAMS: [(&str, &str, &str); 3] =
    [("North", "Hamburg", "2"), ("South", "München", ""), ("Coast", "Kiel", "2")];

/// Everybody.
pub(super) const PEOPLE: [Person; 17] = [
    ("Alex Reyes", "alex", "member", Some((0, "seller")), "Account executive"),
    ("Priya Nair", "priya", "member", Some((0, "seller")), "Account executive"),
    ("Lena Sørensen", "lena", "member", Some((0, "seller")), "Account executive"),
    ("Jonas Wirth", "jonas", "member", Some((0, "seller")), "Business development"),
    ("Hanna Lindqvist", "hanna", "member", Some((0, "leader")), "Team leader"),
    ("Chiara Conti", "chiara", "member", Some((1, "seller")), "Account executive"),
    ("Mateusz Zieliński", "mateusz", "member", Some((1, "seller")), "Account executive"),
    ("Amira Haddad", "amira", "member", Some((1, "seller")), "Account executive"),
    ("Björn Falk", "bjorn", "member", Some((1, "seller")), "Account executive"),
    ("Yusuf Demir", "yusuf", "member", Some((1, "leader")), "Team leader"),
    ("Nora Byrne", "nora", "member", Some((2, "seller")), "Account executive"),
    ("Elias Novak", "elias", "member", Some((2, "seller")), "Account executive"),
    ("Sofia Duarte", "sofia", "member", Some((2, "seller")), "Account executive"),
    ("Viktor Lang", "viktor", "member", Some((2, "leader")), "Team leader"),
    ("Tom Okafor", "tom", "partner", None, "Sales engineer"),
    ("Marco Bianchi", "marco", "partner", None, "Legal and delivery"),
    ("Ines Kolb", "ines", "operations", None, "Operations"),
];

/// The products: name, series, list price in euro.
pub(super) const PRODUCTS: [(&str, &str, i64); 6] = [
    ("Flow meter F2", "Metering", 6_400),
    ("Flow meter F9", "Metering", 18_500),
    ("Leak watch", "Monitoring", 11_200),
    ("Tide station", "Monitoring", 34_000),
    ("Calibration service", "Services", 4_800),
    ("Fleet maintenance", "Services", 26_000),
];

/// What customers are called first …
const FIRST: [&str; 24] = [
    "Meridian",
    "Kestrel",
    "Halden",
    "Orsund",
    "Lumen",
    "Hallmark",
    "Brightwater",
    "Norrby",
    "Castell",
    "Ferrum",
    "Alder",
    "Polaris",
    "Quay",
    "Ridgeway",
    "Sable",
    "Tannen",
    "Umbra",
    "Velden",
    "Westmark",
    "Yarrow",
    "Zephyr",
    "Beacon",
    "Corvus",
    "Dorsten",
];

/// … and last.
const LAST: [(&str, &str); 5] =
    [("Rail", "Transport"), ("Foods", "Food"), ("Port", "Logistics"), ("Hospital", "Health"), ("Energy", "Energy")];

/// How many customers there are.
pub(super) const ACCOUNTS: usize = FIRST.len() * LAST.len();

/// The customer at a place of the list, and its industry.
pub(super) fn account(place: usize) -> (String, &'static str) {
    let (kind, industry) = LAST[place / FIRST.len() % LAST.len()];
    (format!("{} {kind}", FIRST[place % FIRST.len()]), industry)
}

/// Who one talks to at the customer at a place of the list: one person at each, and no two of one name
/// before their lists are through.
pub(super) fn contact(place: usize) -> String {
    const GIVEN: [&str; 13] = [
        "Clara", "Emil", "Fatima", "Henrik", "Isabel", "Jan", "Katja", "Luca", "Maren", "Oskar", "Rosa", "Stefan",
        "Wilma",
    ];
    const FAMILY: [&str; 16] = [
        "Adler", "Berger", "Claasen", "Dahl", "Eriksen", "Faber", "Grimaldi", "Hoffmann", "Jansen", "Keller", "Lorenz",
        "Moreau", "Nowak", "Petersen", "Rossi", "Sommer",
    ];
    format!("{} {}", GIVEN[place % GIVEN.len()], FAMILY[place % FAMILY.len()])
}

/// Why deals are lost.
pub(super) const LOST: [&str; 6] = [
    "Chose a cheaper offer",
    "No budget this year",
    "Stayed with what they have",
    "No answer after the proposal",
    "Project was stopped",
    "A feature was missing",
];

/// Notes that people write.
pub(super) const NOTES: [&str; 8] = [
    "Spoke with the plant manager. They want the **security answers before the price**.",
    "Budget holder is on holiday until the 14th; call again then.",
    "They compare us with two others. Delivery time matters more than price.",
    "Site visit went well. They asked for a reference from the food industry.",
    "Legal sent redlines:\n\n- liability cap\n- data processing\n- notice period",
    "The works council has to agree; next meeting is on Tuesday.",
    "New technical contact. Sent her the calibration report.",
    "They liked the demo; the open question is who pays for the installation.",
];

/// What people learned and told everybody.
pub(super) const LEARNED: [&str; 8] = [
    "Opening with the audit deadline, not the price, halved the time to proposal.",
    "Hospitals decide faster when the data officer is in the first call.",
    "A pilot at one site with a written end date turned three slow deals into orders.",
    "Sending the calibration report before the demo saves a whole meeting.",
    "Ask who will install it. If nobody can say, the deal is not in Proposal yet.",
    "Ports buy in the first quarter: their budget year begins in February.",
    "A reference call with a customer of the same size is worth two discounts.",
    "Redlines come back in two days when Marco joins the first legal call.",
];

/// Next steps that are agreed on.
pub(super) const STEPS: [&str; 8] = [
    "Send the proposal",
    "Book the signature call",
    "Prepare the demo with Tom",
    "Answer the security questionnaire",
    "Call the budget holder",
    "Send redlines to legal",
    "Agree the pilot's end date",
    "Ask for a reference visit",
];

/// Words of thanks.
pub(super) const THANKS: [&str; 4] = [
    "Your call with their engineers moved it to Proposal.",
    "The answers to their questionnaire came just in time.",
    "You had the one reference that they believed.",
    "Thank you for jumping into the demo on an hour's notice.",
];

/// What people ask for.
pub(super) const QUESTIONS: [&str; 4] = [
    "How did you get a hospital's data officer to say yes in one call?",
    "Who has a calibration reference in the food industry?",
    "They want monthly billing. Has anybody got that through?",
    "Can somebody join the legal call on Thursday?",
];
