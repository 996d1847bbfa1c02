/* Letters: files are sent as soon as they are chosen, and what is typed is kept. The form works
   without any of it. */
(() => {
  "use strict";
  const form = document.querySelector("form[data-keep]");
  if (!form) return;
  const part = () => form.querySelector("#zalaczniki");
  const say = (words) => (document.querySelector("#stan").textContent = words);

  let typed = false;
  let timer = 0;
  let keeping = null;
  const keep = () => {
    clearTimeout(timer);
    if (!typed) return;
    typed = false;
    const data = new FormData(form);
    data.delete("pliki");
    data.set("co", "przechowaj");
    keeping = new AbortController();
    fetch(form.action, {
      method: "POST",
      body: new URLSearchParams(data),
      keepalive: true,
      signal: keeping.signal,
    }).catch(() => (typed = true));
  };
  form.addEventListener("input", (event) => {
    if (event.target.type === "file") return;
    typed = true;
    clearTimeout(timer);
    timer = setTimeout(keep, 4000);
  });
  document.addEventListener("visibilitychange", () => document.hidden && keep());
  form.addEventListener("submit", () => {
    typed = false;
    clearTimeout(timer);
    if (keeping) keeping.abort();
  });

  /* What is too large is not even sent: it might take minutes. */
  const tooLarge = (field) =>
    [...field.files].find((file) => file.size > field.dataset.largest * 1048576);

  const shown = (text) => {
    const page = new DOMParser().parseFromString(text, "text/html");
    const fresh = page.querySelector("#zalaczniki");
    if (!fresh) return false;
    part().replaceWith(document.importNode(fresh, true));
    say((page.querySelector("#stan") || fresh.querySelector(".em") || { textContent: "" }).textContent.trim());
    const target = part().querySelector("[aria-invalid]") || part().querySelector("h2") || part();
    if (!target.hasAttribute("tabindex") && target === part()) target.tabIndex = -1;
    target.focus();
    return true;
  };

  const progress = (field) => {
    const label = document.createElement("label");
    label.className = "sending s";
    const words = document.createElement("span");
    const bar = document.createElement("progress");
    bar.max = 100;
    label.append(words, bar);
    field.after(label);
    return (percent) => {
      bar.value = percent;
      words.textContent = percent < 100 ? "Wysyłamy: " + percent + " %" : "Sprawdzamy plik…";
    };
  };

  const send = (field) => {
    const button = part().querySelector("button[value=dodaj]");
    const data = new FormData(form);
    data.set("co", "dodaj");
    const tell = progress(field);
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.setRequestHeader("HX-Request", "true");
    request.setRequestHeader("HX-Request-Type", "partial");
    request.setRequestHeader("HX-Target", "section#zalaczniki");
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) tell(Math.floor((event.loaded / event.total) * 100));
    });
    request.addEventListener("load", () => {
      if ((request.status === 200 || request.status === 422) && shown(request.responseText)) return;
      /* The session has ended, or something is wrong: let the page itself say so. */
      if (form.requestSubmit) form.requestSubmit(button);
      else button.click();
    });
    request.addEventListener("error", () => {
      part().querySelector(".sending").remove();
      say("Nie udało się wysłać pliku. Sprawdź połączenie i naciśnij: Dodaj wybrane pliki.");
    });
    say("Wysyłamy plik.");
    tell(0);
    request.send(data);
  };

  const refuse = (field, name) => {
    const old = part().querySelector(".too-large");
    if (old) old.remove();
    const words = document.createElement("p");
    words.className = "em too-large";
    words.id = "pliki-za-duzy";
    words.textContent =
      "Plik „" + name + "” jest za duży. Jeden plik może mieć najwyżej " + field.dataset.largest + " MB. Wybierz inny.";
    field.before(words);
    field.setAttribute("aria-describedby", "pliki-opis " + words.id);
    field.setAttribute("aria-invalid", "true");
    field.value = "";
    say(words.textContent);
  };

  form.addEventListener("change", (event) => {
    const field = event.target;
    if (field.type !== "file" || !field.files.length) return;
    const large = tooLarge(field);
    if (large) refuse(field, large.name);
    else send(field);
  });
})();
