// <fairlead-jobs src="https://jobs.example.org" query="country=PT" language="de">: the open positions
// on a company's own site, in a frame that is as high as its list. What stands between the tags is
// shown until the list is there, and stays where it cannot be.
const HEIGHT = "fairlead-jobs:height";
const LOWEST = 120;
const HIGHEST = 20000;

class FairleadJobs extends HTMLElement {
  static observedAttributes = ["src", "query", "language"];

  connectedCallback() {
    this.listener = (event) => this.fit(event);
    window.addEventListener("message", this.listener);
    this.show();
  }

  disconnectedCallback() {
    window.removeEventListener("message", this.listener);
  }

  attributeChangedCallback() {
    if (this.frame) this.show();
  }

  get address() {
    const language = this.getAttribute("language");
    const path = language ? `/${language}/embed/jobs` : "/embed/jobs";
    const site = new URL(this.getAttribute("src") || import.meta.url, document.baseURI);
    const address = new URL(path, site);
    if (!/^https?:$/.test(address.protocol)) throw new TypeError("src is no web address");
    address.search = this.getAttribute("query") || "";
    if (!address.searchParams.has("referrer")) {
      address.searchParams.set("referrer", window.location.hostname);
    }
    return address;
  }

  show() {
    let address;
    try {
      address = this.address;
    } catch {
      return; // the link between the tags remains
    }
    const frame = document.createElement("iframe");
    frame.title = this.getAttribute("title") || this.textContent.trim() || "Jobs";
    frame.src = address.href;
    frame.style.cssText = "display:block;width:100%;height:640px;border:0";
    frame.loading = "lazy";
    this.origin = address.origin;
    this.frame = frame;
    const root = this.shadowRoot || this.attachShadow({ mode: "open" });
    root.replaceChildren(frame);
  }

  // Only our own frame is listened to, and only its height.
  fit(event) {
    if (event.source !== this.frame?.contentWindow || event.origin !== this.origin) return;
    if (event.data?.type !== HEIGHT || !Number.isFinite(event.data.height)) return;
    const height = Math.min(Math.max(event.data.height, LOWEST), HIGHEST);
    this.frame.style.height = `${Math.ceil(height)}px`;
  }
}

customElements.define("fairlead-jobs", FairleadJobs);
