-- What Laurel must come to over OULAD, from the data set's tables alone (SQLite; columns are the files', as text).
--
-- The badges of tests/proof/badges stand here a second time, a file each. Nothing is shared with the criteria, the
-- services or the converter; what adding.py adds is computed here again, from the same tables.
--
-- Times: everything happens at 12:00 UTC, days after the first of February (B) or October (J) of the presentation's
-- year. A Julian day begins at 12:00 UTC, so that `day` is a whole number; only tenure comes to other hours.
-- Zones: the organization is in Pacific/Auckland, 12 hours ahead of UTC, in summer 13. 12:00 UTC is there 0:00 or 1:00
-- of the next day in either case. The Welsh are in Europe/London, where it is 12:00 or 13:00 of the same day. `date` is
-- the local date, as a day that has this date at 12:00 UTC. The first instant of a local month occurs in Auckland.
-- Ties: all that one person submits on one day happens at one moment; no rule depends on the order within it.

create table presentation as
select code_module as module, code_presentation as presentation, julianday(substr(code_presentation, 1, 4)
    || case substr(code_presentation, 5) when 'B' then '-02-01' else '-10-01' end || ' 12:00') as first
from (
    select code_module, code_presentation from assessments
    union select code_module, code_presentation from studentRegistration
);

create index registrations on studentRegistration (id_student);

create table employee as
select
    'e-oulad-' || id_student as employee,
    'u-oulad-' || replace(lower(region), ' ', '-') as unit,
    region = 'Wales' as london,
    min(gender) as gender,
    min(age_band) as age,
    case region when 'Ireland' then 'sunday' else 'monday' end
        || case max(disability) when 'Y' then '+leave' else '' end as rota,
    ifnull((
        select min(first + cast(date_registration as integer))
        from studentRegistration r join presentation on module = r.code_module and presentation = r.code_presentation
        where r.id_student = studentInfo.id_student and date_registration <> ''
    ), julianday('1999-12-31 11:00')) as joined  -- the first of January, 0:00 in Auckland
from studentInfo where id_student in (select id_student from studentAssessment)
group by id_student;
create unique index employees on employee (employee);

-- Everybody is below the unit above all.
create view unit as
select unit, count(*) as members from employee group by unit union all select 'u-oulad', count(*) from employee;

create table submission as
select
    'e-oulad-' || s.id_student as employee,
    s.id_assessment as assessment,
    module,
    presentation,
    a.assessment_type as kind,
    cast(a.weight as real) as weight,
    s.is_banked = '1' as banked,
    case when s.score <> '' then cast(s.score as integer) end as score,
    first + cast(s.date_submitted as integer) as day,
    first + cast(s.date_submitted as integer) + not e.london as date,
    'e-oulad-' || lag(s.id_student) over (partition by s.id_assessment order by cast(s.id_student as integer)) as reader
from studentAssessment s
join assessments a using (id_assessment)
join presentation on module = a.code_module and presentation = a.code_presentation
join employee e on e.employee = 'e-oulad-' || s.id_student;

-- An exam has a reader, who is of the fact's second role, and its author: the learner again, of a third.
create view kept as
select facts as times, count(*) as completions
from (select case kind when 'Exam' then 2 + (reader is not null) else 1 end as facts from submission) group by facts;

-- Local dates: their weekday from Monday (1), and the periods they lie in. An ISO week is that of its Thursday.
create table calendar as
with recursive dates (date) as (
    select min(date) - 400 from submission
    union all select date + 1 from dates where date < (select max(date) + 400 from submission)
)
select date,
    1 + (strftime('%w', date) + 6) % 7 as weekday,
    date - (strftime('%w', date) + 6) % 7 as monday,
    12 * strftime('%Y', date) + strftime('%m', date) as number,
    date(date) as named,
    strftime('%Y', date, '-3 days', 'weekday 4')
        || printf('-W%02d', 1 + (strftime('%j', date, '-3 days', 'weekday 4') - 1) / 7) as week,
    strftime('%Y-%m', date) as month,
    strftime('%Y', date) || '-Q' || ((2 + strftime('%m', date)) / 3) as quarter,
    strftime('%Y', date) as year
from dates;
create unique index dates on calendar (date);

create table done as
select * from submission join calendar using (date) join employee using (employee);
create index doing on done (employee, day);

-- Scores: each kind of submission, and 90 or better (twice a local month). What awards give comes later.
create table scored as
select employee, day, date, case kind when 'TMA' then 3 when 'CMA' then 2 else 10 end as points from done
union all
select employee, day, date, 5 from (
    select *, row_number() over (partition by employee, month order by day) as n from done where score >= 90
) where n <= 2;

create table award (badge, tier, employee, day, scope default 'null');
