-- Puts a filled shadow in the place of the boards.
-- KEYS: the shadow's state, the state, then pairs of a shadow's board and the board that it becomes; after 2 × ARGV[2]
-- of these, old boards that have no successor. ARGV: ledger, number of pairs.
-- Where the shadow was lost on the way (FLUSHALL), nothing is changed.
if redis.call('HGET', KEYS[1], 'ledger') ~= ARGV[1] then
  return 0
end
local last = 2 + 2 * tonumber(ARGV[2])
for at = 3, last, 2 do
  redis.call('UNLINK', KEYS[at + 1])
  if redis.call('EXISTS', KEYS[at]) == 1 then
    redis.call('RENAME', KEYS[at], KEYS[at + 1])
    redis.call('PERSIST', KEYS[at + 1])
  end
end
for at = last + 1, #KEYS do
  redis.call('UNLINK', KEYS[at])
end
redis.call('RENAME', KEYS[1], KEYS[2])
redis.call('PERSIST', KEYS[2])
return 1
