-- scholar: two badges, in tiers.
insert into award (badge, employee, day)
select 'scholar', one.employee, max(one.day, other.day)
from award one join award other using (employee)
where one.badge = 'steady' and one.tier = 'silver' and other.badge = 'distinction' and other.tier = 'silver';

-- steady-climb: two awards of one badge within 120 days.
insert into award (badge, employee, day)
select 'steady-climb', employee, min(day)
from (
    select employee, day,
        count(*) over (partition by employee order by day range between 119 preceding and current row) as near
    from award where badge = 'steady'
) where near >= 2 group by employee;

-- renewed-thrice: awards that have expired are counted too.
insert into award (badge, tier, employee, day)
select 'renewed-thrice', tier, employee, day
from (
    select employee, day, row_number() over (partition by employee order by day) as n from award where badge = 'renewed'
)
join (select 2 as n, 'bronze' as tier union values (3, 'silver')) using (n);

insert into award (badge, employee, day)
select 'of-scholars', employee, min(day)
from (
    select employee, day from award where badge = 'scholar'
    union all
    select employee, day from (
        select employee, day, row_number() over (partition by employee order by day) as n
        from award where badge = 'of-a-module'
    ) where n = 2
) group by employee;

-- All that is seen by what asks for any badge: what asks for any is not.
create table any_award as select * from award;
create table core as
select badge, tier, employee, day, row_number() over (partition by employee, badge order by day) as n
from award where badge in ('steady', 'explorer', 'distinction', 'credit', 'seasons');

insert into award (badge, tier, employee, day)
select 'collector', tier, employee, day
from (select employee, day, row_number() over (partition by employee order by day) as n from any_award)
join (select 5 as n, 'bronze' as tier union values (25, 'silver')) using (n);

insert into award (badge, employee, day)
select 'collector-of-autumn', employee, day
from (
    select employee, day, row_number() over (partition by employee order by day) as n
    from any_award where day >= julianday('2013-10-01 12:00') and day < julianday('2013-12-10 12:00')
) where n = 8
union all
select 'core', employee, day
from (select employee, day, row_number() over (partition by employee order by day) as n from core) where n = 9
union all
select 'core-each', employee, day
from (select employee, day, row_number() over (partition by employee order by day) as n from core where n = 1)
where n = 5
union all
select 'core-twice', employee, day
from (select employee, day, row_number() over (partition by employee order by day) as n from core where n <= 2)
where n = 8
union all
select 'golden', employee, min(day) from any_award where tier = 'gold' group by employee;
