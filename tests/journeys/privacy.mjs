// Somebody hides from boards: gone for others, from the past too; still there for themselves; and comes back.
import { ask, until } from './doors.mjs';
import { axe, picture } from './look.mjs';
import { standing } from './points.mjs';
import { journey } from './stage.mjs';

const APPEAR = 'mutation { setPrivacy(input: { hideFromBoards: false }) { id } }';

await journey(async ({ access }, stage) => {
  const { employee, manager } = access.people;
  await ask(access, 'employee', APPEAR);
  const [hider, other] = await Promise.all([stage.person(employee.name), stage.person(manager.name)]);
  const boards = async () => ({ month: await board('month'), all: await board('all') });
  const onBoth = ({ month, all }) => month.shows && all.shows;
  const onNone = ({ month, all }) => !month.shows && !all.shows;
  const before = { own: await standing(access, 'employee'), ...(await until('on both boards', boards, onBoth)) };

  await hider.getByRole('button', { name: employee.name }).click();
  await hider.getByRole('menuitem', { name: 'What others see of you' }).click();
  const appear = hider.getByRole('switch', { name: 'Appear on leaderboards' });
  await appear.click();
  await hider.getByText('Only you see your rank.').waitFor();
  const hidden = await until('gone for others', boards, onNone);
  await picture(other, stage.artifacts, 'moment-hidden-for-others');
  const own = await ownView(access, hider);
  const findings = await axe(hider);
  await picture(hider, stage.artifacts, 'moment-hidden-for-oneself');

  await hider.goBack();
  await appear.click();
  await hider.getByText('Everyone sees your name, rank and points.').waitFor();
  const back = await until('back for others', boards, onBoth);
  return { before, hidden: { ...hidden, own }, back, findings };

  /** What another reader sees of a whole board: whether she is on it, and how many chose not to appear. */
  async function board(period) {
    await other.goto(`${access.web}/leaderboard?view=top${period === 'all' ? '&period=all' : ''}`);
    await stage.rest(other);
    const note = other.getByText(/chose not to appear/);
    const hiding = (await note.count()) ? Number(/(\d+) (person|people) chose/.exec(await note.innerText())[1]) : 0;
    return { shows: (await other.getByRole('row').filter({ hasText: employee.name }).count()) === 1, hiding };
  }
});

async function ownView(access, page) {
  await page.getByRole('link', { name: 'Leaderboard' }).first().click();
  await page.getByText('Only you see this').waitFor();
  return { ...(await standing(access, 'employee')), said: await page.getByRole('complementary').innerText() };
}
