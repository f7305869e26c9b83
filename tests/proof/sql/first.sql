-- steady: submissions that are not carried over.
insert into award (badge, tier, employee, day)
select 'steady', tier, employee, day
from (select employee, day, row_number() over (partition by employee order by day) as n from done where not banked)
join (select 3 as n, 'bronze' as tier union values (8, 'silver'), (14, 'gold')) using (n);

-- explorer: different modules.
insert into award (badge, tier, employee, day)
select 'explorer', tier, employee, day
from (
    select employee, first as day, row_number() over (partition by employee order by first) as n
    from (select employee, min(day) as first from done group by employee, module)
) join (select 1 as n, 'bronze' as tier union values (2, 'silver'), (3, 'gold')) using (n);

-- distinction: 85 or better, exams apart.
insert into award (badge, tier, employee, day)
select 'distinction', tier, employee, day
from (
    select employee, day, row_number() over (partition by employee order by day) as n
    from done where kind in ('TMA', 'CMA') and score >= 85
) join (select 1 as n, 'bronze' as tier union values (5, 'silver'), (10, 'gold')) using (n);

-- credit: the weights of what was submitted, not carried over, come to so many per cent.
insert into award (badge, tier, employee, day)
select 'credit', tier, employee, min(day)
from (
    select employee, day, sum(weight) over (partition by employee order by day) as so_far from done where not banked
) join (select 50 as least, 'bronze' as tier union values (100, 'silver'), (200, 'gold')) on so_far >= least
group by employee, tier;

-- busy-month: five in one local month.
insert into award (badge, employee, day)
select 'busy-month', employee, min(day)
from (select *, row_number() over (partition by employee, month order by day) as n from done)
where n = 5 group by employee;

-- sprint: four within 14 days, (t - 14 days, t].
insert into award (badge, employee, day)
select 'sprint', employee, min(day)
from (
    select employee, day,
        count(*) over (partition by employee order by day range between 13 preceding and current row) as near
    from done
) where near >= 4 group by employee;

-- autumn: four from 12:00 UTC of 1 October 2013 up to, but without, 12:00 UTC of 10 December 2013.
insert into award (badge, employee, day)
select 'autumn', employee, day
from (
    select employee, day, row_number() over (partition by employee order by day) as n
    from done where day >= julianday('2013-10-01 12:00') and day < julianday('2013-12-10 12:00')
) where n = 4;

-- caledonian: five submissions of a member of the unit Scotland.
insert into award (badge, employee, day)
select 'caledonian', employee, day
from (
    select employee, day, row_number() over (partition by employee order by day) as n
    from done where unit = 'u-oulad-scotland'
) where n = 5;

-- all-rounder: four TMA, and three CMA or an exam.
insert into award (badge, employee, day)
select 'all-rounder', employee, max(tma, min(ifnull(cma, exam), ifnull(exam, cma)))
from (
    select employee,
        min(day) filter (where kind = 'TMA' and n = 4) as tma,
        min(day) filter (where kind = 'CMA' and n = 3) as cma,
        min(day) filter (where kind = 'Exam' and n = 1) as exam
    from (select employee, kind, day, row_number() over (partition by employee, kind order by day) as n from done)
    group by employee
) where tma is not null and (cma is not null or exam is not null);
