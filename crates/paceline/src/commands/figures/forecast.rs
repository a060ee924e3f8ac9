use domain::figures::forecast::{History, Landing, Outlook, Past, Question, answer};
use measures::forecast::percent;
use measures::path::{Candidate, Path};
use measures::{Currency, Money};
use serde_json::{Value, json};

use super::{FiguresArgs, line, maybe_money, money};
use crate::exit::Stop;
use crate::house::House;

struct Asked {
    question: Question,
    outlook: Outlook,
    currency: Currency,
}

/// Prints how the period may end.
pub(super) fn print(house: &House, args: &FiguresArgs) -> Result<(), Stop> {
    let asked = Asked::read(house, args)?;
    let (outlook, currency) = (&asked.outlook, asked.currency);
    if args.json {
        println!("{}", asked.as_json());
        return Ok(());
    }
    let said = |minor: i64| Money::new(minor, currency).decimal();
    line("remaining", asked.question.remaining.map_or_else(|| "-".to_owned(), said));
    line("likely", outlook.landing.probability().map_or_else(|| why(outlook.landing), percent));
    for (name, minor) in [("p10", outlook.p10), ("p50", outlook.p50), ("p90", outlook.p90), ("mean", outlook.mean)] {
        line(name, said(minor));
    }
    for deal in &asked.question.deals {
        let probability = outlook.chance(deal.id).map_or_else(|| "-".to_owned(), |(won, _)| percent(won));
        let credit = deal.credit.map_or_else(|| "-".to_owned(), said);
        println!("{:>6}  {:>8}  {credit:>16}  {}", deal.number, probability, deal.title);
    }
    Ok(())
}

/// Prints the fewest deals that land the target.
pub(super) fn print_path(house: &House, args: &FiguresArgs) -> Result<(), Stop> {
    let asked = Asked::read(house, args)?;
    let currency = asked.currency;
    let path = asked.path();
    let titles = |number: &i64| {
        asked.question.deals.iter().find(|deal| deal.number == *number).map_or("", |deal| deal.title.as_str())
    };
    if args.json {
        let steps = path.steps.iter().map(|step| {
            json!({ "deal": step.deal, "title": titles(&step.deal), "probability": step.probability, "credit": money(step.credit, currency) })
        });
        let said = json!({
            "remaining": maybe_money(asked.question.remaining, currency),
            "steps": steps.collect::<Vec<_>>(),
            "credit": money(path.credit, currency),
            "short_by": money(path.short_by, currency),
        });
        println!("{said}");
        return Ok(());
    }
    for step in &path.steps {
        let credit = Money::new(step.credit, currency).decimal();
        println!("{:>6}  {:>8}  {credit:>16}  {}", step.deal, percent(step.probability), titles(&step.deal));
    }
    line("credit", Money::new(path.credit, currency).decimal());
    line("short_by", Money::new(path.short_by, currency).decimal());
    Ok(())
}

impl Asked {
    /// Reads in the database, plays outside of it.
    fn read(house: &House, args: &FiguresArgs) -> Result<Self, Stop> {
        let asked = args.clone();
        let (question, past, currency) = house.look(&house.workspace()?, move |scene| {
            let (whose, period, as_of) = (asked.whose(scene)?, asked.period(scene)?, asked.as_of(scene));
            let currency = scene.actor.workspace.currency;
            let mut question = Question::read(scene, whose, period, as_of)?;
            if let Some(target) = asked.target(currency)? {
                let drawn = domain::figures::burndown(scene, whose, period, as_of, Some(target))?;
                question.remaining = drawn.burndown.remaining;
            }
            Ok((question, Past::read(scene, as_of)?, currency))
        })?;
        let outlook = answer(&question, &History::learn(&past));
        Ok(Self { question, outlook, currency })
    }

    fn path(&self) -> Path<i64> {
        let candidates: Vec<Candidate<i64>> = self
            .question
            .deals
            .iter()
            .filter_map(|deal| {
                let (probability, _) = self.outlook.chance(deal.id)?;
                Some(Candidate { deal: deal.number, probability, credit: deal.credit? })
            })
            .collect();
        Path::to(self.question.remaining.unwrap_or(0), &candidates)
    }

    fn as_json(&self) -> Value {
        let (outlook, currency) = (&self.outlook, self.currency);
        let deals = self.question.deals.iter().map(|deal| {
            json!({
                "deal": deal.number,
                "title": deal.title,
                "credit": maybe_money(deal.credit, currency),
                "probability": outlook.chance(deal.id).map(|(won, _)| won),
            })
        });
        json!({
            "as_of": self.question.as_of.to_string(),
            "remaining": maybe_money(self.question.remaining, currency),
            "probability": outlook.landing.probability(),
            "why_none": if outlook.landing.probability().is_some() { Value::Null } else { why(outlook.landing).into() },
            "p10": money(outlook.p10, currency),
            "p50": money(outlook.p50, currency),
            "p90": money(outlook.p90, currency),
            "mean": money(outlook.mean, currency),
            "seed": outlook.seed,
            "closed_deals_learned_from": outlook.closed,
            "deals": deals.collect::<Vec<_>>(),
        })
    }
}

fn why(landing: Landing) -> String {
    match landing {
        Landing::NoTarget => "no target".to_owned(),
        Landing::Landed => "reached".to_owned(),
        Landing::Over => "the period is over".to_owned(),
        Landing::TooFewDays(have, need) => format!("{have} of {need} active days"),
        Landing::TooFewClosed(have, need) => format!("{have} of {need} closed deals"),
        Landing::Likely(_) => String::new(),
    }
}
