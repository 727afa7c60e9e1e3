package dev.tracefold.receiving;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tracefold.attachment.AttachmentQueue;
import dev.tracefold.intake.authentication.Credentials;
import dev.tracefold.intake.body.Bytes;
import dev.tracefold.intake.body.DecodedBody;
import dev.tracefold.intake.envelope.ItemType;
import dev.tracefold.outcome.DataCategory;
import dev.tracefold.outcome.Outcome;
import dev.tracefold.outcome.OutcomeMessage;
import dev.tracefold.outcome.OutcomeQueue;
import dev.tracefold.project.Projects;
import dev.tracefold.ratelimit.RateLimits;
import dev.tracefold.ratelimit.Throttle;
import dev.tracefold.receiving.RequestBody.Items;
import dev.tracefold.receiving.RequestBody.Unreadable;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Answers HTTP requests: the one way in for SDKs (since-2022 11).
 *
 * <p>A request is acknowledged only after everything it leaves behind is durable. A store or queue
 * that is out of reach is answered with 503, and the sender tries again: what was sent before is
 * recognised by its ids.
 */
public final class Intake {

  /** Long enough for a queue to come back, short enough for an SDK to keep its event. */
  private static final String RETRY_AFTER_SECONDS = "30";

  /** An SDK asks again whether its sessions are wanted: a later version may save them. */
  private static final int UNSAVED_SECONDS = 3600;

  private static final Admission.Refused NO_KEY =
      new Admission.Refused(
          401,
          "no sentry_key: expected it in X-Sentry-Auth, in the query or in the envelope's dsn");

  private final Projects projects;
  private final Staging staging;
  private final EventQueue events;
  private final AttachmentQueue attachments;
  private final OutcomeQueue outcomes;
  private final RateLimits limits;
  private final Clock clock;

