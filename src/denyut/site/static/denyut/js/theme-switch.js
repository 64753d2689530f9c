// <theme-switch> around buttons with data-theme-choice="auto|light|dark". The choice is a cookie, so that the server draws the page right at once.

class ThemeSwitch extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", (event) => {
      const choice = event.target.closest("[data-theme-choice]")?.dataset.themeChoice;
      if (choice) this.#choose(choice);
    });
    this.#mark(document.documentElement.dataset.theme || "auto");
  }

  #choose(theme) {
    document.documentElement.dataset.theme = theme;
    document.cookie = `denyut_theme=${theme}; path=/; max-age=31536000; samesite=lax`;
    this.#mark(theme);
  }

  #mark(theme) {
    for (const button of this.querySelectorAll("[data-theme-choice]")) {
      button.setAttribute("aria-checked", String(button.dataset.themeChoice === theme));
    }
  }
}

customElements.define("theme-switch", ThemeSwitch);
