'use strict';
(() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  const MOST_SHOWN = 200;
  const MOST_ROWS = 12;
  const number = new Intl.NumberFormat('en');
  const byId = (id) => document.getElementById(id);

  // Whatever a finding says is text: nothing here makes HTML of it.
  const make = (tag, classes, text) => {
    const element = document.createElement(tag);
    if (classes) element.className = classes;
    if (text !== undefined) element.textContent = text;
    return element;
  };
  const counted = (count, noun) => `${number.format(count)} ${noun}${count === 1 ? '' : 's'}`;
  const effectWords = new Map(data.effects.map((effect) => [effect.key, effect.words]));

  const filters = {
    effect: byId('filter-effect'),
    rule: byId('filter-rule'),
    severity: byId('filter-severity'),
    account: byId('filter-account'),
    control: byId('filter-control'),
  };
  const search = byId('search');
  const bars = [];

  function head() {
    const about = data.against === null ? '' : ` Compared with ${data.against}.`;
    byId('about').textContent =
      `${counted(data.findings, 'finding')} in ${data.source}, on ${data.at}. Rules: ${data.book}.${about}`;
    if (data.interrupted !== null) {
      byId('interrupted').textContent = data.interrupted;
      byId('interrupted').hidden = false;
    }
    const totals = [['findings', data.findings], ['would change', data.changed]].concat(
      data.effects.filter((effect) => effect.findings > 0).map((effect) => [effect.words, effect.findings]));
    for (const [words, count] of totals) {
      const total = make('div');
      total.append(make('dt', '', words), make('dd', '', number.format(count)));
      byId('totals').append(total);
    }
  }

  // A bar is a button: it presses one filter, and leads to the findings.
  function bar(where, options) {
    const button = make('button', options.second ? 'bar pair' : 'bar');
    button.type = 'button';
    const name = make('span', 'name', options.name);
    const track = (classes, parts) => {
      const element = make('span', classes);
      element.setAttribute('aria-hidden', 'true');
      for (const [kind, share] of parts) {
        if (share > 0) {
          const part = make('span', `part ${kind}`);
          part.style.setProperty('width', `${Math.max(share * 100, 0.5)}%`);
          element.append(part);
        }
      }
      return element;
    };
    button.append(name, track('track', options.parts), make('span', 'number', options.number));
    if (options.second) {
      button.append(track('track2', options.second.parts), make('span', 'number2', options.second.number));
    }
    if (options.words) button.append(make('span', 'words', options.words));
    if (options.label) button.setAttribute('aria-label', options.label);
    if (options.filter) {
      button.setAttribute('aria-pressed', 'false');
      button.addEventListener('click', () => press(button, options.filter));
      bars.push({ button, filter: options.filter });
    }
    byId(where).append(button);
  }

  function press(button, filter) {
    const isPressed = button.getAttribute('aria-pressed') === 'true';
    clear();
    if (!isPressed) {
      for (const [name, value] of Object.entries(filter)) select(filters[name], value);
    }
    show();
    if (!isPressed) {
      byId('findings-title').focus({ preventScroll: true });
      byId('findings').scrollIntoView();
    }
  }

  function select(list, value) {
    list.value = value;
    if (list.value !== value) {
      list.append(new Option(value, value));
      list.value = value;
    }
  }

  function clear() {
    search.value = '';
    for (const list of Object.values(filters)) list.value = '';
  }

  function rest(where, count, noun) {
    if (count > 0) byId(where).append(make('p', 'rest', `… and ${counted(count, noun)} more`));
  }

  function empty(where, words) {
    byId(where).append(make('p', 'empty', words));
  }

  function severities() {
    const most = Math.max(1, ...data.severities.flatMap((each) => [each.openBefore, each.openAfter]));
    for (const each of data.severities) {
      bar('severities', {
        name: each.name,
        parts: [['now', each.openBefore / most]],
        number: `${number.format(each.openBefore)} now`,
        second: { parts: [['then', each.openAfter / most]], number: `${number.format(each.openAfter)} then` },
        label: `${each.name}: ${number.format(each.openBefore)} open now, ${number.format(each.openAfter)} then`,
        filter: { severity: each.name },
      });
    }
    if (data.severities.length === 0) empty('severities', 'There is no finding.');
  }

  // A bar is as long as there are findings. A finding can have several effects, which then share its part.
  const parts = (counts, most) => {
    const effects = data.effects.map((effect) => [effect.key, counts.effects[effect.key] || 0]);
    const sum = effects.reduce((total, [, count]) => total + count, 0);
    const touched = Math.min(sum, counts.findings);
    const length = touched / most;
    return effects
      .map(([key, count]) => [key, sum === 0 ? 0 : (count / sum) * length])
      .concat([['untouched', (counts.findings - touched) / most]]);
  };
  const words = (counts) =>
    data.effects
      .filter((effect) => counts.effects[effect.key])
      .map((effect) => `${number.format(counts.effects[effect.key])} ${effect.words}`)
      .join(' · ');

  function groups(where, rows, filter, noun, restCount) {
    const most = Math.max(1, ...rows.map((row) => row.findings));
    for (const row of rows) {
      const said = words(row);
      bar(where, {
        name: row.name,
        parts: parts(row, most),
        number: number.format(row.findings),
        words: said || 'nothing would change',
        label: `${row.name}: ${counted(row.findings, 'finding')}${said ? `, ${said}` : ', nothing would change'}`,
        filter: { [filter]: row.name },
      });
    }
    if (rows.length === 0) empty(where, data.findings === 0 ? 'There is no finding.' : `No ${noun} matches a finding.`);
    const hidden = [...byId(where).children].slice(MOST_ROWS);
    const noMore = () => rest(where, restCount, noun);
    if (hidden.length < 2) {
      noMore();
      return;
    }
    for (const row of hidden) row.hidden = true;
    const more = make('button', 'more', `Show ${counted(hidden.length, `more ${noun}`)}`);
    more.type = 'button';
    more.addEventListener('click', () => {
      for (const row of hidden) row.hidden = false;
      more.remove();
      noMore();
      hidden[0].focus();
    });
    byId(where).append(more);
  }

  function differences() {
    if (data.against === null) return;
    byId('difference-section').hidden = false;
    byId('difference-title').textContent = `Compared with ${data.against}`;
    byId('difference-about').textContent =
      data.different === 0
        ? 'No finding differs.'
        : `${counted(data.different, 'finding')} ${data.different === 1 ? 'differs' : 'differ'}. Rules: of the other book → of this one.`;
    const most = Math.max(1, ...data.differences.map((row) => row.findings));
    for (const row of data.differences) {
      bar('differences', {
        name: row.words,
        parts: [[row.pattern, row.findings / most]],
        number: number.format(row.findings),
        words: row.rules,
        label: `${row.words}, ${row.rules}: ${counted(row.findings, 'finding')}`,
        filter: { effect: row.filter },
      });
    }
    rest('differences', data.differencesLeft, 'row');
  }

  function legend() {
    for (const effect of data.effects.filter((each) => each.findings > 0)) {
      const item = make('li');
      const swatch = make('span', `part ${effect.key}`);
      swatch.setAttribute('aria-hidden', 'true');
      item.append(swatch, make('span', '', effect.words));
      byId('legend').append(item);
    }
    const none = make('li');
    const swatch = make('span', 'part untouched');
    swatch.setAttribute('aria-hidden', 'true');
    none.append(swatch, make('span', '', 'no change'));
    byId('legend').append(none);
  }

  function options(list, all, values) {
    list.append(new Option(all, ''));
    for (const [value, label] of values) list.append(new Option(label, value));
  }

  function choices() {
    const sorted = (values) => [...new Set(values)].sort().map((value) => [value, value]);
    const sampled = data.sample;
    options(filters.effect, 'Anything', data.effects
      .filter((effect) => effect.findings > 0)
      .map((effect) => [effect.key, effect.words])
      .concat(data.differences.map((row) => [row.filter, `${row.words} (${row.rules})`])));
    options(filters.rule, 'All rules', sorted(sampled.flatMap((finding) => finding.rules.map((rule) => rule[0]))));
    options(filters.severity, 'All', data.severities.map((each) => [each.name, each.name]));
    options(filters.account, 'All accounts', sorted(sampled.map((finding) => finding.account)));
    options(filters.control, 'All controls', sorted(sampled.map((finding) => finding.control)));
  }

  for (const finding of data.sample) {
    finding.text = [finding.name, finding.title, finding.id, finding.account, finding.region, finding.control,
      ...finding.rules.map((rule) => rule[0])].join('\n').toLowerCase();
  }

  function matches(finding, terms) {
    return terms.every((term) => finding.text.includes(term))
      && (!filters.effect.value || finding.effects.includes(filters.effect.value)
        || finding.differences.includes(filters.effect.value))
      && (!filters.rule.value || finding.rules.some((rule) => rule[0] === filters.rule.value))
      && (!filters.severity.value || finding.severity[0] === filters.severity.value)
      && (!filters.account.value || finding.account === filters.account.value)
      && (!filters.control.value || finding.control === filters.control.value);
  }

  const arrow = ([before, after]) => (before === after ? before : `${before} → ${after}`);

  function item(finding) {
    const element = make('li');
    const first = make('div', 'head');
    first.append(
      make('span', 'name', finding.name),
      make('span', 'change', [arrow(finding.severity), arrow(finding.status)].filter(Boolean).join(', ')));
    element.append(first);
    if (finding.title && !finding.name.startsWith(finding.title)) element.append(make('div', 'title', finding.title));
    const rules = make('div', 'rules');
    for (const [id, effects] of finding.rules) {
      const did = effects.map((effect) => effectWords.get(effect)).join(', ');
      rules.append(make('span', 'tag', did ? `${id}: ${did}` : `${id}: no change`));
    }
    element.append(rules);
    for (const key of finding.differences) {
      const row = data.differences.find((each) => each.filter === key);
      if (row) element.append(make('div', 'said', `Differs: ${row.words} (${row.rules})`));
    }
    for (const sentence of finding.said) element.append(make('div', 'said', sentence));
    element.append(
      make('div', 'facts', [finding.account, finding.region, finding.control].filter(Boolean).join(' · ')),
      make('div', 'id', finding.id));
    return element;
  }

  function show() {
    const terms = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const found = data.sample.filter((finding) => matches(finding, terms));
    const shown = found.slice(0, MOST_SHOWN);
    byId('list').replaceChildren(...shown.map(item));
    const chosen = Object.values(filters).filter((list) => list.value).map((list) => list.selectedOptions[0].textContent);
    byId('findings-title').textContent = chosen.length === 0 ? 'Findings' : `Findings: ${chosen.join(', ')}`;
    const isFiltered = terms.length > 0 || Object.values(filters).some((list) => list.value);
    const of = data.sample.length < data.sampledOf
      ? `a sample of ${number.format(data.sample.length)} of the ${counted(data.sampledOf, 'finding')} that rules are about`
      : `${counted(data.sample.length, 'finding')} that rules are about`;
    let said = isFiltered ? `${number.format(found.length)} of ${of}` : of[0].toUpperCase() + of.slice(1);
    if (found.length > shown.length) said += `; the first ${number.format(shown.length)} are shown`;
    byId('shown').textContent = data.sampledOf === 0 ? 'No rule is about any finding.' : `${said}.`;
    for (const { button, filter } of bars) {
      const isPressed = terms.length === 0 && Object.entries(filters).every(([name, list]) => list.value === (filter[name] || ''));
      button.setAttribute('aria-pressed', String(isPressed));
    }
  }

  function trouble() {
    if (data.trouble.length === 0) return;
    byId('trouble-section').hidden = false;
    for (const sentence of data.trouble) byId('trouble').append(make('li', '', sentence));
  }

  // Where there is nothing, nothing explains it and nothing filters it.
  function nothing() {
    for (const hint of document.querySelectorAll('main .hint:not(#idle):not(#difference-about)')) hint.hidden = data.findings === 0;
    byId('legend').hidden = data.rules.length === 0;
    byId('filters').hidden = data.sampledOf === 0;
  }

  head();
  nothing();
  choices();
  differences();
  severities();
  legend();
  groups('rules', data.rules, 'rule', 'rule', data.rulesLeft);
  groups('accounts', data.accounts, 'account', 'account', data.accountsLeft);
  groups('controls', data.controls, 'control', 'control', data.controlsLeft);
  byId('idle').textContent = data.idle;
  trouble();
  byId('filters').addEventListener('input', show);
  byId('filters').addEventListener('submit', (event) => event.preventDefault());
  byId('filters').addEventListener('reset', (event) => {
    event.preventDefault();
    clear();
    show();
    search.focus();
  });
  show();
})();
