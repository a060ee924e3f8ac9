//! Who is who at the customer, for one deal: the champion of one deal is a bystander in another.

use db::{FromRow, Row};
use serde::Deserialize;

use super::Deal;
use crate::id::{Id, maybe};
use crate::{Contact, ContactId, Error, Kind, Problems, Result, Scene};

/// The part that somebody at the customer has in buying.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BuyingRole {
    /// Sells for us when we are not in the room.
    Champion,
    /// Can say yes to the money.
    EconomicBuyer,
    /// Decides, alone or with others.
    DecisionMaker,
    /// Judges whether it works.
    TechnicalEvaluator,
    /// Will work with it.
    User,
    /// Is listened to.
    Influencer,
    /// Buys: purchasing, legal.
    Procurement,
    /// Is against it.
    Blocker,
}

impl BuyingRole {
    /// Every role, in the order of forms.
    pub const ALL: [Self; 8] = [
        Self::Champion,
        Self::EconomicBuyer,
        Self::DecisionMaker,
        Self::TechnicalEvaluator,
        Self::User,
        Self::Influencer,
        Self::Procurement,
        Self::Blocker,
    ];

    /// The name in the database, in forms and in the API.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Champion => "champion",
            Self::EconomicBuyer => "economic_buyer",
            Self::DecisionMaker => "decision_maker",
            Self::TechnicalEvaluator => "technical_evaluator",
            Self::User => "user",
            Self::Influencer => "influencer",
            Self::Procurement => "procurement",
            Self::Blocker => "blocker",
        }
    }

    /// The role with this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }
}

/// Somebody at the customer with a part in buying.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Buyer {
    /// Who.
    pub contact: Contact,
    /// Their part.
    pub role: BuyingRole,
}

/// Somebody's part in buying, as somebody typed it.
#[derive(Debug, Clone, Default, Deserialize, PartialEq, Eq)]
#[serde(default)]
pub struct BuyerDraft {
    /// The name of a contact, known or new.
    pub contact: String,
    /// The contact, when they were picked: `contact-12`.
    pub contact_picked: String,
    /// The name of the role.
    pub role: String,
}

impl Deal {
    /// Who has a part in buying, by role and name. Partners see no contacts.
    pub fn buyers(&self, scene: &mut Scene<'_>) -> Result<Vec<Buyer>> {
        if !scene.actor.sees_all() {
            return Ok(Vec::new());
        }
        let parts: Vec<Part> = scene.all(BUYERS, &[self.id.into()])?;
        let wanted: Vec<db::Value> = parts.iter().map(|part| part.contact.into()).collect();
        let contacts = Contact::any_of(scene, &wanted)?;
        let buyer = |part: Part| {
            let contact = contacts.iter().find(|contact| contact.id == part.contact)?.clone();
            Some(Buyer { contact, role: BuyingRole::named(&part.role)? })
        };
        let mut buyers: Vec<Buyer> = parts.into_iter().filter_map(buyer).collect();
        buyers.sort_by(|one, other| (one.role, &one.contact.name).cmp(&(other.role, &other.contact.name)));
        Ok(buyers)
    }

    /// The names of the roles that somebody has.
    pub(super) fn buying_roles(&self, scene: &mut Scene<'_>) -> Result<Vec<String>> {
        scene.all(ROLES, &[self.id.into()])
    }

    /// Says that somebody at the customer has this part in buying: whoever may change the deal. A contact that is not
    /// known yet is made. The same again changes nothing.
    pub fn set_buyer(&self, scene: &mut Scene<'_>, draft: &BuyerDraft) -> Result<()> {
        self.must_change(scene)?;
        if !scene.actor.sees_all() {
            return Err(Error::NotFound);
        }
        self.must_be(None)?;
        let mut problems = Problems::default();
        let role = BuyingRole::named(draft.role.trim());
        if role.is_none() {
            problems.add("role", "problem-buying-role");
        }
        if draft.contact.trim().is_empty() && draft.contact_picked.is_empty() {
            problems.add("contact", "problem-name-missing");
        }
        problems.or(())?;
        let contact = Contact::meant(scene, &draft.contact_picked, &draft.contact, self.account)?;
        let (Some(contact), Some(role)) = (contact, role) else { return Ok(()) };
        let (by, today) = (maybe(scene.actor.member()), scene.today().to_string());
        let values = [self.id.into(), contact.id.into(), role.name().into(), by, today.into()];
        if scene.run(SET, &values)? == 0 {
            return Ok(());
        }
        self.tell_buyer(scene, Kind::BuyingRoleSet, &contact, role)
    }

    /// Says that they have this part no more. Again: changes nothing.
    pub fn remove_buyer(&self, scene: &mut Scene<'_>, contact: i64, role: &str) -> Result<()> {
        self.must_change(scene)?;
        self.must_be(None)?;
        let contact = Contact::numbered(scene, contact)?;
        let Some(role) = BuyingRole::named(role) else {
            return Err(Problems::one("role", "problem-buying-role").into());
        };
        if scene.run(REMOVE, &[self.id.into(), contact.id.into(), role.name().into()])? == 0 {
            return Ok(());
        }
        self.tell_buyer(scene, Kind::BuyingRoleRemoved, &contact, role)
    }

    fn tell_buyer(&self, scene: &mut Scene<'_>, kind: Kind, contact: &Contact, role: BuyingRole) -> Result<()> {
        self.event(kind).about(contact.id).with("role", role.name()).record(scene).map(drop)
    }
}

struct Part {
    contact: ContactId,
    role: String,
}

impl FromRow for Part {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self { contact: ContactId::of(row.id("contact_id")?), role: row.text("role")? })
    }
}

const BUYERS: &str = "
    SELECT contact_id, role FROM deal_contacts WHERE workspace_id = $1 AND deal_id = $2 ORDER BY contact_id, role";

const ROLES: &str = "
    SELECT DISTINCT b.role FROM deal_contacts b
    JOIN contacts c ON c.workspace_id = b.workspace_id AND c.id = b.contact_id AND c.discarded_at IS NULL
    WHERE b.workspace_id = $1 AND b.deal_id = $2";

const SET: &str = "
    INSERT INTO deal_contacts (workspace_id, deal_id, contact_id, role, member_id, set_on) VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT (workspace_id, deal_id, contact_id, role) DO NOTHING";

const REMOVE: &str = "
    DELETE FROM deal_contacts WHERE workspace_id = $1 AND deal_id = $2 AND contact_id = $3 AND role = $4";
