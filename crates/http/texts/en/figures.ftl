problem-whose-figures = Say whose: --person or --team.
problem-period-two-days = Give both the first and the last day.
