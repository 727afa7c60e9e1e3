package dev.tracefold.receiveenvelopes;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.tracefold.attachment.StagingKeys;
import dev.tracefold.intake.body.Bytes;
import dev.tracefold.receiving.IntakeRequest;
import dev.tracefold.receiving.IntakeResponse;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Translates between the JSON of a Function URL (payload 2.0) and the intake's own request. */
final class FunctionUrl {

  private FunctionUrl() {}

  static IntakeRequest request(APIGatewayV2HTTPEvent event) {
    Optional<RequestContext> context = Optional.ofNullable(event.getRequestContext());
    Optional<RequestContext.Http> http = context.map(RequestContext::getHttp);
    return new IntakeRequest(
        context
            .map(RequestContext::getRequestId)
            .filter(StagingKeys::isId)
            .orElseGet(() -> UUID.randomUUID().toString()),
        http.map(RequestContext.Http::getMethod).orElse("GET"),
        Optional.ofNullable(event.getRawPath()).orElse("/"),
        query(event.getRawQueryString()),
        headers(event.getHeaders()),
        body(event),
        http.map(RequestContext.Http::getSourceIp).orElse(null));
  }

  static APIGatewayV2HTTPResponse response(IntakeResponse response) {
    return APIGatewayV2HTTPResponse.builder()
        .withStatusCode(response.status())
        .withHeaders(response.headers())
        .withBody(response.body())
        .build();
  }

  private static Bytes body(APIGatewayV2HTTPEvent event) {
    String body = event.getBody();
    if (body == null) {
      return Bytes.EMPTY;
    }
    return event.getIsBase64Encoded()
        ? Bytes.of(Base64.getDecoder().decode(body))
        : Bytes.utf8(body);
  }

  private static Map<String, String> headers(@Nullable Map<String, String> headers) {
    Map<String, String> lowered = new HashMap<>();
    if (headers != null) {
      headers.forEach((name, value) -> lowered.put(name.toLowerCase(Locale.ROOT), value));
    }
    return lowered;
  }

  /** A parameter that is no valid encoding is taken as it stands. */
  private static Map<String, String> query(@Nullable String raw) {
    Map<String, String> query = new HashMap<>();
    if (raw != null) {
      for (String pair : raw.split("&", -1)) {
        int equals = pair.indexOf('=');
        if (equals > 0) {
          query.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
        }
      }
    }
    return query;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
