/** The page's script: it hides what the filter does not want. Without it everything is shown. */
export const script = `
const form = document.querySelector('form.filter');
const findings = [...document.querySelectorAll('.finding')];
const shown = document.getElementById('shown');
function filter() {
  const data = new FormData(form);
  const words = String(data.get('words')).toLowerCase();
  const rule = String(data.get('rule'));
  const kinds = data.getAll('kind');
  let count = 0;
  for (const finding of findings) {
    const { kind } = finding.dataset;
    const wanted = kinds.includes(kind) && (rule === '' || finding.dataset.rule === rule) && (words === '' || finding.textContent.toLowerCase().includes(words) || finding.dataset.file.toLowerCase().includes(words));
    finding.hidden = !wanted;
    if (wanted) count++;
  }
  for (const section of document.querySelectorAll('section.file')) section.hidden = section.querySelector('.finding:not([hidden])') === null;
  shown.textContent = count + ' of ' + findings.length + ' shown';
}
form.hidden = false;
form.addEventListener('input', filter);
form.addEventListener('submit', (event) => { event.preventDefault(); });
filter();
`.trim();
