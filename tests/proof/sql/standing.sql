-- How long somebody is here. Who joined at 12:00 UTC has been here for a month or a year when it is the same local time
-- on the same day of that month, or on its last: at 12:00 UTC, or an hour before or after it where only one of the two
-- days lies in summer. Who has no registration joined at 11:00 UTC, in January as in December.
create table been as
with joining as (
    select employee, london, joined, date(joined + not london) as then_
    from employee where strftime('%H', joined) = '12'
), there as (
    select *, 'P1M' as lasting,
        min(date(then_, '+1 month'), date(then_, 'start of month', '+2 months', '-1 day')) as now_
    from joining
    union all
    select *, 'P1Y', min(date(then_, '+1 year'), date(then_, 'start of month', '+1 year', '+1 month', '-1 day'))
    from joining
)
select employee, lasting, julianday(now_ || ' 12:00') - (not london) + (
    case when london then one.summer_there - other.summer_there else other.winter_here - one.winter_here end
) / 24.0 as at
from there
join clock one on one.date = julianday(then_ || ' 12:00')
join clock other on other.date = julianday(now_ || ' 12:00')
union all
select employee, lasting, joined + days
from employee join (select 'P1M' as lasting, 31 as days union values ('P1Y', 366)) where strftime('%H', joined) = '11';
create unique index been_here on been (lasting, employee);

create table nth as
select employee, day, kind, row_number() over (partition by employee order by day) as n,
    row_number() over (partition by employee, kind order by day) as n_of_kind from done;
create index nths on nth (employee, n);
create index nths_of_kind on nth (employee, kind, n_of_kind);

insert into award (badge, employee, day)
select 'aged', employee, joined from employee where age = '55<='
union all
select 'irish', employee, julianday('1999-12-31 11:00') from employee where unit = 'u-oulad-ireland'
union all
select 'english-irish', employee, joined from employee where unit = 'u-oulad-ireland'
union all
select 'everyone', employee, max(joined, day) from nth join employee using (employee) where n = 20
union all
select 'a-year', employee, max(at, day) from nth join been using (employee) where n = 18 and lasting = 'P1Y'
union all
select 'a-month', employee, at from been join employee using (employee)
where unit = 'u-oulad-ireland' and lasting = 'P1M'
union all
select 'ninety-days', employee, joined + 90 from employee where unit = 'u-oulad-ireland' or age = '55<=';

-- two-of-three: the second of three moments.
insert into award (badge, employee, day)
select 'two-of-three', employee, day
from (
    select employee, day, row_number() over (partition by employee order by day) as n
    from nth where n_of_kind = case kind when 'Exam' then 1 else 5 end
) where n = 2;

-- What did not happen is known at the end of the time in which it might have.
create table autumnal as
select *, row_number() over (partition by employee order by day) as n,
    row_number() over (partition by employee, kind order by day) as n_of_kind
from (
    select employee, kind, day from done
    where day >= julianday('2013-10-01 12:00') and day < julianday('2013-12-10 12:00')
);

insert into award (badge, employee, day)
select 'quiet-autumn', employee, max(day, julianday('2013-12-10 12:00'))
from nth where n = 12 and employee not in (select employee from autumnal)
union all
select 'quiet-year', employee, max(day, julianday('2013-12-10 12:00'))
from nth
where n = 12
    and employee not in (select employee from autumnal where kind = 'CMA')
    and employee not in (
        select employee from done
        where kind = 'TMA' and day >= julianday('2013-02-01 12:00') and day < julianday('2013-10-01 12:00')
        group by employee having count(*) >= 2
    );

-- marked: so many TMA, of a woman or after the second exam.
insert into award (badge, tier, employee, day)
select 'marked', tier, employee,
    max(day, case when gender <> 'F' then exam when exam is null then joined else min(joined, exam) end)
from nth join (select 4 as n_of_kind, 'bronze' as tier union values (8, 'silver')) using (n_of_kind)
join employee using (employee)
left join (select employee, day as exam from nth where kind = 'Exam' and n_of_kind = 2) using (employee)
where kind = 'TMA' and (gender = 'F' or exam is not null);
