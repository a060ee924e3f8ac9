//! Every kind of event there is. The names are public (log, webhooks, export) and never change.

/// A part of the product whose pages look again when such an event happens, beside the pages of the
/// things that the event is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Area {
    /// Boards and lists of deals.
    Deals,
    /// Lists of accounts and contacts.
    Accounts,
    /// What peers did: the feed across the team.
    Across,
    /// People, teams and their calendars.
    People,
    /// Stages and processes.
    Process,
    /// Tools for selling.
    Playbook,
    /// Imports.
    Imports,
    /// Settings of the workspace.
    Settings,
}

impl Area {
    /// The topic that pages of this area name.
    #[must_use]
    pub fn topic(self) -> &'static str {
        match self {
            Self::Deals => "deals",
            Self::Accounts => "accounts",
            Self::Across => "across",
            Self::People => "people",
            Self::Process => "process",
            Self::Playbook => "playbook",
            Self::Imports => "imports",
            Self::Settings => "settings",
        }
    }
}

/// Who may read of it in feeds, exports and the API.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// Every member.
    Workspace,
    /// Those on the deal, and every member that may see it.
    Deal,
    /// Nobody but the person.
    Private,
}

impl Audience {
    /// The name in the log.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Workspace => "workspace",
            Self::Deal => "deal",
            Self::Private => "private",
        }
    }
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $variant:ident $name:literal $audience:ident [$($area:ident)*];)*) => {
        /// What kind of thing happened.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Kind { $($(#[$doc])* $variant),* }

        impl Kind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The name in the log, in webhooks and in the feed. Never renamed once released.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }

            /// The sentence for people: its id in the texts.
            #[must_use]
            pub fn sentence(self) -> &'static str {
                match self { $(Self::$variant => concat!("event-", $name)),* }
            }

            /// Who may read of it.
            #[must_use]
            pub fn audience(self) -> Audience {
                match self { $(Self::$variant => Audience::$audience),* }
            }

            /// The parts of the product that look again.
            #[must_use]
            pub fn areas(self) -> &'static [Area] {
                match self { $(Self::$variant => &[$(Area::$area),*]),* }
            }
        }
    };
}

impl Kind {
    /// The kind with this name in the log.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.name() == name)
    }
}

