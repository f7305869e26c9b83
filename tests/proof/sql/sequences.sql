-- The steps of a week: 1 up to Tuesday, 2 up to Thursday, 3 from Friday on. Which of several submissions of one day a
-- chain takes makes no difference, so that a day stands for them.
create table step as
select employee, day, quarter, case when weekday <= 2 then 1 when weekday <= 4 then 2 else 3 end as step,
    count(*) as many
from done group by employee, day;
create index steps on step (employee, step, day);

create table chain as
select three.employee, three.day, three.day - one.day as lasting, one.day as since
from step one
join step two on two.employee = one.employee and two.step = 2 and two.day > one.day
join step three on three.employee = two.employee and three.step = 3 and three.day > two.day
where one.step = 1;

insert into award (badge, employee, day)
select 'in-order', employee, min(day) from chain group by employee
union all
select 'in-order-soon', employee, min(day) from chain where lasting <= 10 group by employee
union all
select 'in-order-in-spring', employee, min(day) from chain
where since >= julianday('2014-01-01 12:00') and day < julianday('2014-05-01 12:00') group by employee;

-- Strictly: day after day, nothing between, also no second submission of the day in the middle. In
-- there-and-back only the first and the third kind of day is looked at.
create table strictly as
select employee, day,
    lag(step, 2) over mine || lag(step) over mine || step as steps, lag(many) over mine as amid,
    day - lag(day, 2) over mine as lasting
from step window mine as (partition by employee order by day);

insert into award (badge, employee, day)
select 'in-order-strictly', employee, min(day) from strictly where steps = '123' and amid = 1 group by employee
union all
select 'in-order-strictly-soon', employee, min(day) from strictly
where steps = '123' and amid = 1 and lasting <= 21 group by employee
union all
select 'there-and-back', employee, min(day)
from (
    select employee, day, lag(step, 2) over mine || lag(step) over mine || step as steps, lag(many) over mine as amid
    from step where step <> 2 window mine as (partition by employee, quarter order by day)
) where steps = '131' and amid = 1 group by employee;

-- started-soon: submitted within 30 days of joining; at the moment of joining, joining comes first.
insert into award (badge, employee, day)
select 'started-soon', employee, min(day) from done where day between joined and joined + 30 group by employee;
