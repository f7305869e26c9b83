-- In each local period apart; the scope is its name.
create table each as
select 'daily' as badge, employee, day, json_quote(named) as scope from done
union all
select 'weekly', employee, day, json_quote(week) from done where kind = 'CMA'
union all
select 'monthly', employee, day, json_quote(month) from done
union all
select 'yearly', employee, day, json_quote((select year from calendar where date = day + not london))
from award join employee using (employee) where badge = 'steady'
union all
select 'of-a-module', employee, day, json_quote(module) from done where kind = 'TMA'
union all
select 'of-a-weight', employee, day, printf('%g', weight) from done where not banked
union all
select 'carried-or-not', employee, day, case when banked then 'true' else 'false' end from done where score >= 90;

create table enough (badge, tier, n);
insert into enough values
    ('daily', null, 4), ('weekly', null, 3), ('monthly', 'bronze', 4), ('monthly', 'silver', 6), ('yearly', null, 2),
    ('of-a-module', null, 6), ('of-a-weight', 'bronze', 6), ('of-a-weight', 'silver', 9), ('carried-or-not', null, 3);

insert into award
select badge, tier, employee, day, scope
from (select *, row_number() over (partition by badge, employee, scope order by day) as n from each)
join enough using (badge, n);

insert into award
select 'quarterly', null, employee, min(day), json_quote(quarter)
from (
    select employee, day, quarter, sum(points) over (partition by employee, quarter order by day) as so_far
    from scored join calendar using (date)
) where so_far >= 30 group by employee, quarter
union all
select 'yearly-weight', null, employee, min(day), json_quote(year)
from (
    select employee, day, year, sum(weight) over (partition by employee, year order by day) as so_far
    from done where not banked
) where so_far >= 160 group by employee, year;

-- At every so many: the scope is which time it is.
insert into award
select 'every-dozen', null, employee, day, n / 12 from nth where n % 12 = 0
union all
select 'every-third-weekday', null, employee, first, n / 3
from (
    select *, row_number() over (partition by employee order by first) as n
    from (select employee, min(day) as first from done group by employee, weekday)
) where n % 3 = 0
union all
select 'every-weight', null, employee, min(day), time
from (select employee, day, sum(weight) over (partition by employee order by day) as so_far from done)
join (
    with recursive times (time) as (select 1 union all select time + 1 from times where time < 100) select * from times
) on so_far >= 200 * time
group by employee, time;
