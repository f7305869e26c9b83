-- Awards are those of badges that are published.
delete from award where badge not in (select badge from published);

-- What gives points: each award of these badges, what scores, each award in gold.
create table worth (badge, points);
insert into worth values
    ('steady', 10), ('explorer', 15), ('distinction', 20), ('credit', 25), ('busy-month', 5), ('sprint', 6),
    ('autumn', 7), ('seasons', 8), ('caledonian', 9), ('all-rounder', 30), ('scholar', 50), ('reader', 1),
    ('six-weeks', 2), ('weekdays', 3), ('in-order', 2), ('renewed', 1), ('daily', 1), ('monthly', 2),
    ('every-dozen', 2), ('of-a-module', 1), ('scorer', 2), ('core', 1);

create table point as
select employee, day, points from award join worth using (badge)
union all
select employee, day, points from scored
union all
select employee, day, 15 from award where tier = 'gold';

-- The months are the organization's, whichever zone the person is in.
create table score as
select strftime('%Y-%m', day, '12 hours') as period, employee, sum(points) as points
from point group by period, employee
union all
select 'all', employee, sum(points) from point group by employee;

-- rank = 1 + the number of those strictly higher, which is what rank() means.
create view board as
select period, employee, points, rank() over (partition by period order by points desc) as rank from score;

create view earned as
select employee, badge, tier, scope, strftime('%Y-%m-%dT%H:%M:%SZ', day) as earned_at from award;
