"""How features meet: verbs, events, access, deeds, outlets, commands, widgets, fragments and jobs. Names no feature."""
