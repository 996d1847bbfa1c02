/* Shortens the way; every page also works without it. */
(() => {
  "use strict";
  const find = (selector, from) => (from || document).querySelector(selector);
  const say = (words) => {
    find("#stan").textContent = "";
    setTimeout(() => (find("#stan").textContent = words), 60);
  };
  const toast = (words) => {
    const strip = document.createElement("p");
    strip.className = "toast";
    strip.textContent = words;
    document.body.append(strip);
    setTimeout(() => strip.remove(), 6000);
    say(words);
  };
  const prepare = (part) => {
    for (const button of part.querySelectorAll("[data-copy],[data-reveal],[data-print]")) button.hidden = false;
  };
  const acts = {
    copy(button) {
      const text = find("#" + button.dataset.copy).textContent.trim().replace(/[^\S\n]+/g, " ");
      navigator.clipboard.writeText(text).then(() => toast(button.dataset.copied || "Skopiowano."));
    },
    reveal(button) {
      const field = find("#" + button.dataset.reveal);
      const shown = field.type === "text";
      field.type = shown ? "password" : "text";
      button.setAttribute("aria-pressed", String(!shown));
      button.textContent = shown ? "Pokaż hasło" : "Ukryj hasło";
    },
    print() {
      window.print();
    },
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-copy],[data-reveal],[data-print]");
    if (button) for (const act in acts) if (act in button.dataset) acts[act](button);
  });
  document.addEventListener("htmx:after:swap", (event) => prepare(event.target.nodeType ? event.target : document));
  document.addEventListener("htmx:after:settle", () => prepare(document));
  document.addEventListener("htmx:error", () => toast("Nie udało się wczytać. Sprawdź połączenie i spróbuj ponownie."));
  /* A whole page in place of a piece: the session has ended, or something is wrong. Go there. */
  document.addEventListener("htmx:after:request", (event) => {
    const { text, request } = event.detail.ctx;
    if (!/^\s*<!doctype/i.test(text)) return;
    event.preventDefault();
    location.assign(request.action);
  });

  /* What is unfolded over the page folds when the focus goes on, and by Escape. */
  const fold = (kept) => {
    for (const open of document.querySelectorAll(".top [open], .bar [open]")) if (open !== kept) open.open = false;
  };
  document.addEventListener("focusin", (event) => fold(event.target.closest("details")));
  document.addEventListener("keydown", (event) => {
    const open = event.key === "Escape" && find(".top [open], .bar [open]");
    if (open) {
      open.open = false;
      find("summary", open).focus();
    }
  });

  /* The warning before a session ends. The server decides; this only tells in time. */
  const end = find("#koniec");
  if (end) {
    let last = Date.now();
    const idle = end.dataset.idle * 1000;
    const dialog = document.createElement("dialog");
    dialog.className = "idle";
    dialog.setAttribute("aria-labelledby", "koniec-h");
    dialog.innerHTML =
      '<h2 id="koniec-h">Czy jeszcze tu jesteś?</h2><p class="t1">Za 2 minuty wylogujemy Cię, bo od dłuższego czasu nic się nie dzieje. To, co wpisano, zostanie na ekranie.</p>' +
      '<p class="btns"><button class="btn" type="button" autofocus>Zostaję</button><button class="btn alt" type="submit" form="wyloguj">Wyloguj</button></p>';
    document.body.append(dialog);
    const stay = () => fetch("/sesja", { method: "POST" }).then((answer) => {
      if (answer.ok) last = Date.now();
      dialog.close();
    });
    find("button", dialog).addEventListener("click", stay);
    dialog.addEventListener("cancel", stay);
    /* The last end cannot be put off; only a page opened shortly before it knows of it. */
    if (end.dataset.left)
      setTimeout(() => {
        find("h2", dialog).textContent = "Sesja zaraz się skończy";
        find("p", dialog).textContent = "Za 2 minuty poprosimy o ponowne zalogowanie. To, co wpisano, nie zginie.";
        find("button", dialog).textContent = "Rozumiem";
        if (!dialog.open) dialog.showModal();
      }, Math.max(0, end.dataset.left - 120) * 1000);
    setInterval(() => {
      if (!dialog.open && Date.now() - last > idle - 120000 && Date.now() - last < idle) dialog.showModal();
    }, 5000);
    document.addEventListener("htmx:after:request", () => (last = Date.now()));
  }

  /* A page that only hands on goes by itself; not when one comes Back to it, which would be a trap. */
  const onward = find("form[data-submit]");
  if (onward) {
    onward.addEventListener("submit", (event) => {
      if (onward.dataset.sent) event.preventDefault();
      onward.dataset.sent = "1";
    });
    addEventListener("pageshow", (event) => event.persisted && delete onward.dataset.sent);
    const visit = performance.getEntriesByType("navigation")[0];
    if (!visit || visit.type === "navigate") onward.requestSubmit ? onward.requestSubmit() : find("button", onward).click();
  }

  prepare(document);
  const errors = find("#bledy");
  if (errors) errors.focus();
})();
