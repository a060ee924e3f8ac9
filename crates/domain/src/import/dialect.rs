//! How sources name their columns. Every customer-relationship program has a dialect; a new one is a
//! row in [`DIALECTS`].

use super::field::{Field, FileKind};
use crate::fold;

/// The column names of one source for one kind of file.
pub(super) struct Dialect {
    /// The source.
    pub name: &'static str,
    /// What its rows are.
    pub kind: FileKind,
    /// What it takes to be this file: one field of each group.
    pub needs: &'static [&'static [Field]],
    /// What each field may be called: letters and digits only, folded.
    pub columns: &'static [(Field, &'static [&'static str])],
}

/// Dialects of one source stand before the plain ones, which know the words that many use.
const DIALECTS: &[Dialect] = &[MAVEN_ACCOUNTS, PLAIN_DEALS, PLAIN_TEAMS, PLAIN_PRODUCTS, PLAIN_ACCOUNTS];

/// "CRM Sales Opportunities": its revenue is in millions.
const MAVEN_ACCOUNTS: Dialect = Dialect {
    name: "maven",
    kind: FileKind::Accounts,
    needs: &[&[Field::Name], &[Field::Founded], &[Field::RevenueMillions], &[Field::Country], &[Field::Parent]],
    columns: &[
        (Field::Name, &["account"]),
        (Field::Industry, &["sector"]),
        (Field::Founded, &["yearestablished"]),
        (Field::RevenueMillions, &["revenue"]),
        (Field::Employees, &["employees"]),
        (Field::Country, &["officelocation"]),
        (Field::Parent, &["subsidiaryof"]),
    ],
};

const PLAIN_DEALS: Dialect = Dialect {
    name: "plain",
    kind: FileKind::Deals,
    needs: &[&[Field::Stage, Field::Status], &[Field::Title, Field::Product, Field::Account, Field::Id]],
    columns: &[
        (Field::Id, &["opportunityid", "dealid", "recordid", "externalid", "id", "systemid", "dealpipedrivesystemid"]),
        (
            Field::Title,
            &["title", "dealname", "dealtitle", "opportunityname", "opportunity", "deal", "name", "subject"],
        ),
        (
            Field::Owner,
            &[
                "salesagent",
                "owner",
                "dealowner",
                "opportunityowner",
                "seller",
                "salesrep",
                "rep",
                "agent",
                "assignedto",
            ],
        ),
        (Field::Product, &["product", "productname", "solution"]),
        (
            Field::Account,
            &[
                "account",
                "accountname",
                "company",
                "companyname",
                "organization",
                "dealorganization",
                "customer",
                "associatedcompany",
                "client",
            ],
        ),
        (Field::Contact, &["contact", "contactname", "contactperson", "dealcontactperson", "primarycontact"]),
        (Field::Stage, &["dealstage", "stage", "stagename", "salesstage", "opportunitystage", "phase"]),
        (Field::Status, &["status", "dealstatus"]),
        (
            Field::Opened,
            &[
                "engagedate",
                "createdate",
                "createddate",
                "created",
                "creationdate",
                "opened",
                "openedon",
                "startdate",
                "startedon",
                "dealcreated",
                "dealdealcreated",
                "dealcreationdate",
                "datecreated",
            ],
        ),
        (
            Field::Closed,
            &[
                "closedate",
                "closeddate",
                "closed",
                "closedon",
                "dateclosed",
                "dealclosedon",
                "dealdealclosedon",
                "actualclosedate",
            ],
        ),
        (Field::ExpectedClose, &["expectedclose", "expectedclosedate", "dealexpectedclosedate", "forecastclose"]),
        (Field::Amount, &["amount", "value", "dealvalue", "dealamount", "opportunityamount", "totalamount", "worth"]),
        (Field::CloseValue, &["closevalue", "closedvalue", "wonamount", "wonvalue", "closedamount", "revenue"]),
        (
            Field::Currency,
            &[
                "currency",
                "currencyisocode",
                "dealcurrency",
                "currencyofvalue",
                "dealcurrencyofvalue",
                "amountcurrency",
                "totalamountcurrency",
            ],
        ),
        (Field::NextStep, &["nextstep", "nextsteps", "opportunitynextsteps"]),
        (Field::Waiver, &["waiver", "waiverreason", "exceptionreason"]),
        (Field::LostReason, &["lostreason", "closedlostreason", "lossreason", "reasonlost", "deallostreason"]),
    ],
};

const PLAIN_TEAMS: Dialect = Dialect {
    name: "plain",
    kind: FileKind::Teams,
    needs: &[&[Field::Seller], &[Field::Leader, Field::Team]],
    columns: &[
        (Field::Seller, &["salesagent", "seller", "salesrep", "rep", "agent", "member", "person", "name"]),
        (Field::Leader, &["manager", "leader", "teamleader", "teamlead", "salesmanager"]),
        (Field::Region, &["regionaloffice", "region", "office", "territory"]),
        (Field::Team, &["team", "teamname", "salesteam"]),
    ],
};

