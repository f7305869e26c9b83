"""The rules of badges, pure: no server, clock or randomness. `editions` what there is to earn · `facts` what events
say · `awards` what has been granted, and how it is squared with what a person is entitled to · `judging` one person, to
a fixed point · `progress` how far someone is."""