  /**
   * @param projects asked for every request: a cached one
   */
  public Intake(
      Projects projects,
      Staging staging,
      EventQueue events,
      AttachmentQueue attachments,
      OutcomeQueue outcomes,
      RateLimits limits,
      Clock clock) {
    this.projects = Objects.requireNonNull(projects, "projects");
    this.staging = Objects.requireNonNull(staging, "staging");
    this.events = Objects.requireNonNull(events, "events");
    this.attachments = Objects.requireNonNull(attachments, "attachments");
    this.outcomes = Objects.requireNonNull(outcomes, "outcomes");
    this.limits = Objects.requireNonNull(limits, "limits");
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  /**
   * Answers a request.
   *
   * @throws RuntimeException if a store is out of reach; {@link #unavailable} is the answer then
   */
  public IntakeResponse answer(IntakeRequest request) {
    IntakeResponse response =
        switch (Route.of(request.method(), request.path())) {
          case Route.Health health ->
              IntakeResponse.json(
                  200, JsonNodeFactory.instance.objectNode().put("is_healthy", true));
          case Route.Preflight preflight -> IntakeResponse.empty(204);
          case Route.WrongMethod wrong ->
              IntakeResponse.refused(405, "expected the method " + wrong.allowed())
                  .with("allow", wrong.allowed());
          case Route.Unknown unknown ->
              IntakeResponse.refused(404, "expected a path such as /api/PROJECT/envelope/");
          case Route.Endpoint endpoint -> receive(request, endpoint);
        };
    return CrossOrigin.allow(request.method(), response);
  }

  /** The answer while a store or queue is out of reach: nothing is acknowledged. */
  public static IntakeResponse unavailable(IntakeRequest request) {
    return CrossOrigin.allow(
        request.method(),
        IntakeResponse.refused(503, "the intake cannot store anything at the moment: send again")
            .with("retry-after", RETRY_AFTER_SECONDS));
  }

  /**
   * The answer to a request that is too large to become a function's event, for whoever stands
   * before the function; it names the other way in.
   *
   * @param method of the request
   */
  public static IntakeResponse tooLarge(String method) {
    Unreadable unreadable = RequestBody.tooLarge(RequestBody.REQUEST_BYTES_MAX);
    return CrossOrigin.allow(
        method, IntakeResponse.refused(unreadable.status(), unreadable.detail()));
  }

  private IntakeResponse receive(IntakeRequest request, Route.Endpoint endpoint) {
    Optional<Credentials> shown = ShownCredentials.of(request, endpoint);
    if (shown.isPresent()) {
      return receive(request, endpoint, shown.get());
    }
    // Only an envelope may name its key inside; decoding is bounded, so that it may come before.
    return Route.isEnvelope(endpoint)
        ? receiveUnshown(request, endpoint, body(request, endpoint))
        : NO_KEY.response();
  }

  private IntakeResponse receive(
      IntakeRequest request, Route.Endpoint endpoint, Credentials shown) {
    return switch (Admission.of(projects, shown, endpoint.project())) {
      case Admission.Refused refused -> refused.response();
      case Admission.Admitted admitted ->
          take(request, arrival(request, admitted), body(request, endpoint));
    };
  }

  private IntakeResponse receiveUnshown(
      IntakeRequest request, Route.Endpoint endpoint, RequestBody body) {
    Admission admission =
        dsnOf(body)
            .flatMap(Credentials::ofDsn)
            .map(credentials -> Admission.of(projects, credentials, endpoint.project()))
            .orElse(NO_KEY);
    return switch (admission) {
      case Admission.Refused refused -> refused.response();
      case Admission.Admitted admitted -> take(request, arrival(request, admitted), body);
    };
  }

  private static RequestBody body(IntakeRequest request, Route.Endpoint endpoint) {
    return switch (RequestBody.decode(request)) {
      case DecodedBody.Decoded decoded -> parse(request, decoded.bytes(), endpoint);
      case DecodedBody.TooLarge tooLarge -> RequestBody.tooLarge(tooLarge.bytesMax());
      case DecodedBody.Malformed malformed ->
          new Unreadable(400, "invalid_compression", malformed.detail());
      case DecodedBody.UnknownEncoding unknown ->
          new Unreadable(
              415,
              "unknown_encoding",
              "the content encoding is none of gzip, deflate, br, zstd and identity");
    };
  }

  private static RequestBody parse(IntakeRequest request, Bytes body, Route.Endpoint endpoint) {
    String contentType = request.header("content-type").orElse("");
    return switch (endpoint) {
      case Route.Ingest ingest ->
          switch (ingest.kind()) {
            case ENVELOPE -> RequestBody.ofEnvelope(body);
            case STORE -> RequestBody.ofStore(body);
            case MINIDUMP -> FormBody.ofMinidump(body, contentType);
            case SECURITY -> FormBody.ofSecurityReport(request, body);
            case NEL -> FormBody.ofItem(ItemType.NEL, body);
          };
      case Route.LateAttachments late -> FormBody.ofAttachments(late.eventId(), body, contentType);
      case Route.CheckIn checkIn -> FormBody.ofItem(ItemType.CHECK_IN, body);
      case Route.UnrealCrash crash -> FormBody.ofItem(ItemType.UNREAL_REPORT, body);
      case Route.WebFeedback feedback -> FormBody.ofItem(ItemType.USER_REPORT, body);
    };
  }

  private static Optional<String> dsnOf(RequestBody body) {
    return switch (body) {
      case Items items -> Optional.ofNullable(items.envelope().dsn());
      case Unreadable unreadable -> Optional.empty();
    };
  }

  private Arrival arrival(IntakeRequest request, Admission.Admitted admitted) {
    return new Arrival(
        request.id(),
        admitted.project(),
        admitted.key(),
        clock.instant(),
        request.remoteAddress(),
        admitted.credentials().client(),
        request.headers());
  }

  private IntakeResponse take(IntakeRequest request, Arrival arrival, RequestBody body) {
    return switch (body) {
      case Unreadable unreadable -> {
        OutcomeMessage outcome =
            arrival.outcome(
                new Outcome.Invalid(unreadable.reason()),
                DataCategory.DEFAULT,
                arrival.requestId(),
                null,
                1);
        yield outcomes.send(List.of(outcome)).isEmpty()
            ? IntakeResponse.refused(unreadable.status(), unreadable.detail())
            : unavailable(request);
      }
      case Items items -> {
        Delivery delivery = Triage.of(arrival, items.envelope(), limits);
        yield deliver(delivery)
            ? limits(arrival, delivery, acknowledged(delivery))
            : unavailable(request);
      }
    };
  }

  /** References come after what they point to, outcomes after what they account for. */
  private boolean deliver(Delivery delivery) {
    delivery.staged().forEach(object -> staging.put(object.key(), object.content()));
    return (delivery.messages().isEmpty() || events.send(delivery.messages()).isEmpty())
        && (delivery.jobs().isEmpty() || attachments.send(delivery.jobs()).isEmpty())
        && (delivery.outcomes().isEmpty() || outcomes.send(delivery.outcomes()).isEmpty());
  }

  private static IntakeResponse acknowledged(Delivery delivery) {
    String reason = delivery.invalidReason();
    if (reason == null || delivery.savesSomething()) {
      return IntakeResponse.accepted(delivery.eventId());
    }
    return IntakeResponse.refused(
        reason.equals(Triage.TOO_LARGE) ? 413 : 400, "nothing of it can be saved: " + reason);
  }

  /** SDKs keep back what would be refused, once they are told, be it with a good answer. */
  private IntakeResponse limits(Arrival arrival, Delivery delivery, IntakeResponse response) {
    List<Throttle> reached = limits.reached(arrival.project(), arrival.key());
    IntakeResponse answer =
        delivery.isLimited() && !delivery.savesSomething() ? limited(reached) : response;
    String told =
        Stream.concat(reached.stream().map(Throttle::headerEntry), unsaved(delivery).stream())
            .collect(Collectors.joining(", "));
    return told.isEmpty() ? answer : answer.with("x-sentry-rate-limits", told);
  }

  private static IntakeResponse limited(List<Throttle> reached) {
    long seconds =
        reached.stream().mapToLong(limit -> limit.retryAfter().toSeconds()).max().orElse(1);
    return IntakeResponse.refused(429, "the rate limit is reached: send later, or raise it")
        .with("retry-after", Long.toString(seconds));
  }

  /** What came although nothing here saves it: SDKs need not send more of it. */
  private static Optional<String> unsaved(Delivery delivery) {
    String categories =
        delivery.outcomes().stream()
            .filter(sent -> sent.outcome().equals(Triage.UNSAVED))
            .map(OutcomeMessage::category)
            .filter(Categories::isUnsaved)
            .map(DataCategory::wireName)
            .distinct()
            .collect(Collectors.joining(";"));
    return categories.isEmpty()
        ? Optional.empty()
        : Optional.of(UNSAVED_SECONDS + ":" + categories + ":organization:not_stored");
  }
}
