/** Numbers that a page shows later: by a style, by a class, by an attribute. */
import { cardOn, expectMarks, middleOf, test } from './detection-harness.ts';

test('numbers that a page shows later by style alone are marked, and a click opens their card', async ({ page, site }) => {
  const filler = Array.from({ length: 300 }, (_, i) => `<li>Note ${i}</li>`).join('');
  await page.goto(
    site.add(`<!doctype html><style>.panel { display: none } .open .panel, .panel.on { display: block } .badge { display: none }
      .badge.on { display: inline }</style>
      <p>055 501 0140</p>
      <div id="style" style="display: none">055 501 0141</div>
      <div id="ancestor"><div class="panel">055 501 0142</div></div>
      <div id="hidden" hidden>055 501 0143</div>
      <div id="class" class="panel">055 501 0144</div>
      <div id="nested" hidden><section><p>055 501 0145</p></section></div>
      <p>Call <span id="inline" class="badge">055 501 0146</span></p>
      <div id="never" hidden>055 501 0147</div><ul>${filler}</ul>`),
  );
  await expectMarks(page, ['055 501 0140', '055 501 0145']);
  await page.evaluate(() => {
    document.getElementById('style')!.style.display = 'block';
    document.getElementById('ancestor')!.className = 'open';
    for (const id of ['hidden', 'nested']) document.getElementById(id)!.hidden = false;
    document.getElementById('class')!.className = 'panel on';
    document.getElementById('inline')!.className = 'badge on';
  });
  const shown = ['0140', '0141', '0142', '0143', '0144', '0145', '0146'].map((end) => `055 501 ${end}`);
  await expectMarks(page, shown);
  // Hidden and shown once more, with another text meanwhile.
  await page.evaluate(() => {
    const panel = document.getElementById('style')!;
    panel.style.display = 'none';
    panel.textContent = '055 501 0149';
    requestAnimationFrame(() => setTimeout(() => (panel.style.display = ''), 1000));
  });
  await expectMarks(page, [...shown.filter((number) => number !== '055 501 0141'), '055 501 0149']);
  const at = await middleOf(page, '055 501 0142');
  await page.mouse.click(at.x, at.y);
  await cardOn(page);
});
