-- Periods by rota: whom the work week begins on Sunday (and ends on Thursday), who was on leave. One that is excused
-- (a day on leave, a week or month all of whose working days are) is no gap; `due` counts the others up to it.
create table workday as
select rota, date, monday, number,
    case when rota like 'sunday%' then weekday in (7, 1, 2, 3, 4) else weekday <= 5 end as works,
    rota like '%+leave' and (named between '2013-12-16' and '2014-01-12' or month = '2014-03') as away
from calendar, (select distinct rota from employee);

create table slot as
select kind, rota, period, excused, sum(not excused) over (partition by kind, rota order by period) as due
from (
    select 'day' as kind, rota, date as period, away as excused from workday
    union all
    select 'workday', rota, date, away from workday where works
    union all
    select 'week', rota, monday, min(away) from workday where works group by rota, monday
    union all
    select 'month', rota, number, min(away) from workday where works group by rota, number
);
create unique index slots on slot (kind, rota, period);

create table streak (badge, tier, kind, length, grace, least, since, until);
insert into streak values
    ('seasons', 'bronze', 'month', 3, 0, 1, 0, 1e9), ('seasons', 'silver', 'month', 5, 0, 1, 0, 1e9),
    ('weeks', 'bronze', 'week', 3, 1, 1, 0, 1e9), ('weeks', 'silver', 'week', 5, 1, 1, 0, 1e9),
    ('full-weeks', null, 'week', 2, 0, 2, 0, 1e9), ('days', null, 'day', 2, 1, 1, 0, 1e9),
    ('workdays', null, 'workday', 2, 0, 1, 0, 1e9), ('busy-workdays', null, 'workday', 2, 4, 2, 0, 1e9),
    ('spring', null, 'month', 3, 0, 1, julianday('2014-01-01 12:00'), julianday('2014-05-01 12:00'));

-- The period of each submission, where its local date lies in one.
create table lying as
select done.employee, done.day, slot.* from (
    select employee, rota, day, 'day' as kind, date as period from done
    union all
    select employee, rota, day, 'workday', date from done
    union all
    select employee, rota, day, 'week', monday from done
    union all
    select employee, rota, day, 'month', number from done
) done cross join slot on slot.kind = done.kind and slot.rota = done.rota and slot.period = done.period;

-- When each period was filled: at the submission that makes `least` of them. `open` counts the periods up to it that are
-- due and were not filled.
create table filled as
select badge, tier, length, grace, employee, period, day,
    due - sum(not excused) over (partition by badge, tier, employee order by period) as open
from (
    select *, row_number() over (partition by badge, tier, employee, period order by day) as n
    from streak join lying using (kind) where day >= since and day < until
) where n = least;

-- A run: from one filled period to the one filled `length` - 1 later, with few enough that stay open between.
insert into award (badge, tier, employee, day)
select badge, tier, employee, min(day)
from (
    select *, open - lag(open, length - 1) over (partition by badge, tier, employee order by period) as missed from filled
) where missed <= grace group by badge, tier, employee;