kinds! {
    /// The workspace was set up.
    WorkspaceSetUp "workspace_set_up" Workspace [Settings];
    /// Its settings were changed.
    WorkspaceChanged "workspace_changed" Workspace [Settings];
    /// A person was added, by hand or as a placeholder of an import.
    MemberAdded "member_added" Workspace [People];
    /// A person's name, e-mail or role was changed.
    MemberChanged "member_changed" Workspace [People];
    /// A link to join was made for a person.
    MemberInvited "member_invited" Workspace [People];
    /// A person joined: the link was used, a password set.
    MemberJoined "member_joined" Workspace [People];
    /// A person was taken out: they can no longer sign in.
    MemberRemoved "member_removed" Workspace [People];
    /// A link to set a new password was made.
    PasswordResetMade "password_reset_made" Private [];
    /// A password was set.
    PasswordChanged "password_changed" Private [];
    /// Somebody signed in.
    SignedIn "signed_in" Private [];
    /// A sign-in was ended.
    SignedOut "signed_out" Private [];
    /// A token for another program was made.
    TokenMade "token_made" Private [];
    /// A token was revoked.
    TokenRevoked "token_revoked" Private [];
    /// A team was formed.
    TeamAdded "team_added" Workspace [People];
    /// A team's name, calendar or sprints were changed.
    TeamChanged "team_changed" Workspace [People];
    /// A person joined a team, or changed their part in it.
    TeamJoined "team_joined" Workspace [People];
    /// A person left a team.
    TeamLeft "team_left" Workspace [People];
    /// Days off of a team were set.
    DaysOffSet "days_off_set" Workspace [People];
    /// A person will be away.
    LeaveAdded "leave_added" Workspace [People];
    /// A person will not be away after all.
    LeaveRemoved "leave_removed" Workspace [People];
    /// A target was set or changed.
    TargetSet "target_set" Workspace [People];
    /// A stage was added to the process.
    StageAdded "stage_added" Workspace [Process Deals];
    /// A stage was renamed, or its usual days changed.
    StageChanged "stage_changed" Workspace [Process Deals];
    /// Stages were put in another order.
    StagesOrdered "stages_ordered" Workspace [Process Deals];
    /// A stage was removed; its deals went elsewhere.
    StageRemoved "stage_removed" Workspace [Process Deals];
    /// What a stage asks was changed: its goal, actions, fields or criteria.
    StageGuideChanged "stage_guide_changed" Workspace [Process Deals];
    /// A new process was begun; no version of it is live yet.
    ProcessAdded "process_added" Workspace [Process];
    /// Somebody began to write the next version of a process.
    ProposalBegun "proposal_begun" Workspace [Process];
    /// A proposal has another title or reason.
    ProposalReworded "proposal_reworded" Workspace [Process];
    /// A stage of a proposal, or what it asks, was changed.
    ProposalChanged "proposal_changed" Workspace [Process];
    /// A proposal was brought up to date with the version that went live meanwhile.
    ProposalUpdated "proposal_updated" Workspace [Process];
    /// The team was asked about a proposal.
    ProposalOpened "proposal_opened" Workspace [Process];
    /// A proposal was taken back to be worked on.
    ProposalReworked "proposal_reworked" Workspace [Process];
    /// Somebody agreed, objected or stood aside.
    ProposalAnswered "proposal_answered" Workspace [Process];
    /// Something was said about a proposal.
    ProposalDiscussed "proposal_discussed" Workspace [Process];
    /// A proposal was given up.
    ProposalWithdrawn "proposal_withdrawn" Workspace [Process];
    /// Some teams work by a new version of a process.
    ProcessTried "process_tried" Workspace [Process Deals];
    /// A trial ended: those teams work by the live version again.
    ProcessTrialEnded "process_trial_ended" Workspace [Process Deals];
    /// A version of a process went live: new deals follow it.
    ProcessWentLive "process_went_live" Workspace [Process Deals];
    /// A customer was added.
    AccountAdded "account_added" Workspace [Accounts];
    /// A customer was changed.
    AccountChanged "account_changed" Workspace [Accounts];
    /// Two customers turned out to be one.
    AccountsMerged "accounts_merged" Workspace [Accounts Deals];
    /// A person at a customer was added.
    ContactAdded "contact_added" Workspace [Accounts];
    /// A person at a customer was changed.
    ContactChanged "contact_changed" Workspace [Accounts];
    /// A product was added.
    ProductAdded "product_added" Workspace [Settings];
    /// A product was changed.
    ProductChanged "product_changed" Workspace [Settings];
    /// A tool was added to the playbook: a template, a case study, a scorecard, a play, a script.
    ToolAdded "tool_added" Workspace [Playbook];
    /// A tool was changed, or is offered elsewhere.
    ToolChanged "tool_changed" Workspace [Playbook];
    /// A tool was taken away.
    ToolDiscarded "tool_discarded" Workspace [Playbook];
    /// A tool was brought back.
    ToolRestored "tool_restored" Workspace [Playbook];
    /// A deal was opened.
    DealOpened "deal_opened" Deal [Deals];
    /// A deal's title, account, contact or product was changed.
    DealChanged "deal_changed" Deal [Deals];
    /// A deal's amount or currency was changed.
    DealAmountChanged "deal_amount_changed" Deal [Deals];
    /// A deal's expected close was moved.
    DealCloseMoved "deal_close_moved" Deal [Deals];
    /// A deal got another owner or home team.
    DealHandedOver "deal_handed_over" Deal [Deals];
    /// Something that the process asks for was found out about a deal, or taken back.
    DealFieldSet "deal_field_set" Deal [];
    /// Somebody said that a criterion holds for a deal.
    CriterionChecked "criterion_checked" Deal [];
    /// It does not hold after all.
    CriterionUnchecked "criterion_unchecked" Deal [];
    /// A tool was used on a deal.
    ToolUsed "tool_used" Deal [];
    /// A scorecard was filled in for a deal.
    DealScored "deal_scored" Deal [];
    /// Somebody at the customer has a part in buying.
    BuyingRoleSet "buying_role_set" Deal [];
    /// They have it no more.
    BuyingRoleRemoved "buying_role_removed" Deal [];
    /// A deal was moved on to another version of its process, or to another process.
    DealFollowed "deal_followed" Deal [Deals];
    /// A deal went on although something that must hold did not, with the reason.
    CriteriaWaived "criteria_waived" Deal [];
    /// A deal entered another open stage.
    DealMoved "deal_moved" Deal [Deals];
    /// A customer said yes.
    DealWon "deal_won" Deal [Deals Across];
    /// A customer said no, or nothing any more.
    DealLost "deal_lost" Deal [Deals];
    /// A closed deal is open again.
    DealReopened "deal_reopened" Deal [Deals Across];
    /// The amount of a closed deal was corrected.
    DealCorrected "deal_corrected" Deal [Deals Across];
    /// The people on a deal, their parts or their shares were changed.
    DealTeamSet "deal_team_set" Deal [Deals];
    /// A deal was discarded.
    DealDiscarded "deal_discarded" Deal [Deals];
    /// A discarded deal was brought back.
    DealRestored "deal_restored" Deal [Deals];
    /// The next step was set.
    NextStepSet "next_step_set" Deal [Deals];
    /// The next step was done.
    NextStepDone "next_step_done" Deal [Deals];
    /// A proposed step was put off.
    StepSnoozed "step_snoozed" Private [];
    /// A note was written.
    NoteWritten "note_written" Deal [];
    /// A call was logged.
    CallLogged "call_logged" Deal [];
    /// Something was learned.
    Learned "learned" Workspace [Across];
    /// A note was discarded.
    NoteDiscarded "note_discarded" Deal [Across];
    /// A file was attached to a deal.
    FileAttached "file_attached" Deal [];
    /// A file was discarded.
    FileDiscarded "file_discarded" Deal [];
    /// A discarded file was brought back.
    FileRestored "file_restored" Deal [];
    /// Somebody said thanks.
    ThanksGiven "thanks_given" Workspace [Across];
    /// Somebody asked for help.
    HelpRequested "help_requested" Workspace [Across];
    /// A request for help was answered.
    HelpAnswered "help_answered" Workspace [Across];
    /// An import began.
    ImportStarted "import_started" Workspace [Imports];
    /// An import came to its end.
    ImportFinished "import_finished" Workspace [Imports Deals Accounts People];
    /// An import was taken back.
    ImportUndone "import_undone" Workspace [Imports Deals Accounts People];
    /// A closed period's figures were frozen.
    PeriodFrozen "period_frozen" Workspace [People];
    /// An exchange rate was set.
    RateSet "rate_set" Workspace [Settings];
}
