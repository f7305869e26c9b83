-- Units: what everybody did who belongs to one, or to one below it; everybody is below the unit above all. Their months
-- are the organization's, also where a member is in London.
create table together as
select unit, employee, module, kind, day from done
union all
select 'u-oulad', employee, module, kind, day from done;

insert into award (badge, tier, employee, day)
select 'together', tier, 'unit:' || unit, day
from (select unit, day, row_number() over (partition by unit order by day) as n from together)
join (select 20 as n, 'bronze' as tier union values (150, 'silver'), (5000, 'gold')) using (n);

insert into award (badge, employee, day)
select 'many-hands', 'unit:' || unit, first
from (
    select unit, first, row_number() over (partition by unit order by first) as n
    from (select unit, employee, min(day) as first from together group by unit, employee)
) where n = 10
union all
select 'good-month', 'unit:' || unit, min(day)
from (
    select unit, day,
        row_number() over (partition by unit, strftime('%Y-%m', day, '12 hours') order by day) as n
    from together
) where n = 8 group by unit;

insert into award (badge, employee, day, scope)
select 'of-each-module', 'unit:' || unit, day, json_quote(module)
from (
    select *, row_number() over (partition by unit, module order by day) as n from together where kind = 'TMA'
) where n = 6;

delete from award where badge not in (select badge from published);
