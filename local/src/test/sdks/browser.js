// Sends what a page would; bundled by the test that opens it.
import * as Sentry from "@sentry/browser";

Sentry.init({
  dsn: new URLSearchParams(location.search).get("dsn"),
  release: "shop@1.2.3",
  environment: "production",
});
Sentry.setUser({ id: "42", ip_address: "{{auto}}" });
Sentry.setTag("flavour", "vanilla");

function render() {
  throw new RangeError("no such shelf");
}

Sentry.withScope((scope) => {
  scope.addAttachment({ filename: "notes.txt", data: "attached" });
  try {
    render();
  } catch (error) {
    Sentry.captureException(error);
  }
});
