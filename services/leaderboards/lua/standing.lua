-- Where one person stands, and who stands around them, in one step.
-- KEYS: the state, the board, the hidden beside it. ARGV: person, how many above and below (-1: none).
-- Gives: ledger, moment of the state, people, hidden people; then, for a person with points: 1 if hidden, points, how many are strictly
-- higher, how many strictly lower, points of the next higher place; then the start of the rows, how many are strictly
-- higher than the first of them, and the rows.
local ledger, moment = unpack(redis.call('HMGET', KEYS[1], 'ledger', 'at'))
local board, person, n = KEYS[2], ARGV[1], tonumber(ARGV[2])
local people = redis.call('ZCARD', board)
local result = {ledger, moment, people, redis.call('ZCARD', KEYS[3])}
local hidden, points = 0, redis.call('ZSCORE', board, person)
if not points then
  hidden, points = 1, redis.call('ZSCORE', KEYS[3], person)
end
if not points then
  return result
end
local higher = redis.call('ZCOUNT', board, '(' .. points, '+inf')
local lower = redis.call('ZCOUNT', board, '-inf', '(' .. points)
local above = false
if higher > 0 then
  above = redis.call('ZREVRANGE', board, higher - 1, higher - 1, 'WITHSCORES')[2]
end
for _, value in ipairs({hidden, points, higher, lower}) do
  result[#result + 1] = value
end
result[9] = above
if n < 0 then
  return result
end
local start, stop = 0, higher + n - 1
if hidden == 0 then
  local place = redis.call('ZREVRANK', board, person)
  start, stop = math.max(0, place - n), place + n
else
  start = math.max(0, higher - n)
end
local rows = stop < start and {} or redis.call('ZREVRANGE', board, start, stop, 'WITHSCORES')
result[10] = start
result[11] = rows[2] and redis.call('ZCOUNT', board, '(' .. rows[2], '+inf') or 0
result[12] = rows
return result
