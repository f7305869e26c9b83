-- Writes scores and a lane's mark in one step, if the mark still stands where the writer read it.
-- KEYS: the state, then boards. ARGV: lane, mark expected, mark to set, seconds after which what was written is dropped
-- (0: never), then groups of
-- verb (ZADD or ZREM), place of the board in KEYS, number of arguments n, n arguments.
if redis.call('HGET', KEYS[1], ARGV[1]) ~= ARGV[2] then
  return 0
end
local at, most = 5, 4000
while at <= #ARGV do
  local verb, key, last = ARGV[at], KEYS[tonumber(ARGV[at + 1])], at + 2 + tonumber(ARGV[at + 2])
  for first = at + 3, last, most do
    redis.call(verb, key, unpack(ARGV, first, math.min(first + most - 1, last)))
  end
  at = last + 1
end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[3])
if ARGV[4] ~= '0' then
  for _, key in ipairs(KEYS) do
    redis.call('EXPIRE', key, ARGV[4])
  end
end
return 1
