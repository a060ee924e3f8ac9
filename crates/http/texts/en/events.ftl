# What happened, as sentences. Each is about { $actor }; the others stand there when the event has them:
# { $deal }, { $account }, { $contact }, { $product }, { $team }, { $person } (everybody else in it),
# and its particulars. What is not there is empty.
event-workspace_set_up = { $actor } set up the workspace
event-workspace_changed = { $actor } changed the settings of the workspace
event-member_added = { $actor } added { $person }
event-member_changed = { $actor } changed what is known of { $person }
event-member_invited = { $actor } made a link for { $person } to join
event-member_joined = { $person } joined
event-member_removed = { $actor } took out { $person }
event-password_reset_made = { $actor } made a link to set a new password
event-password_changed = { $actor } set a new password
event-signed_in = { $actor } signed in
event-signed_out = { $actor } signed out
event-token_made = { $actor } made the token { $name }
event-token_revoked = { $actor } revoked a token
event-team_added = { $actor } formed { $team }
event-team_changed = { $actor } changed { $team }
event-team_joined = { $person } joined { $team }
event-team_left = { $person } left { $team }
event-days_off_set = { $actor } set days off of { $team }
event-leave_added = { $person } will be away
event-leave_removed = { $person } will not be away after all
event-target_set = { $actor } set a target of { $amount }
event-stage_added = { $actor } added the stage { $name }
event-stage_changed = { $actor } changed the stage { $name }
event-stages_ordered = { $actor } put the stages in another order
event-stage_removed = { $actor } removed the stage { $name }
event-stage_guide_changed = { $actor } changed what the stage { $name } asks
event-process_added = { $actor } began the process { $name }
event-proposal_begun = { $actor } began a proposal for the process: { $title }
event-proposal_reworded = { $actor } said anew what a proposal is about: { $title }
event-proposal_changed = { $actor } changed the stage { $name } in the proposal { $title }
event-proposal_updated = { $actor } brought the proposal { $title } up to date
event-proposal_opened = { $actor } asks the team about the proposal { $title }
event-proposal_reworked = { $actor } took the proposal { $title } back to work on it
event-proposal_answered = { $actor } answered the proposal { $title }
event-proposal_discussed = { $actor } said something about the proposal { $title }
event-proposal_withdrawn = { $actor } gave up the proposal { $title }
event-process_tried = { $actor } put version { $version } of the process to the test
event-process_trial_ended = { $actor } ended the trial of version { $version } of the process
event-process_went_live = { $actor } put version { $version } of the process to work
event-deal_followed = { $actor } moved the deal on to version { $version } of the process
event-account_added = { $actor } added { $account }
event-account_changed = { $actor } changed what is known of { $account }
event-accounts_merged = { $actor } merged { $merged } into { $name }
event-contact_added = { $actor } added { $contact }
event-contact_changed = { $actor } changed what is known of { $contact }
event-product_added = { $actor } added the product { $product }
event-product_changed = { $actor } changed the product { $product }
event-tool_added = { $actor } added { $tool } to the playbook
event-tool_changed = { $actor } changed { $tool } in the playbook
event-tool_discarded = { $actor } took { $tool } out of the playbook
event-tool_restored = { $actor } brought { $tool } back into the playbook
event-tool_used = { $actor } used { $tool }
event-deal_scored = { $actor } filled in { $tool }: { $score } of 100
event-buying_role_set = { $role ->
    [champion] { $actor } named { $contact } as champion
    [economic_buyer] { $actor } named { $contact } as economic buyer
    [decision_maker] { $actor } named { $contact } as decision maker
    [technical_evaluator] { $actor } named { $contact } as technical evaluator
    [user] { $actor } named { $contact } as user
    [influencer] { $actor } named { $contact } as influencer
    [procurement] { $actor } named { $contact } as procurement
   *[blocker] { $actor } named { $contact } as blocker
}
event-buying_role_removed = { $actor } took back a part of { $contact } in buying
event-deal_opened = { $amount ->
    [nothing] { $actor } opened the deal in { $stage }
   *[other] { $actor } opened the deal in { $stage }, worth { $amount }
}
event-deal_changed = { $actor } changed what the deal says
event-deal_amount_changed = { $from ->
    [nothing] { $actor } set the amount to { $to }
   *[other] { $actor } changed the amount from { $from } to { $to }
}
event-deal_close_moved = { $to ->
    [nothing] { $actor } took away the expected close
   *[other] { $from ->
        [nothing] { $actor } expects the close on { $to }
       *[other] { $actor } moved the expected close from { $from } to { $to }
    }
}
event-deal_handed_over = { $owner ->
    [nothing] { $actor } handed the deal over
   *[other] { $actor } handed the deal over to { $owner }
}
event-deal_moved = { $returned ->
    [yes] { $actor } moved the deal back from { $from } to { $to }{ $reason ->
        [nothing] { "" }
       *[other] : { $reason }
    }
   *[other] { $actor } moved the deal from { $from } to { $to }{ $leapt ->
        [nothing] { "" }
       *[other] , past { $leapt }
    }{ $reason ->
        [nothing] { "" }
       *[other] : { $reason }
    }
}
event-deal_field_set = { $is ->
    [nothing] { $actor } took back the answer to “{ $label }”
   *[other] { $actor } found out: { $label } is { $is }
}
event-criterion_checked = { $actor } says that it holds: { $text }{ $item ->
    [nothing] { "" }
   *[other] {" "}({ $item })
}{ $evidence ->
    [nothing] { "" }
   *[other] , shown by { $evidence }
}
event-criterion_unchecked = { $actor } says that it does not hold: { $text }{ $item ->
    [nothing] { "" }
   *[other] {" "}({ $item })
}
event-criteria_waived = { $actor } went on to { $to } without “{ $criteria }”, since { $reason ->
    [does_not_apply] it does not apply here
    [known_elsewhere] it holds and is noted elsewhere
    [customer_is_ahead] the customer is ahead of it
    [will_follow] it will follow
   *[other] there is a reason
}: { $words }
event-deal_won = { $actor } won the deal, worth { $amount }
event-deal_lost = { $reason ->
    [nothing] { $actor } closed the deal as lost
   *[other] { $actor } closed the deal as lost: { $reason }
}
event-deal_reopened = { $actor } opened the deal again: { $reason }
event-deal_corrected = { $actor } corrected the amount from { $from } to { $to }: { $reason }
event-deal_team_set = { $added ->
    [nothing] { $actor } changed the deal team
   *[other] { $actor } added { $added } to the deal team
}
event-deal_discarded = { $actor } discarded the deal
event-deal_restored = { $actor } brought the deal back
event-next_step_set = { $step ->
    [nothing] { $actor } took away the next step
   *[other] { $due ->
        [nothing] { $actor } set the next step: { $step }
       *[other] { $actor } set the next step for { $due }: { $step }
    }
}
event-next_step_done = { $actor } did it: { $step }
event-step_snoozed = { $actor } put a proposed step off
event-note_written = { $actor } wrote a note
event-call_logged = { $actor } logged a call
event-learned = { $actor } wrote down something learned
event-note_discarded = { $actor } took a note away
event-file_attached = { $actor } attached { $name }
event-file_discarded = { $actor } discarded { $name }
event-file_restored = { $actor } brought { $name } back
event-thanks_given = { $actor } thanked { $thanked }: { $words }
event-help_requested = { $asked ->
    [nothing] { $actor } asked for help: { $words }
   *[other] { $actor } asked { $asked } for help: { $words }
}
event-help_answered = { $actor } helped { $answered }
event-import_started = { $actor } began import { $number }
event-import_finished = { $actor } finished import { $number }
event-import_undone = { $actor } took import { $number } back
event-period_frozen = The figures of a period were frozen
event-rate_set = { $actor } set an exchange rate
event-program = Paceline
event-unknown = { $actor } did something that this version does not know
