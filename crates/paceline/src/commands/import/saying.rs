//! What the import says at the command line.

use domain::import::{Answer, FilePreview, Import, Matter, Outcome, Preview};

/// What would become of every file and name.
pub(super) fn preview(preview: &Preview) {
    preview.files.iter().for_each(file);
    for proposal in &preview.proposals {
        let matter = match proposal.matter {
            Matter::Stage => "stage",
            Matter::Product => "product",
            Matter::Account => "account",
            Matter::Member => "person",
        };
        let taken = match &proposal.answer {
            Answer::Known(name) => format!("is {name}"),
            Answer::Like(name) => format!("is taken for {name}"),
            Answer::New(name) => format!("is new: {name}"),
        };
        println!("{matter} \"{}\" ({} rows) {taken}", proposal.said, proposal.rows);
    }
    for (file, column) in preview.ambiguous() {
        println!("{file}: the days in \"{column}\" can be read in two ways");
    }
}

fn file(file: &FilePreview) {
    if let Some(unreadable) = file.unreadable {
        println!("{}: {}", file.name, http::texts().say(unreadable.sentence()));
        return;
    }
    let Some(kind) = file.kind else {
        println!("{}: nobody knows what this is; its first line names no columns that are known", file.name);
        return;
    };
    let count = |wanted: fn(&Outcome) -> bool| file.count(wanted);
    println!(
        "{}: {}, {} new, {} changed, {} unchanged, {} refused",
        file.name,
        kind.name(),
        count(|outcome| matches!(outcome, Outcome::New)),
        count(|outcome| matches!(outcome, Outcome::Changed)),
        count(|outcome| matches!(outcome, Outcome::Unchanged)),
        count(|outcome| matches!(outcome, Outcome::Refused(_))),
    );
    let texts = http::texts();
    for (line, outcome) in &file.rows {
        if let Outcome::Refused(refusal) = outcome {
            println!("  line {line}: {}", texts.problem(&refusal.problem()));
        }
    }
}

/// What became of it.
pub(super) fn result(import: &Import) {
    println!(
        "Import {}: {} new, {} changed, {} unchanged, {} refused, of {} rows.",
        import.number,
        import.rows_new,
        import.rows_changed,
        import.rows_unchanged(),
        import.rows_refused,
        import.rows_in_all
    );
    println!("Take it back with `paceline import --undo {}`.", import.number);
}

/// One import in the list.
pub(super) fn line(import: &Import) {
    println!(
        "{:5}  {:9} {:7} of {:7} rows, {} refused  {}",
        import.number,
        import.state.name(),
        import.rows_done,
        import.rows_in_all,
        import.rows_refused,
        import.source
    );
}
