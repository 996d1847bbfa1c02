/* What our own rules ask of a page as it is shown now. Each gives the sentences of what is wrong. */
window.ownChecks = (() => {
  "use strict";
  const QUIET = 250;
  const name = (element) => element.outerHTML.replace(/\s+/g, " ").slice(0, 120);
  const isShown = (element) =>
    element.checkVisibility({ visibilityProperty: true }) && !element.closest(".vh, .skip, [hidden]");

  /* Every line of text inside the window and inside everything around it that cuts off. */
  function cutOff() {
    const found = [];
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth > innerWidth) {
      found.push(`the page is ${document.documentElement.scrollWidth} px wide in ${innerWidth} px`);
    }
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    while (texts.nextNode()) {
      const text = texts.currentNode;
      const owner = text.parentElement;
      if (!text.data.trim() || !isShown(owner) || owner.closest("svg, script, dialog")) continue;
      range.selectNodeContents(text);
      for (const line of range.getClientRects()) {
        if (line.width < 1) continue;
        let scrolls = false;
        for (let box = owner; box !== document.body; box = box.parentElement) {
          const style = getComputedStyle(box);
          if (/auto|scroll/.test(style.overflowX)) scrolls = true;
          if (!/hidden|clip/.test(style.overflowX + style.overflowY)) continue;
          const edge = box.getBoundingClientRect();
          if (
            line.left < edge.left - 1 || line.right > edge.right + 1 ||
            line.top < edge.top - 4 || line.bottom > edge.bottom + 4
          ) found.push(`cut off: „${text.data.trim()}” in ${name(box)}`);
        }
        if (!scrolls && (line.left < -1 || line.right > width + 1)) {
          found.push(`outside the window: „${text.data.trim()}” in ${name(owner)}`);
        }
      }
    }
    return [...new Set(found)];
  }

  /* A link inside a sentence may be as small as its words. */
  function isInRunningText(element) {
    if (element.tagName !== "A" || getComputedStyle(element).display !== "inline") return false;
    const around = element.closest("p, li, dd, td, div, summary");
    if (!around || element.closest("nav, table, h1, h2, h3")) return false;
    const others = around.cloneNode(true);
    for (const link of others.querySelectorAll("a, .vh, svg")) link.remove();
    return others.textContent.trim().length > 3;
  }

  function smallTargets() {
    const found = [];
    for (const element of document.querySelectorAll("a[href], button, summary, input, select, textarea")) {
      if (!isShown(element) || element.type === "hidden" || isInRunningText(element)) continue;
      const target = /radio|checkbox/.test(element.type) ? element.closest("label") || element : element;
      const { width, height } = target.getBoundingClientRect();
      if (width < 43.9 || height < 43.9) {
        found.push(`${Math.round(width)} × ${Math.round(height)} px: ${name(element)}`);
      }
    }
    return found;
  }

  function focusable() {
    const all = "a[href], button, summary, input, select, textarea, [tabindex='0']";
    const groups = new Set();
    const within = document.querySelector("dialog:modal") || document;
    return [...within.querySelectorAll(all)].filter((element) => {
      if (!element.checkVisibility({ visibilityProperty: true })) return false;
      if (element.type === "hidden" || element.tabIndex < 0 || element.closest("dialog:not([open])")) return false;
      if (element.type !== "radio") return true;
      /* One stop for each group of radio buttons: the chosen one, or the first. */
      const chosen = within.querySelector(`input[type=radio][name="${element.name}"]:checked`);
      return chosen ? element === chosen : !groups.has(element.name) && groups.add(element.name);
    });
  }

  /* The element with the focus: how its focus shows, and whether it is covered. */
  function focused() {
    const element = document.activeElement;
    if (!element || element === document.body || element.id === "bledy") return null;
    /* A page inside the page is looked at by itself. */
    if (element.tagName === "IFRAME") return [];
    const shown = element.closest(".opt") || element;
    const style = getComputedStyle(shown);
    const problems = [];
    if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) {
      problems.push(`no visible focus: ${name(element)}`);
    }
    const box = shown.getBoundingClientRect();
    if (box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth) {
      problems.push(`focus outside the window: ${name(element)}`);
    } else {
      /* The first line of a link that is broken into several. */
      const line = shown.getClientRects()[0] || box;
      const x = Math.min(Math.max((line.left + line.right) / 2, 1), innerWidth - 2);
      const y = Math.min(Math.max((line.top + line.bottom) / 2, 1), innerHeight - 2);
      const above = document.elementFromPoint(x, y);
      const own = [shown, element].some((each) => above && (each.contains(above) || above.contains(each)));
      if (!own) problems.push(`covered by ${above && name(above)}: ${name(element)}`);
    }
    element.dataset.visited = "yes";
    return problems;
  }

  /* What Tab has come upon. Each stop is looked at when it is left, so that pressing is all that has
     to be asked of the browser. */
  const walk = { begun: false, faults: [], rounds: 0 };
  addEventListener("keydown", (event) => {
    if (event.key !== "Tab") return;
    const faults = focused();
    if (faults) walk.faults.push(...faults);
    else if (walk.begun) walk.rounds += 1;
    walk.begun = true;
  }, true);
  /* Where the focus begins in the middle, at a list of mistakes, it comes to the top in the end. */
  const walked = () => ({
    faults: walk.faults,
    over: walk.rounds > 1 || (walk.rounds === 1 && !missed().length),
  });

  const missed = () => focusable().filter((element) => !element.dataset.visited).map(name);

  const shift = () => {
    const entries = [];
    const observer = new PerformanceObserver(() => {});
    observer.observe({ type: "layout-shift", buffered: true });
    entries.push(...observer.takeRecords());
    observer.disconnect();
    return entries
      .filter((entry) => !entry.hadRecentInput)
      .map((entry) => `${entry.value.toFixed(4)} ${entry.sources.map((s) => s.node && (s.node.outerHTML || s.node.data || "").slice(0, 80)).join(" | ")}`);
  };

  /* Until the page has come and nothing has changed, arrived or moved in it for a while. */
  let last = 0;
  const note = () => (last = performance.now());
  new MutationObserver(note).observe(document, { subtree: true, childList: true, attributes: true });
  for (const type of ["resource", "paint", "layout-shift"]) new PerformanceObserver(note).observe({ type, buffered: true });
  addEventListener("load", note);
  const quiet = () => new Promise((resolve) => {
    const look = () => {
      const left = document.readyState === "complete" ? QUIET - (performance.now() - last) : QUIET;
      if (left <= 0) resolve();
      else setTimeout(look, left);
    };
    look();
  });

  const stored = () => [...Object.keys(localStorage), ...Object.keys(sessionStorage)];

  /* What WCAG 1.4.12 lets a reader set. */
  function spaceOut() {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }" +
      "p { margin-bottom: 2em !important }"
    );
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  }

  function spaceBack() {
    document.adoptedStyleSheets = document.adoptedStyleSheets.slice(0, -1);
  }

  /* The attributes with which the server draws an appearance. */
  function wear(attributes) {
    const html = document.documentElement;
    for (const name of ["data-text", "data-big", "data-theme"]) html.removeAttribute(name);
    for (const [name, value] of Object.entries(attributes)) html.setAttribute(name, value);
  }

  /* What several checks say of several appearances: pairs of a fault and where it shows. Asked in
     one go, for the way here and back takes longer than most checks. */
  async function inEach(looks) {
    const found = [];
    for (const { where, attributes, checks, rules } of looks) {
      wear(attributes);
      const faults = checks.flatMap((check) => all[check]() || []);
      if (rules !== undefined) faults.push(...(await window.askAxe(rules)));
      found.push(...faults.map((fault) => [fault, where]));
    }
    return found;
  }

  const all = {
    cutOff, smallTargets, focusable, focused, walked, missed, quiet, shift, stored, spaceOut, spaceBack,
    wear, inEach,
  };
  return all;
})();
