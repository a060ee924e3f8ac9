//! `cargo x bench`: how much the product costs, each figure beside a control in the same run.
//!
//! Ratios are of processor time, which a busy machine hardly moves. The control of a page is a static
//! body of the same size, served by the same web server from a process of its own; of a query and of a
//! change, the same rows read and written raw, on a copy of the same data, with the same commit mode.
#![expect(clippy::unwrap_used, reason = "a measurement may panic")]

mod asking;
mod control;
mod growth;
mod importing;
mod limits;
mod live;
mod load;
mod median;
mod options;
mod pages;
mod raw;
mod report;
mod site;
mod writer;

use std::process::ExitCode;

use options::Options;
use report::Report;

/// How often a limit that was missed is measured again: machines are shared.
const TRIES: usize = 3;

fn main() -> ExitCode {
    let options = match Options::read(std::env::args().skip(1)) {
        Ok(options) => options,
        Err(sentence) => {
            eprintln!("{sentence}");
            return ExitCode::from(2);
        }
    };
    if options.control {
        control::serve();
        return ExitCode::SUCCESS;
    }
    let mut verdicts = Vec::new();
    for attempt in 1..=TRIES {
        let report = measure(&options);
        verdicts = limits::of(&report);
        println!("{}", report.table(&verdicts));
        let held = limits::all_kept(&verdicts);
        let last = held || !options.check || attempt == TRIES;
        if let Some(file) = options.write.as_ref().filter(|_| last) {
            report::replace(file, &report.table(&verdicts));
        }
        if last {
            break;
        }
        eprintln!("Not within every limit at try {attempt} of {TRIES}.");
    }
    if !options.check || limits::all_kept(&verdicts) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn measure(options: &Options) -> Report {
    let mut report = Report::new(options);
    for (place, &deals) in options.deals.iter().enumerate() {
        eprintln!("{deals} deals: making them …");
        let measured = growth::measure(&options.at(place), deals);
        report.sizes.push(measured);
    }
    if options.database.is_none() {
        eprintln!("the writer, and an import of {} rows …", importing::ROWS);
        report.writer = Some(writer::measure());
        report.import = Some(importing::measure(options));
    }
    report
}
