shell-name = Paceline
