problem-whose-figures = Say whose: --person or --team.
problem-period-two-days = Give both the first and the last day.
problem-team-role = Say whether they sell (seller) or lead (leader).
