// Sends what an application on Node.js would; prints the id of its error.
import * as Sentry from "@sentry/node";

Sentry.init({
  dsn: process.env.SENTRY_DSN,
  release: "shop@1.2.3",
  environment: "production",
  tracesSampleRate: 1,
  // As transactions, not as single spans, which nothing here saves.
  traceLifecycle: "static",
});
Sentry.setUser({ id: "42", email: "ada@example.com" });
Sentry.setTag("flavour", "vanilla");
Sentry.addBreadcrumb({ category: "cart", message: "added a pear" });

function checkout() {
  throw new Error("card refused", { cause: new TypeError("no amount") });
}

let id;
Sentry.withScope((scope) => {
  scope.addAttachment({ filename: "notes.txt", data: "attached" });
  try {
    checkout();
  } catch (error) {
    id = Sentry.captureException(error);
  }
});
Sentry.captureMessage("stock is low", "warning");
Sentry.captureFeedback({
  message: "it broke",
  name: "Ada",
  email: "ada@example.com",
  associatedEventId: id,
});
Sentry.startSpan({ name: "GET /cart", op: "http.server" }, () => {});
await Sentry.close(10000);
console.log(id);
