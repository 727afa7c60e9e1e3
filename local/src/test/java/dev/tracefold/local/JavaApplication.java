package dev.tracefold.local;

import io.sentry.Attachment;
import io.sentry.Breadcrumb;
import io.sentry.Sentry;
import io.sentry.SentryLevel;
import io.sentry.protocol.Feedback;
import io.sentry.protocol.SentryId;
import io.sentry.protocol.User;
import java.nio.charset.StandardCharsets;

/** Sends what an application in Java would, by the SDK for Java. */
final class JavaApplication {

  private JavaApplication() {}

  /** Sends an error with an attachment, a message, feedback and a transaction; the error's id. */
  static String send(String dsn) {
    Sentry.init(
        options -> {
          options.setDsn(dsn);
          options.setRelease("shop@1.2.3");
          options.setEnvironment("production");
          options.setTracesSampleRate(1.0);
          // Who sends the same error twice means it.
          options.setEnableDeduplication(false);
        });
    Sentry.configureScope(
        scope -> {
          User user = new User();
          user.setId("42");
          user.setEmail("ada@example.com");
          scope.setUser(user);
          scope.setTag("flavour", "vanilla");
          scope.addBreadcrumb(Breadcrumb.info("added a pear"));
        });
    SentryId id = error();
    Sentry.captureMessage("stock is low", SentryLevel.WARNING);
    Feedback feedback = new Feedback("it broke");
    feedback.setName("Ada");
    feedback.setContactEmail("ada@example.com");
    feedback.setAssociatedEventId(id);
    Sentry.feedback().capture(feedback);
    Sentry.startTransaction("GET /cart", "http.server").finish();
    Sentry.flush(10_000);
    Sentry.close();
    return id.toString();
  }

  private static SentryId error() {
    byte[] attached = "attached".getBytes(StandardCharsets.UTF_8);
    Throwable error =
        new IllegalStateException("card refused", new IllegalArgumentException("no amount"));
    return Sentry.captureException(
        error, scope -> scope.addAttachment(new Attachment(attached, "notes.txt")));
  }
}
