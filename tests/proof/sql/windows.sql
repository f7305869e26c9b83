-- Windows that begin somewhere.
create table began (badge, employee, day, least);

insert into began
select 'since-joining', employee, joined, 14 from employee
union all
select 'after-steady', employee, day, 12 from award where badge = 'steady' and tier = 'bronze'
union all
select 'after-months', employee, joined + 180, 10 from employee
union all
select 'after-points', employee, min(day), 10
from (select employee, day, sum(points) over (partition by employee order by day) as so_far from scored)
where so_far >= 15 group by employee
union all
select 'after-autumn', employee, julianday('2013-12-10 12:00'), 12
from employee where employee not in (select employee from autumnal where n = 3);

insert into award (badge, employee, day)
select badge, employee, day
from (
    select badge, least, began.employee, done.day,
        row_number() over (partition by badge, began.employee order by done.day) as n
    from began join done on done.employee = began.employee and done.day >= began.day
) where n = least;

-- after-weekend: three from Monday to Wednesday, after the second of a weekend.
insert into award (badge, employee, day)
select 'after-weekend', employee, day
from (
    select done.employee, done.day, row_number() over (partition by employee order by done.day) as n
    from done join (
        select employee, day from (
            select employee, day, row_number() over (partition by employee order by day) as n
            from done where weekday >= 6
        ) where n = 2
    ) began using (employee)
    where weekday <= 3 and done.day >= began.day
) where n = 3;

-- Renewals: again and again so many (or a weight of so much) since the last award; what came with it is used up.
create table so_far as
select employee, 'null' as scope, day, count(*) as many, sum(weight) as weight from done group by employee, day
union all
select employee, json_quote(module), day, count(*), null from done group by employee, module, day;
update so_far as own set many = total, weight = weighs from (
    select employee as e, scope as s, day as d, sum(many) over mine as total, sum(weight) over mine as weighs
    from so_far window mine as (partition by employee, scope order by day)
) where e = own.employee and s = own.scope and d = own.day;
create unique index by_day on so_far (employee, scope, day);

create table renewal (badge, many, weight, most);
insert into renewal values
    ('renewed', 8, 0, 1e9), ('renewed-once', 12, 0, 1), ('renewed-sum', 0, 150, 1e9), ('renewed-each', 8, 0, 1e9);

create table renewed as
with recursive again (badge, employee, scope, day, many, weight, number) as (
    select badge, employee, scope, 0, 0, 0, 0
    from renewal join (select distinct employee, scope from so_far) on (scope <> 'null') = (badge = 'renewed-each')
    union all
    select badge, employee, scope, so_far.day, so_far.many, so_far.weight, number + 1
    from again join renewal using (badge) join so_far using (employee, scope)
    where number < most and so_far.day = (
        select min(next.day) from so_far next
        where next.employee = again.employee and next.scope = again.scope
            and next.many - again.many >= renewal.many
            and (renewal.weight = 0 or next.weight - again.weight >= renewal.weight)
    )
)
select * from again where number > 0;
insert into award (badge, employee, day, scope) select badge, employee, day, scope from renewed;