const PLAIN_PRODUCTS: Dialect = Dialect {
    name: "plain",
    kind: FileKind::Products,
    needs: &[&[Field::Name], &[Field::Price, Field::Series]],
    columns: &[
        (Field::Name, &["product", "productname", "name", "item"]),
        (Field::Series, &["series", "family", "productfamily", "productline"]),
        (Field::Price, &["salesprice", "price", "listprice", "unitprice"]),
        (Field::Currency, &["currency", "currencyisocode"]),
    ],
};

const PLAIN_ACCOUNTS: Dialect = Dialect {
    name: "plain",
    kind: FileKind::Accounts,
    needs: &[&[Field::Name]],
    columns: &[
        (
            Field::Name,
            &["account", "accountname", "company", "companyname", "organization", "organizationname", "name"],
        ),
        (Field::Industry, &["sector", "industry"]),
        (Field::Website, &["website", "domain", "companydomainname", "url"]),
        (Field::Country, &["country", "officelocation", "countryregion", "billingcountry"]),
        (Field::Employees, &["employees", "numberofemployees", "headcount"]),
        (Field::Founded, &["yearestablished", "founded", "yearfounded", "yearstarted"]),
        (Field::Revenue, &["annualrevenue", "revenue", "turnover"]),
        (Field::Parent, &["subsidiaryof", "parent", "parentaccount", "parentcompany"]),
    ],
};

impl Dialect {
    fn field(&self, column: &str) -> Option<Field> {
        let named = |(_, names): &&(Field, &[&str])| names.contains(&column);
        self.columns.iter().find(named).map(|(field, _)| *field)
    }

    /// A field for each column, none twice: the first column that bears a name of it has it.
    fn fields(&self, header: &[String]) -> Vec<Option<Field>> {
        let mut taken = Vec::new();
        let mut field = |column: &String| {
            let field = self.field(&squashed(column)).filter(|field| !taken.contains(field))?;
            taken.push(field);
            Some(field)
        };
        header.iter().map(&mut field).collect()
    }

    fn fits(&self, fields: &[Option<Field>]) -> bool {
        self.needs.iter().all(|group| group.iter().any(|field| fields.contains(&Some(*field))))
    }
}

/// What a file with this header is, and what its columns say: of the dialects that it fits, the one that
/// knows the most columns. With `kind` given, only dialects of that kind, fitting or not.
pub(super) fn recognised(header: &[String], kind: Option<FileKind>) -> Option<(FileKind, Vec<Option<Field>>)> {
    let mut best: Option<(usize, FileKind, Vec<Option<Field>>)> = None;
    for dialect in DIALECTS.iter().filter(|dialect| kind.is_none_or(|kind| kind == dialect.kind)) {
        let fields = dialect.fields(header);
        let known = fields.iter().flatten().count();
        let better = best.as_ref().is_none_or(|(most, ..)| known > *most);
        if better && (dialect.fits(&fields) || (kind.is_some() && dialect.name == "plain")) {
            best = Some((known, dialect.kind, fields));
        }
    }
    best.map(|(_, kind, fields)| (kind, fields))
}

/// Whether some dialect has a column of this name.
pub(super) fn knows(cell: &str) -> bool {
    if cell.len() > 200 {
        return false;
    }
    let column = squashed(cell);
    !column.is_empty() && DIALECTS.iter().any(|dialect| dialect.field(&column).is_some())
}

/// A name with nothing but its folded letters and digits.
pub(super) fn squashed(name: &str) -> String {
    fold(name).chars().filter(|letter| letter.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(header: &str) -> Option<(FileKind, Vec<&'static str>)> {
        let header: Vec<String> = header.split(',').map(str::to_owned).collect();
        let (kind, fields) = recognised(&header, None)?;
        Some((kind, fields.into_iter().map(|field| field.map_or("", Field::name)).collect()))
    }

    #[test]
    fn files_are_known_by_their_headers() {
        let cases = [
            ("account,sector,year_established,revenue,employees,office_location,subsidiary_of", FileKind::Accounts),
            ("product,series,sales_price", FileKind::Products),
            ("sales_agent,manager,regional_office", FileKind::Teams),
            (
                "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value",
                FileKind::Deals,
            ),
            ("Record ID,Deal Name,Deal Stage,Amount,Deal owner,Close Date,Create Date", FileKind::Deals),
            ("Deal - Title,Deal - Value,Deal - Stage,Deal - Owner,Deal - Status", FileKind::Deals),
        ];
        for (header, kind) in cases {
            assert_eq!(read(header).map(|(kind, _)| kind), Some(kind), "{header}");
        }
        assert_eq!(read("Table,Field,Description"), None);
    }

    #[test]
    fn a_field_is_given_to_one_column() {
        let (_, fields) = read("Deal Name,Name,Stage,Amount,Value").unwrap();
        assert_eq!(fields, ["title", "", "stage", "amount", ""]);
    }
}
