create table fit (badge, at_least);
insert into fit values
    ('numbers', 3), ('words', 4), ('unmarked', 1), ('uneven', 10), ('sizes', 1), ('lists', 2), ('below-its-weight', 2),
    ('echo', 1), ('label', 1), ('weekends', 2), ('people', 3), ('tutored', 8);

-- The hour: 12:00 UTC is 13:00 in a British summer, from the last Sunday of March up to the last of October; it is 0:00
-- in New Zealand in winter, from the first Sunday of April (in its small hours still 1:00) up to the last of September
-- (in its small hours still 0:00).
create table clock as
select date,
    date(date) >= date(date, 'start of year', '+3 months', '-1 day', '-6 days', 'weekday 0')
    and date(date) < date(date, 'start of year', '+10 months', '-1 day', '-6 days', 'weekday 0') as summer_there,
    date(date) > date(date, 'start of year', '+3 months', 'weekday 0')
    and date(date) <= date(date, 'start of year', '+9 months', '-1 day', '-6 days', 'weekday 0') as winter_here
from calendar;
create unique index clocks on clock (date);

create table fits as
select 'numbers' as badge, employee, day from done where score > 50 and score < 90 and weight between 5 and 20
union all
select 'words', employee, day from done
where kind = 'CMA' and module in ('BBB', 'CCC', 'DDD', 'EEE', 'GGG')
    and (presentation like '2013%' or presentation like '%B' and module in ('BBB', 'FFF'))
union all
select 'unmarked', employee, day from done where score is null
union all
select 'uneven', employee, day from done where score is null or score >= 40 and score not in (60, 70, 80, 90, 100)
union all
select 'sizes', employee, day from done where length(assessment) <= 4 or kind = 'Exam'
union all
select 'lists', employee, day from done where score is not null and (kind = 'CMA' and module = 'DDD' or weight > 30)
union all
select 'below-its-weight', employee, day from done where score < weight
union all
select 'echo', employee, day from done where assessment like '%' || score
union all
select 'label', employee, day from done
where kind = 'TMA' and not banked and weight = case module when 'DDD' then 12.5 else 20 end
union all
select 'weekends', employee, day from done join clock using (date)
where weekday >= 6 and named > '2013-03-01' and year in ('2013', '2014') and strftime('%m', date) <> '08'
    and cast(strftime('%d', date) as integer) <= 20 and case when london then summer_there else winter_here end
union all
select 'people', employee, day from done
where gender = 'F' and unit <> 'u-oulad-scotland' and day >= joined and joined < julianday('2013-09-01')
union all
select 'tutored', employee, day from done where kind = 'TMA' and module <> 'FFF';

insert into award (badge, employee, day)
select badge, employee, day
from (select *, row_number() over (partition by badge, employee order by day) as n from fits) join fit using (badge)
where n = at_least;

-- Roles. The reader of an exam has a fact of it on the day on which it was written.
create table part as
select employee, assessment, day, 'actor' as role from submission where kind = 'Exam'
union all
select reader, assessment, day, 'reader' from submission where kind = 'Exam' and reader is not null;

insert into award (badge, tier, employee, day)
select 'reader', tier, employee, day
from (select *, row_number() over (partition by employee order by day) as n from part where role = 'reader')
join (select 1 as n, 'bronze' as tier union values (2, 'silver')) using (n);

-- The author is the actor again: the facts of one completion count once.
insert into award (badge, employee, day)
select 'author', employee, day
from (select *, row_number() over (partition by employee order by day) as n from part where role = 'actor')
where n = 2
union all
select 'of-any-role', employee, day
from (select *, row_number() over (partition by employee order by day) as n from part) where n = 2
union all
select 'of-any-role-once', employee, day
from (
    select *, row_number() over (partition by employee order by day) as n
    from (select employee, assessment, min(day) as day from part group by employee, assessment)
) where n = 2;
