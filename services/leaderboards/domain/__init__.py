"""The rules of points and boards, pure: no server, clock or randomness. `facts` what events say · `scoring` what they
are worth · `ledger` how the ledger is squared with that · `periods` the organization's months · `standing` places on a
board."""
