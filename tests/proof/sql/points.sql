-- What scores is summed up, all of a moment together; awards do not count, and there is no pool.
insert into award (badge, tier, employee, day)
select 'scorer', tier, employee, min(day)
from (select employee, day, sum(points) over (partition by employee order by day) as so_far from scored)
join (select 50 as least, 'bronze' as tier union values (75, 'silver')) on so_far >= least
group by employee, tier;

insert into award (badge, employee, day)
select 'scorer-of-a-month', employee, min(day)
from (
    select employee, day, sum(points) over (partition by employee, month order by day) as so_far
    from scored join calendar using (date)
) where so_far >= 20 group by employee
union all
select 'scorer-at-once', employee, min(day)
from (
    select employee, day,
        sum(points) over (partition by employee order by day range between 29 preceding and current row) as near
    from scored
) where near >= 25 group by employee
union all
select 'scorer-since', employee, min(day)
from (
    select employee, day, sum(points) over (partition by employee order by day) as so_far
    from scored join employee using (employee) where day >= joined
) where so_far >= 40 group by employee
union all
select 'skilled', employee, max(min(scored.day), nth.day)
from (select employee, day, sum(points) over (partition by employee order by day) as so_far from scored) scored
join nth using (employee) where so_far >= 35 and n = 12 group by employee;
