-- What Laurel must come to over OULAD, from the data set's tables alone (SQLite; columns are the files', as text).
--
-- The rules of rules.py stand here a second time. Nothing is shared with the criteria, the services or the converter.
--
-- Times: everything happens at 12:00 UTC, days after the first of February (B) or October (J) of the presentation's
-- year. A Julian day begins at 12:00 UTC, so that `day` is a whole number.
-- Zones: the organization is in Pacific/Auckland, 12 hours ahead of UTC, in summer 13. 12:00 UTC is there 0:00 or 1:00
-- of the next day in either case: the local date is that of 12 hours later. The first instant of a local month occurs.
-- Ties: all that one person submits on one day happens at one moment; no rule below depends on the order within it.

create table submission as
select
    'e-oulad-' || s.id_student as employee,
    s.id_assessment as assessment,
    a.code_module as module,
    a.assessment_type as kind,
    cast(a.weight as real) as weight,
    s.is_banked = '1' as banked,
    case when s.score <> '' then cast(s.score as real) end as score,
    cast(julianday(
        substr(a.code_presentation, 1, 4) || case substr(a.code_presentation, 5) when 'B' then '-02-01' else '-10-01' end
        || ' 12:00', s.date_submitted || ' days'
    ) as integer) as day
from studentAssessment s join assessments a using (id_assessment);

create table employee as
select 'e-oulad-' || id_student as employee, 'u-oulad-' || replace(lower(region), ' ', '-') as unit
from studentInfo where id_student in (select id_student from studentAssessment)
group by id_student;

create view unit as select unit, count(*) as members from employee group by unit;

-- The local month of each day on which something happens, and its number in a row of months.
create table calendar as
select day, strftime('%Y-%m', day, '12 hours') as month,
    12 * strftime('%Y', day, '12 hours') + strftime('%m', day, '12 hours') as number
from (select distinct day from submission);

create table award (badge, tier, employee, day);

-- steady: submissions that are not carried over.
insert into award
select 'steady', tier, employee, day
from (
    select employee, day, row_number() over (partition by employee order by day) as n
    from submission where not banked
) join (select 3 as n, 'bronze' as tier union values (8, 'silver'), (14, 'gold')) using (n);

-- explorer: different modules.
insert into award
select 'explorer', tier, employee, day
from (
    select employee, first as day, row_number() over (partition by employee order by first) as n
    from (select employee, min(day) as first from submission group by employee, module)
) join (select 1 as n, 'bronze' as tier union values (2, 'silver'), (3, 'gold')) using (n);

-- distinction: 85 or better, exams apart.
insert into award
select 'distinction', tier, employee, day
from (
    select employee, day, row_number() over (partition by employee order by day) as n
    from submission where kind in ('TMA', 'CMA') and score >= 85
) join (select 1 as n, 'bronze' as tier union values (5, 'silver'), (10, 'gold')) using (n);

-- credit: the weights of what was submitted, not carried over, come to so many per cent.
insert into award
select 'credit', tier, employee, min(day)
from (
    select employee, day, sum(weight) over (partition by employee order by day) as so_far
    from submission where not banked
) join (select 50 as least, 'bronze' as tier union values (100, 'silver'), (200, 'gold')) on so_far >= least
group by employee, tier;

-- busy-month: five in one local month.
insert into award
select 'busy-month', null, employee, min(day)
from (
    select employee, day, row_number() over (partition by employee, month order by day) as n
    from submission join calendar using (day)
) where n = 5 group by employee;

-- sprint: four within 14 days, (t - 14 days, t].
insert into award
select 'sprint', null, employee, min(day)
from (
    select employee, day,
        count(*) over (partition by employee order by day range between 13 preceding and current row) as near
    from submission
) where near >= 4 group by employee;

-- autumn: four from 12:00 UTC of 1 October 2013 up to, but without, 12:00 UTC of 10 December 2013.
insert into award
select 'autumn', null, employee, day
from (
    select employee, day, row_number() over (partition by employee order by day) as n
    from submission where day >= julianday('2013-10-01 12:00') and day < julianday('2013-12-10 12:00')
) where n = 4;

-- seasons: so many local months in a row with a submission.
insert into award
select 'seasons', tier, employee, min(day)
from (
    select employee, day, number,
        count(*) over (partition by employee order by number range between 2 preceding and current row) as of_three,
        count(*) over (partition by employee order by number range between 4 preceding and current row) as of_five
    from (select employee, number, min(day) as day from submission join calendar using (day) group by employee, number)
) join (select 'bronze' as tier union values ('silver')) on case tier when 'bronze' then of_three = 3 else of_five = 5 end
group by employee, tier;

-- caledonian: five submissions of a member of the unit Scotland.
insert into award
select 'caledonian', null, employee, day
from (
    select employee, day, row_number() over (partition by employee order by day) as n
    from submission join employee using (employee) where unit = 'u-oulad-scotland'
) where n = 5;

-- all-rounder: four TMA, and three CMA or an exam.
insert into award
select 'all-rounder', null, employee, max(tma, min(ifnull(cma, exam), ifnull(exam, cma)))
from (
    select employee,
        min(day) filter (where kind = 'TMA' and n = 4) as tma,
        min(day) filter (where kind = 'CMA' and n = 3) as cma,
        min(day) filter (where kind = 'Exam' and n = 1) as exam
    from (select employee, kind, day, row_number() over (partition by employee, kind order by day) as n from submission)
    group by employee
) where tma is not null and (cma is not null or exam is not null);

-- scholar: two badges, in tiers.
insert into award
select 'scholar', null, one.employee, max(one.day, other.day)
from award one join award other using (employee)
where one.badge = 'steady' and one.tier = 'silver' and other.badge = 'distinction' and other.tier = 'silver';

-- collector: so many awards of any other badge, each tier is one.
insert into award
select 'collector', tier, employee, day
from (select employee, day, row_number() over (partition by employee order by day) as n from award)
join (select 5 as n, 'bronze' as tier union values (12, 'silver')) using (n);

-- What gives points: each award, each kind of submission, 90 or better (twice a local month), each award in gold.
create table point as
select employee, day, points
from award join (
    select 'steady' as badge, 10 as points union values ('explorer', 15), ('distinction', 20), ('credit', 25),
        ('busy-month', 5), ('sprint', 6), ('autumn', 7), ('seasons', 8), ('caledonian', 9), ('all-rounder', 30),
        ('scholar', 50), ('collector', 11)
) using (badge)
union all
select employee, day, case kind when 'TMA' then 3 when 'CMA' then 2 else 10 end from submission
union all
select employee, day, 5 from (
    select employee, day, row_number() over (partition by employee, month order by day) as n
    from submission join calendar using (day) where score >= 90
) where n <= 2
union all
select employee, day, 15 from award where tier = 'gold';

create table score as
select month as period, employee, sum(points) as points from point join calendar using (day) group by month, employee
union all
select 'all', employee, sum(points) from point group by employee;

-- rank = 1 + the number of those strictly higher, which is what rank() means.
create view board as
select period, employee, points, rank() over (partition by period order by points desc) as rank from score;

create view earned as
select employee, badge, tier, strftime('%Y-%m-%dT%H:%M:%SZ', day) as earned_at from award;
