-- ten-days: one a local day counts. six-weeks: two a local week. no-rush: three a local month, in one quarter.
insert into award (badge, employee, day)
select 'ten-days', employee, day
from (
    select *, row_number() over (partition by employee order by day) as n
    from (select employee, date, min(day) as day from done group by employee, date)
) where n = 10
union all
select 'six-weeks', employee, day
from (
    select *, row_number() over (partition by employee order by day) as n
    from (select *, row_number() over (partition by employee, week order by day) as place from done) where place <= 2
) where n = 12
union all
select 'no-rush', employee, min(day)
from (
    select *, row_number() over (partition by employee, quarter order by day) as n
    from (select *, row_number() over (partition by employee, month order by day) as place from done) where place <= 3
) where n = 7 group by employee;

-- credited: each kind of each module once.
insert into award (badge, employee, day)
select 'credited', employee, day
from (
    select *, row_number() over (partition by employee order by day) as n
    from (select employee, min(day) as day from done group by employee, module, kind)
) where n = 4;

-- So many in one local day, week (CMA) or year.
insert into award (badge, employee, day)
select 'busy-day', employee, min(day)
from (select *, row_number() over (partition by employee, date order by day) as n from done)
where n = 4 group by employee
union all
select 'busy-week', employee, min(day)
from (select *, row_number() over (partition by employee, week order by day) as n from done where kind = 'CMA')
where n = 3 group by employee;

insert into award (badge, tier, employee, day)
select 'busy-year', tier, employee, min(day)
from (select *, row_number() over (partition by employee, year order by day) as n from done)
join (select 12 as n, 'bronze' as tier union values (16, 'silver')) using (n) group by employee, tier;

-- all-at-once: three within 24 hours, which is at one time. two-days: three CMA within 25 hours and a minute.
insert into award (badge, employee, day)
select 'all-at-once', employee, min(day)
from (select employee, day, count(*) as n from done group by employee, day) where n >= 3 group by employee
union all
select 'two-days', employee, min(day)
from (
    select employee, day,
        count(*) over (partition by employee order by day range between 1 preceding and current row) as near
    from done where kind = 'CMA'
) where near >= 3 group by employee;

-- second-year: what came before is not seen.
insert into award (badge, employee, day)
select 'second-year', employee, day
from (
    select *, row_number() over (partition by employee order by day) as n
    from done where day >= julianday('2014-02-01 12:00')
) where n = 10;

-- weighty: equal weights of one kind in one presentation of a module count once.
insert into award (badge, employee, day)
select 'weighty', employee, min(day)
from (
    select employee, day, sum(weight) over (partition by employee order by day) as so_far
    from (
        select employee, weight, min(day) as day
        from done where not banked group by employee, module, presentation, kind, weight
    )
) where so_far >= 60 group by employee;

-- marks: scores, as hundredths, within 60 days.
insert into award (badge, employee, day)
select 'marks', employee, min(day)
from (
    select employee, day,
        sum(score) over (partition by employee order by day range between 59 preceding and current row) as near
    from done
) where near >= 550 group by employee;

-- winter: the marks of all parts of a submission: its weight, 1 for its kind, 2 for being final.
insert into award (badge, tier, employee, day)
select 'winter', tier, employee, min(day)
from (
    select employee, day,
        sum(weight + 1 + 2 * (kind = 'Exam')) over (partition by employee order by day) as so_far
    from done where day >= julianday('2014-01-01 12:00') and day < julianday('2014-03-01 12:00')
) join (select 40 as least, 'bronze' as tier union values (60, 'silver')) on so_far >= least
group by employee, tier;

-- kinds: the parts of a submission are named by its module and its kind; an exam has a third.
insert into award (badge, employee, day)
select 'kinds', employee, first
from (
    select *, row_number() over (partition by employee order by first) as n
    from (
        select employee, name, min(day) as first
        from (
            select employee, day, module as name from done union all select employee, day, kind from done
            union all select employee, day, 'final' from done where kind = 'Exam'
        ) group by employee, name
    )
) where n = 4;

insert into award (badge, tier, employee, day)
select 'weekdays', tier, employee, first
from (
    select *, row_number() over (partition by employee order by first) as n
    from (select employee, min(day) as first from done group by employee, weekday)
) join (select 5 as n, 'bronze' as tier union values (7, 'silver')) using (n);

insert into award (badge, employee, day)
select 'weights', employee, min(first)
from (
    select *, row_number() over (partition by employee, quarter order by first) as n
    from (select employee, quarter, min(day) as first from done group by employee, quarter, weight)
) where n = 4 group by employee;

-- modules-at-once: two within 14 days.
insert into award (badge, employee, day)
select 'modules-at-once', one.employee, min(one.day)
from done one join done other using (employee)
where other.module <> one.module and other.day between one.day - 13 and one.day group by one.employee;
